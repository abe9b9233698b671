import { readAddress } from './modules/address.js';
import { fromHex, toHex, toInteger, utf8 } from './modules/bytes.js';
import { contextText, elementText } from './modules/certificate.js';
import { Refusal } from './modules/refusal.js';
import { verifyResponse } from './modules/verification.js';

const form = document.getElementById('question');
const result = document.getElementById('result');
const field = (id) => document.getElementById(id);
const verdicts = {
  accepted: () => 'Accepted: the proof holds, and all that you know was compared with it.',
  incomplete: ({ gaps }) => `The proof holds, and is not enough. Not compared: ${gaps.join(', ')}.`,
  refused: () => 'Refused.',
  undecided: () => 'Not decided: something could not be checked.',
};

form.addEventListener('change', showSource);
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  result.replaceChildren(element('p', 'Checking …'));
  // Lets the browser paint, for the pairing takes it a moment.
  await new Promise((resolve) => setTimeout(resolve));
  try {
    show(await verifyResponse(await readQuestion()));
  } catch (error) {
    const text = error instanceof Refusal ? `Something is missing or mistyped. ${error.message}.` : `This should not happen: ${error}`;
    result.replaceChildren(element('p', text, 'verdict undecided'));
  } finally {
    button.disabled = false;
    result.focus();
  }
});
showSource();
result.replaceChildren();
if (globalThis.crypto?.subtle === undefined)
  result.append(element('p', 'Browsers compute SHA-256 for pages from https or localhost only: open this one there.', 'verdict undecided'));

function showSource() {
  const asksChain = form.elements.source.value === 'chain';
  field('source-chain').hidden = !asksChain;
  field('source-file').hidden = asksChain;
}

async function readQuestion() {
  const asksChain = form.elements.source.value === 'chain';
  return {
    certificate: (await content('certificate')) ?? missing('The certificate'),
    nonce: optional('nonce', (text) => fromHex(text, 'Your nonce', 32)),
    prompt: await content('prompt'),
    response: await content('response'),
    chain: asksChain ? readChain() : null,
    file: asksChain ? null : await readFile(),
  };
}

function readChain() {
  return {
    url: needed('rpc', 'JSON-RPC URL', readUrl),
    contract: needed('contract', 'AttestationVerifier', readAddress),
    maximumAge: 3600n * needed('age', 'Hours', readInteger),
  };
}

async function readFile() {
  return {
    key: (await fileContent('key-file')) ?? missing('verifying-key.json'),
    keyDigest: needed('key-digest', 'Key digest', (text, place) => fromHex(text, place, 32)),
    chainId: optional('chain-id', (text) => readInteger(text, 'Chain number')),
    registry: optional('registry', (text) => readAddress(text, 'Registry')),
    registryRoot: optional('registry-root', (text) => toInteger(fromHex(text, 'Registry root', 32))),
  };
}

function missing(place) {
  throw new Refusal(place, 'is needed');
}

function optional(id, read) {
  const text = field(id).value.trim();
  return text === '' ? null : read(text);
}

const needed = (id, place, read) => optional(id, (text) => read(text, place)) ?? missing(place);

function readInteger(text, place) {
  if (!/^[0-9]{1,20}$/.test(text)) throw new Refusal(place, 'an integer is needed');
  return BigInt(text);
}

function readUrl(text, place) {
  const url = URL.canParse(text) ? new URL(text) : null;
  // The page's security policy lets nothing else pass.
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname)))
    throw new Refusal(place, 'a URL of https is needed, or of http on this machine');
  return url.href;
}

/** The bytes of a file, or of the text beside it; null where neither is given. A text without characters counts as not given. */
async function content(name) {
  const file = await fileContent(`${name}-file`);
  const text = field(`${name}-text`).value;
  if (file !== null && text !== '') throw new Refusal(name, 'both a file and a text are given; one is enough');
  return file ?? (text === '' ? null : utf8(text));
}

async function fileContent(id) {
  const [file] = field(id).files;
  return file === undefined ? null : new Uint8Array(await file.arrayBuffer());
}

function show(report) {
  const { verdict, problems, obstacles, findings, certificate } = report;
  const of = (kind) => findings.filter((finding) => finding.kind === kind).map((finding) => finding.text);
  result.replaceChildren(
    element('h2', 'Result'),
    element('p', verdicts[verdict](report), `verdict ${verdict}`),
    ...list('Why it is refused', problems, 'refused'),
    ...list('What could not be checked', obstacles, 'undecided'),
    ...list('To be known', of('warning'), 'warnings'),
    ...list('Checked', of('checked'), 'checked'),
    ...list('Not checked', of('unchecked'), 'unchecked'),
    ...(certificate === null ? [] : described(certificate)),
  );
}

function described({ policy, facts, context, trainingLink, registryRoot, modelCommitment, keyDigest, circuitDigest }) {
  const rows = [
    ['Required tags', policy.requiredTags.join(', ') || 'none'],
    ['Allowed licences', policy.allowedLicences.join(', ')],
    ['Certified not before', policy.certifiedNotBefore],
    ['Certification valid on', policy.validOn],
    ['Training link', trainingLink],
    ['Context', contextText(context)],
    ...Object.entries(facts).map(([name, digest]) => [name, toHex(digest)]),
    ['modelCommitment', elementText(modelCommitment)],
    ['registryRoot', elementText(registryRoot)],
    ['keyDigest', toHex(keyDigest)],
    ['circuitDigest', toHex(circuitDigest)],
  ];
  const table = element('dl');
  table.append(...rows.flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
  return [element('h3', 'What the certificate says'), table];
}

function list(title, texts, className) {
  if (texts.length === 0) return [];
  const items = element('ul', undefined, className);
  items.append(...texts.map((text) => element('li', text)));
  return [element('h3', title), items];
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  return made;
}
