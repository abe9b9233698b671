import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { concat, fromHex, toHex, utf8 } from '../verify/modules/bytes.js';
import { contradictions, publicInputs, readCertificate } from '../verify/modules/certificate.js';
import { verifyProof } from '../verify/modules/groth16.js';
import { g1, g1Generator, g2, g2Generator } from '../verify/modules/points.js';
import { r } from '../verify/modules/members.js';
import { verifyResponse } from '../verify/modules/verification.js';
import { readVerifyingKey, readVerifyingKeyFile } from '../verify/modules/verifying-key.js';

const fixture = JSON.parse(readFileSync(new URL('fixtures/response.json', import.meta.url)));
const file = (value) => utf8(JSON.stringify(value));
const key = readVerifyingKeyFile(file(fixture.keyFile), 'verifying-key.json');
const certificate = readCertificate(file(fixture.certificate));
const question = {
  certificate: file(fixture.certificate),
  chain: null,
  file: { key: file(fixture.keyFile), keyDigest: key.digest, chainId: null, registry: null, registryRoot: null },
  nonce: null,
  prompt: fromHex(fixture.prompt, 'prompt'),
  response: fromHex(fixture.response, 'response'),
};

test("The public inputs are the library's, and the proof holds for them alone", async () => {
  const inputs = await publicInputs(certificate);
  assert.deepEqual(inputs, fixture.publicInputs.map(BigInt));
  assert.deepEqual(await contradictions(certificate), []);
  assert.equal(verifyProof(key, certificate.proof, inputs), true);
  for (let i = 0; i < inputs.length; i++) assert.equal(verifyProof(key, certificate.proof, inputs.with(i, (inputs[i] + 1n) % r)), false);
  assert.equal(verifyProof(key, certificate.proof, inputs.slice(1)), false);
  assert.equal(verifyProof(key, certificate.proof, [...inputs, 1n]), false);
});

test('Every point of the proof counts', async () => {
  const inputs = await publicInputs(certificate);
  const { a, b, c } = certificate.proof;
  for (const proof of [{ a: a.negate(), b, c }, { a: c, b, c: a }, { a, b: b.add(g2Generator), c }, { a, b, c: c.add(g1Generator) }])
    assert.equal(verifyProof(key, proof, inputs), false);
});

test('A sum of the inputs that is infinity is one more sum', () => {
  // IC₀ = G, IC₁ = −2G: for x = 1/2 nothing pairs with γ, and e(A, B) = e(α, β)·e(C, δ).
  const [alpha, beta, delta] = [3n, 5n, 7n];
  const made = {
    alpha: g1Generator.multiply(alpha),
    beta: g2Generator.multiply(beta),
    gamma: g2Generator,
    delta: g2Generator.multiply(delta),
    publicInputBases: [g1Generator, g1Generator.multiply(2n).negate()],
  };
  const half = (r + 1n) / 2n;
  const proof = { a: g1Generator.multiply(alpha * beta + 11n * delta), b: g2Generator, c: g1Generator.multiply(11n) };
  assert.equal(verifyProof(made, proof, [half]), true);
  for (const other of [0n, 1n, half + 1n, r - 1n]) assert.equal(verifyProof(made, proof, [other]), false);
  assert.equal(verifyProof(made, { ...proof, c: g1Generator }, [half]), false);
});

test('A key that lets anyone forge is refused', () => {
  const bytes = fromHex(fixture.keyFile.key, 'key');
  const gamma = bytes.subarray(384, 640);
  const reading = (...parts) => () => readVerifyingKey(concat(...parts), key.circuitDigest, 'key');
  const base = bytes.subarray(bytes.length - 128);
  const negated = g1.toEip2537(g1.fromEip2537(base, 'IC').negate());
  for (const [read, problem] of [
    [reading(bytes.subarray(0, 896), base), 'no public input'],
    [reading(bytes.subarray(0, 640), gamma, bytes.subarray(896)), 'δ is ± the generator'],
    [reading(bytes.subarray(0, 128), gamma, bytes.subarray(384)), 'α or β is ± the generator'],
    [reading(g1.toEip2537(g1Generator.negate()), bytes.subarray(128)), 'α or β is ± the generator'],
    [reading(bytes.subarray(0, 384), bytes.subarray(640, 896), bytes.subarray(640)), 'γ is ±δ'],
    [reading(bytes.subarray(0, 384), bytes.subarray(128, 384), bytes.subarray(640)), 'β is ±γ or ±δ'],
    [reading(bytes.subarray(0, 128), g2.toEip2537(key.delta.negate()), bytes.subarray(384)), 'β is ±γ or ±δ'],
    [reading(bytes, base), 'two IC are equal up to sign'],
    [reading(bytes, negated), 'two IC are equal up to sign'],
    [reading(bytes.subarray(1)), 'a verifying key does not have'],
  ]) assert.throws(read, (error) => error.message.startsWith('key') && error.message.includes(problem), problem);
  assert.throws(() => readVerifyingKeyFile(file({ ...fixture.keyFile, keyDigest: toHex(key.circuitDigest) }), 'file'), /\$\.keyDigest: is not that of the key/);
});

