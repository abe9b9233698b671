import { changedByComposition } from './composition.js';
import { element } from './hashes.js';
import { spdxLicences } from './licences.js';
import { sponge } from './poseidon2.js';
import { utf8 } from './bytes.js';

const maximumTags = 4;
const maximumLicences = 16;
const maximumTagBytes = 128;
const dayMilliseconds = 86_400_000;
const spelling = new Map(spdxLicences.map((id) => [id.toLowerCase(), id]));

/** Days since 1970-01-01, as the statements count them; null for what is no date as YYYY-MM-DD, or one before 1970. */
export function dayOf(text) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return null;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  const isDate = Number.isFinite(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
  return isDate && milliseconds >= 0 ? milliseconds / dayMilliseconds : null;
}

/** Today, in UTC. */
export const today = () => Math.floor(Date.now() / dayMilliseconds);

/** As src/ChainProv.Provenance/Policies/ComposedText.cs asks: whatever stands around its characters, Unicode's form NFC leaves them as they are. */
export function isComposed(text) {
  const changes = (code) => changedByComposition.some(([first, last]) => first <= code && code <= last);
  return !/[\p{M}\p{Cn}]/u.test(text) && !Array.from(text).some((character) => changes(character.codePointAt(0)));
}

function tagProblem(tag) {
  if (tag === '') return 'a tag is empty';
  if (/\p{Cc}/u.test(tag)) return `the tag ${JSON.stringify(tag)} holds a control character`;
  if (utf8(tag).length > maximumTagBytes) return `the tag ${JSON.stringify(tag)} is longer than ${maximumTagBytes} bytes`;
  if (/^\p{Z}|\p{Z}$/u.test(tag)) return `the tag ${JSON.stringify(tag)} has spaces around it`;
  return isComposed(tag)
    ? null
    : `the tag ${JSON.stringify(tag)} holds a character that combines with the one before, or that Unicode's form NFC replaces: letters must be in one piece`;
}

/** Whether the text is an SPDX licence id in SPDX's spelling: exact for the common ids, any of SPDX's syntax for others. */
function isLicence(text) {
  return /^[A-Za-z0-9.+-]{1,128}$/.test(text) && !/^(?:LicenseRef-|and|or)$/i.test(text) && (spelling.get(text.toLowerCase()) ?? text) === text;
}

/** By UTF-16 code units, which is what < compares. */
const isOrdered = (texts) => texts.every((text, i) => i === 0 || texts[i - 1] < text);

/** What is wrong with a policy's words, or null: they must be those that `chainprov` would write, so that one policy has one digest. */
export function policyProblem({ requiredTags, allowedLicences, certifiedNotBefore, validOn }) {
  if (allowedLicences.length === 0) return 'a policy has at least one allowed licence';
  if (requiredTags.length > maximumTags) return `there are ${requiredTags.length} tags; a policy has room for ${maximumTags}`;
  if (allowedLicences.length > maximumLicences) return `there are ${allowedLicences.length} licences; a policy has room for ${maximumLicences}`;
  const wrongTag = requiredTags.map(tagProblem).find((problem) => problem !== null);
  if (wrongTag !== undefined) return wrongTag;
  const wrongLicence = allowedLicences.find((licence) => !isLicence(licence));
  if (wrongLicence !== undefined) return `${JSON.stringify(wrongLicence)} is not an SPDX licence id`;
  if (!isOrdered(requiredTags) || !isOrdered(allowedLicences)) return 'tags and licences stand once each, in ordinal order';
  return dayOf(certifiedNotBefore) === null || dayOf(validOn) === null ? 'a date is not one as YYYY-MM-DD, from 1970 on' : null;
}

/** sponge(chainprov/policy/v1; 4 tags, 16 licences, dates) of a policy without a problem. */
export async function policyDigest(policy) {
  const tags = await slots(maximumTags, 'chainprov/tag/v1', policy.requiredTags);
  const licences = await slots(maximumLicences, 'chainprov/licence/v1', policy.allowedLicences);
  const dates = BigInt(dayOf(policy.certifiedNotBefore)) + (BigInt(dayOf(policy.validOn)) << 32n);
  return sponge('chainprov/policy/v1', [...tags, ...licences, dates]);
}

/** Ascending as integers, empty slots (zero) last. */
async function slots(count, domain, texts) {
  const elements = await Promise.all(texts.map((text) => element(domain, text)));
  elements.sort((left, right) => (left < right ? -1 : 1));
  return [...elements, ...Array(count - elements.length).fill(0n)];
}
