import { addressText } from './address.js';
import { equal, toHex } from './bytes.js';
import { contextText, contradictions, publicInputs, readCertificate } from './certificate.js';
import { Chain, ChainProblem } from './chain.js';
import { responseCircuitDigest } from './circuit.js';
import { verifyProof } from './groth16.js';
import { dayOf, today } from './policy.js';
import { Refusal } from './refusal.js';
import { promptDigest, responseDigest } from './transcript.js';
import { readVerifyingKeyFile } from './verifying-key.js';

/** A chain that makes a block every minute or so does not look so old. */
const oldBlockMilliseconds = 3_600_000;

/** What came of a verification: what was checked, what was not, and every reason against. */
export class Report {
  /** The certificate, if it could be read. */
  certificate = null;

  /** What speaks against the certificate, or against what it is checked with. */
  problems = [];

  /** Why something that was asked for could not be checked. */
  obstacles = [];

  /** What its reader could have compared and did not give. */
  gaps = [];

  /** Sentences of three kinds: `checked`; `warning`, to be known by whoever relies on what was checked; `unchecked`. */
  findings = [];

  get verdict() {
    if (this.problems.length > 0) return 'refused';
    if (this.obstacles.length > 0) return 'undecided';
    return this.gaps.length > 0 ? 'incomplete' : 'accepted';
  }

  require(holds, claim, problem) {
    if (holds) this.note('checked', claim);
    else this.problems.push(problem);
  }

  note(kind, text) {
    this.findings.push({ kind, text });
  }

  leaveOpen(gap, text) {
    this.gaps.push(gap);
    this.note('unchecked', text);
  }
}

/**
 * Checks a response's certificate against what its reader knows from elsewhere. The certificate is believed in nothing. Either `chain` or `file` says whom the reader
 * trusts for the verifying key.
 * @param {object} question
 * @param {Uint8Array} question.certificate response.json.
 * @param {Uint8Array | null} question.nonce What the asker sent.
 * @param {Uint8Array | null} question.prompt What was asked.
 * @param {Uint8Array | null} question.response What was answered.
 * @param {{url: string, contract: Uint8Array, maximumAge: bigint} | null} question.chain A node, the AttestationVerifier contract that it is asked for, and how many seconds
 * ago the registry root may have been superseded.
 * @param {{key: Uint8Array, keyDigest: Uint8Array, chainId: bigint | null, registry: Uint8Array | null, registryRoot: bigint | null} | null} question.file
 * verifying-key.json and the digest that the reader expects; and what the response must be bound to and proved under.
 */
export async function verifyResponse(question) {
  const report = new Report();
  try {
    report.certificate = readCertificate(question.certificate);
    const problems = await contradictions(report.certificate);
    report.problems.push(...problems);
    if (problems.length === 0) report.note('checked', 'The certificate contradicts itself in nothing: policy, transcript and proof have the digests that it names.');
    await checkAnswer(report, question);
    checkNonce(report, question);
    const trusted = question.chain === null ? fromFile(report, question.file) : await fromChain(report, question.chain);
    checkContext(report, trusted);
    await checkProof(report, trusted.key, problems.length === 0);
    await trusted.checkRoot(report.certificate.registryRoot);
  } catch (error) {
    if (error instanceof Refusal) report.problems.push(error.message);
    else if (error instanceof ChainProblem) report.obstacles.push(error.message);
    else throw error;
  }

  if (report.certificate !== null) explain(report);
  return report;
}

/** Whom the reader trusts, with all of it in his hands. */
function fromFile(report, { key: file, keyDigest, chainId, registry, registryRoot: expected }) {
  const key = readVerifyingKeyFile(file, 'verifying-key.json');
  const digest = toHex(key.digest);
  report.require(
    equal(key.digest, keyDigest),
    `The verifying key is the one that you expect: ${digest}.`,
    `The verifying key is ${digest}, not the one that you expect.`,
  );
  const checkRoot = (root) => {
    if (expected === null)
      report.leaveOpen('the registry root', 'The registry root was neither given nor asked for on a chain: anybody can make a tree of authorities of his own.');
    else report.require(root === expected, 'The registry root is the one that you expect.', 'The registry root is not the one that you expect.');
    report.note('unchecked', 'No chain was asked: whether the registry takes this registry root still was not checked.');
  };
  return { key, chainId, registry, checkRoot };
}