test('Verification says what it checked', async () => {
  const report = await verifyResponse(question);
  assert.equal(report.verdict, 'incomplete');
  assert.deepEqual(report.problems, []);
  assert.deepEqual(report.gaps, ['your nonce', 'chain and registry', 'the registry root']);
  for (const [kind, text] of [['warning', 'whoever made it could forge'], ['warning', 'binding only'], ['unchecked', 'No nonce was given'], ['unchecked', 'No chain was asked']])
    assert.ok(report.findings.some((finding) => finding.kind === kind && finding.text.includes(text)), text);
});

test('All that the reader knows is compared', async () => {
  const { context, nonce, registryRoot } = certificate;
  const trusted = { ...question.file, ...context, registryRoot };
  const known = { ...question, nonce, file: trusted };
  assert.equal((await verifyResponse(known)).verdict, 'accepted');
  for (const [change, problem] of [
    [{ nonce: new Uint8Array(32) }, 'The nonce is not yours'],
    [{ prompt: known.prompt.subarray(1) }, 'The prompt is not the one'],
    [{ response: new Uint8Array() }, 'The response is not the one'],
    [{ file: { ...trusted, registryRoot: registryRoot + 1n } }, 'The registry root is not the one'],
    [{ file: { ...trusted, registry: new Uint8Array(20).fill(1) } }, 'not bound to registry 0x0101'],
    [{ file: { ...trusted, chainId: 1n } }, 'not bound to chain 1'],
    [{ file: { ...trusted, keyDigest: new Uint8Array(32) } }, 'not the one that you expect'],
  ]) {
    const report = await verifyResponse({ ...known, ...change });
    assert.equal(report.verdict, 'refused');
    assert.ok(report.problems.length === 1 && report.problems[0].includes(problem), problem);
  }
});

test('An altered certificate is refused for what was altered', async () => {
  const altered = (name) => fixture.certificate[name].replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
  for (const [change, problem] of [
    [{ circuitDigest: altered('circuitDigest') }, 'not for the response circuit'],
    [{ keyDigest: altered('keyDigest') }, 'made with another key'],
    [{ keyDigest: fixture.certificate.keyDigest.toUpperCase().replace('0X', '0x') }, '$.keyDigest: 0x and 64 lower-case'],
    [{ setup: 'ceremony' }, 'claims a ceremony key'],
    [{ trainingLink: 'authority-cosigned' }, 'does not show this statement'],
    [{ modelCommitment: altered('modelCommitment') }, 'does not show this statement'],
    [{ policyDigest: altered('policyDigest') }, '$.policyDigest: is not'],
    [{ promptDigest: altered('promptDigest') }, '$.transcript: is not'],
    [{ proofDigest: altered('proofDigest') }, '$.proofDigest: is not'],
  ]) {
    const report = await verifyResponse({ ...question, prompt: null, response: null, certificate: file({ ...fixture.certificate, ...change }) });
    assert.equal(report.verdict, 'refused');
    assert.ok(report.problems.length === 1 && report.problems[0].includes(problem), `${problem}: ${report.problems}`);
  }

  const other = { ...question.file, key: file({ ...fixture.keyFile, circuitDigest: altered('keyDigest') }) };
  assert.deepEqual((await verifyResponse({ ...question, file: other })).problems, [`The verifying key is that of another circuit: ${altered('keyDigest')}.`]);
});

test("A policy's day that has passed is said", async () => {
  const policy = { ...fixture.certificate.policy, validOn: '2026-01-01' };
  const report = await verifyResponse({ ...question, certificate: file({ ...fixture.certificate, policy }) });
  assert.ok(report.findings.some(({ kind, text }) => kind === 'warning' && text.includes('2026-01-01, has passed')));
});

test('Several things wrong are several reasons', async () => {
  const report = await verifyResponse({ ...question, nonce: new Uint8Array(32), prompt: new Uint8Array(), file: { ...question.file, chainId: 1n } });
  assert.equal(report.verdict, 'refused');
  assert.equal(report.problems.length, 3);
});

test('An unbound certificate is bound to no chain', async () => {
  const unbound = file({ ...fixture.certificate, context: null });
  assert.deepEqual(await contradictions(readCertificate(unbound)), ['$.transcript: is not that of context, nonce, promptDigest and responseDigest']);
  const { chainId, registry } = fixture.certificate.context;
  for (const context of [{ chainId: 0, registry }, { chainId, registry: `0x${'0'.repeat(40)}` }])
    assert.throws(() => readCertificate(file({ ...fixture.certificate, context })), /\$\.context: .*unbound response is null/);
});
