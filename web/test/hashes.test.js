import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { addressText, readAddress } from '../verify/modules/address.js';
import { elementText } from '../verify/modules/certificate.js';
import { element } from '../verify/modules/hashes.js';
import { dayOf, isComposed, policyDigest, policyProblem } from '../verify/modules/policy.js';
import { permute, roundConstants, sponge } from '../verify/modules/poseidon2.js';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url)));
const hashes = read('fixtures/hashes.json');
const published = read('../../tests/vectors/poseidon2-bls12-381.json').instances.find((instance) => instance.width === 3);

test('Constants and permutation are the published ones', () => {
  // In a partial round only element 0 has a constant; the others are written as zero there.
  published.roundConstants.forEach((constants, round) => assert.deepEqual(constants.map((_, i) => roundConstants(round)[i] ?? 0n), constants.map(BigInt)));
  assert.equal(published.roundConstants.length, 64);
  assert.deepEqual(permute(published.input.map(BigInt)), published.output.map(BigInt));
});

test("Sponges, elements and policies are the library's", async () => {
  for (const { tag, inputs, output } of hashes.sponges) assert.equal(elementText(await sponge(tag, inputs.map(BigInt))), output);
  for (const { domain, text, element: expected } of hashes.elements) assert.equal(elementText(await element(domain, text)), expected);
  for (const { policy, digest } of hashes.policies) {
    assert.equal(policyProblem(policy), null);
    assert.equal(elementText(await policyDigest(policy)), digest);
  }
});

test('A policy that chainprov would not write so is refused', () => {
  const [, policy] = hashes.policies.map((entry) => entry.policy);
  for (const [change, problem] of [
    [{ allowedLicences: [] }, 'at least one allowed licence'],
    [{ allowedLicences: Array.from({ length: 17 }, (_, i) => `LicenseRef-${String.fromCharCode(97 + i)}`) }, 'there are 17 licences'],
    [{ requiredTags: ['a', 'b', 'c', 'd', 'e'] }, 'there are 5 tags'],
    [{ requiredTags: ['b', 'a'] }, 'in ordinal order'],
    [{ requiredTags: ['a', 'a'] }, 'stand once each'],
    [{ requiredTags: [''] }, 'a tag is empty'],
    [{ requiredTags: ['a\u0085'] }, 'control character'],
    [{ requiredTags: [' a'] }, 'spaces around it'],
    [{ requiredTags: ['a\u2029'] }, 'spaces around it'],
    [{ requiredTags: ['a\u0308'] }, "Unicode's form NFC"],
    [{ requiredTags: ['ä'.repeat(65)] }, 'longer than 128 bytes'],
    [{ allowedLicences: ['mit'] }, 'not an SPDX licence id'],
    [{ allowedLicences: ['MIT AND ISC'] }, 'not an SPDX licence id'],
    [{ allowedLicences: ['https://spdx.org/licenses/MIT'] }, 'not an SPDX licence id'],
    [{ allowedLicences: ['LicenseRef-'] }, 'not an SPDX licence id'],
    [{ allowedLicences: ['or'] }, 'not an SPDX licence id'],
    [{ validOn: '1969-12-31' }, 'a date'],
    [{ certifiedNotBefore: '2026-1-01' }, 'a date'],
  ]) assert.ok(policyProblem({ ...policy, ...change })?.includes(problem), problem);
});

test('Characters of tags stay in the form NFC, whatever stands around them', () => {
  for (let code = 0; code < 0x110000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const text = String.fromCodePoint(code);
    const [, ...composing] = text.normalize('NFC') === text ? text.normalize('NFD') : '';
    for (const part of composing) assert.ok(!isComposed(part), `${code.toString(16)} is composed with ${part.codePointAt(0).toString(16)}`);
    // Of two marks the one of the lower class comes first: a text of class 0 stays before every mark.
    if (isComposed(text)) assert.equal(`${text}\u0334`.normalize('NFC'), `${text}\u0334`, code.toString(16));
  }

  for (const text of ['médecine', '의료', '医疗', 'Ålesund']) assert.ok(isComposed(text), text);
});

test('Days are counted from 1970', () => {
  assert.equal(dayOf('1970-01-01'), 0);
  assert.equal(dayOf('2000-02-29'), 11016);
  assert.equal(dayOf('9999-12-31'), 2932896);
  for (const text of ['2026-02-29', '2026-13-01', '2026-00-01', '2026-01-32', '+002026-01-01', '2026-01-01 ', '٢٠٢٦-01-01']) assert.equal(dayOf(text), null, text);
});

test('Addresses have one case or a right checksum', () => {
  const text = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
  assert.equal(addressText(readAddress(text, 'a')), text);
  assert.equal(addressText(readAddress(text.toLowerCase(), 'a')), text);
  assert.throws(() => readAddress(text.replace('aA', 'AA'), 'a'), /checksum/);
  assert.throws(() => readAddress(text.slice(0, -1), 'a'), /40 hexadecimal digits/);
});