/** Whom the reader trusts, by the address of a contract. */
async function fromChain(report, { url, contract, maximumAge }) {
  const chain = await Chain.open(url);
  const { key, registry, verifier } = await chain.attestationVerifier(contract);
  const digest = toHex(key.digest);
  report.note('checked', `Contract ${addressText(contract)} names the verifying key, ${digest} of contract ${addressText(verifier)}, and the registry.`);
  const checkRoot = async (root) => {
    const time = chain.time.toISOString();
    const where = `on chain ${chain.chainId} at block ${chain.block}, of ${time}`;
    report.require(
      await chain.isRegistryRootAccepted(registry, root, maximumAge),
      `The registry accepts the registry root ${where}.`,
      `The registry does not accept the registry root, or no longer, ${where}.`,
    );
    report.note('warning', `What the chain holds was asked of one node, which could lie: ${url}. Use one that you trust.`);
    if (Date.now() - chain.time.getTime() > oldBlockMilliseconds) report.note('warning', `The node's newest block is of ${time}: it may lag behind its chain.`);
  };
  return { key, chainId: chain.chainId, registry, checkRoot };
}

async function checkAnswer(report, { prompt, response }) {
  const { salt, promptDigest: claimedPrompt, responseDigest: claimedResponse } = report.certificate;
  for (const [name, text, digest, claimed] of [
    ['prompt', prompt, promptDigest, claimedPrompt],
    ['response', response, responseDigest, claimedResponse],
  ]) {
    if (text === null) report.leaveOpen(`the ${name}`, `The ${name} was not given: whether the certificate speaks of it was not compared.`);
    else if (salt === null) report.problems.push(`The ${name} cannot be compared: the certificate was passed on without its salt.`);
    else {
      report.require(
        equal(await digest(salt, text), claimed),
        `The ${name} is, byte for byte, the one that the certificate speaks of.`,
        `The ${name} is not the one that the certificate speaks of.`,
      );
    }
  }
}

function checkNonce(report, { nonce }) {
  if (nonce === null) {
    report.leaveOpen('your nonce', 'No nonce was given: the certificate may be an old one, made for somebody else.');
    return;
  }

  report.require(
    equal(nonce, report.certificate.nonce),
    'The nonce is yours: the certificate is fresh, made for your question.',
    'The nonce is not yours: the certificate was made for another question.',
  );
}

function checkContext(report, { registry, chainId }) {
  const { context } = report.certificate;
  const claimed = contextText(context);
  if (registry === null || chainId === null)
    report.leaveOpen('chain and registry', `Chain and registry were not both given: what the certificate names (${claimed}) was not compared whole.`);
  if (chainId !== null)
    report.require(context?.chainId === chainId, `The response is bound to chain ${chainId}.`, `The response is not bound to chain ${chainId}: ${claimed}.`);
  if (registry !== null) {
    const name = addressText(registry);
    report.require(
      context !== null && equal(context.registry, registry),
      `The response is bound to registry ${name}.`,
      `The response is not bound to registry ${name}: ${claimed}.`,
    );
  }
}

/** With a certificate that contradicts itself it cannot be said what the proof is of. */
async function checkProof(report, key, isConsistent) {
  const { certificate } = report;
  const [used, claimed] = [toHex(key.digest), toHex(certificate.keyDigest)];
  if (used !== claimed) report.problems.push(`The proof was made with another key (${claimed}) than the one it is checked with (${used}).`);
  const [keyCircuit, claimedCircuit] = [toHex(key.circuitDigest), toHex(certificate.circuitDigest)];
  if (claimedCircuit !== responseCircuitDigest)
    report.problems.push(`The proof is for circuit ${claimedCircuit}, not for the response circuit (${responseCircuitDigest}).`);
  if (keyCircuit !== responseCircuitDigest) report.problems.push(`The verifying key is that of another circuit: ${keyCircuit}.`);
  if (certificate.setup !== 'development')
    report.problems.push('The certificate claims a ceremony key, and nothing shows one: keys count as development keys until there are ceremonies.');
  report.note('warning', 'The verifying key is a development key: whoever made it could forge.');
  report.note('unchecked', 'That the verifying key is that of the response circuit cannot be seen from it: whoever you have it from vouches for that.');
  if (isConsistent) {
    report.require(
      verifyProof(key, certificate.proof, await publicInputs(certificate)),
      'The proof holds for all that the certificate says.',
      'The proof does not show this statement.',
    );
  }
}

/** What the reader of any certificate has to know, whatever came of it. */
function explain(report) {
  const { trainingLink, policy } = report.certificate;
  const link = {
    none: 'trainingLink none: binding only: nothing ties the weights to the data, and random weights would not be refused.',
    'authority-cosigned': 'trainingLink authority-cosigned: the authority that held the data vouches that these weights come from it; nothing proves the training itself.',
  };
  report.note('warning', link[trainingLink]);
  if (dayOf(policy.validOn) < today()) report.note('warning', `The policy's day, ${policy.validOn}, has passed: a certification may have ended since.`);
  report.note('unchecked', 'Whether a release with this model commitment is anchored and holds: ask the registry, or the AttestationVerifier contract.');
  report.note('unchecked', 'That the model computed the response is not part of the proof, nor that records are what the authority says.');
}
