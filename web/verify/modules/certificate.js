import { addressText, readAddress } from './address.js';
import { equal, toHex, fromInteger } from './bytes.js';
import { proofBytes, proofDigest, readProof } from './groth16.js';
import { parseJson } from './json.js';
import { Members } from './members.js';
import { dayOf, policyDigest, policyProblem } from './policy.js';
import { modelFacts, transcriptElement } from './transcript.js';
import { Refusal } from './refusal.js';

export const links = { none: 0n, 'authority-cosigned': 1n };

const maximumBytes = 1 << 16;
const names = [
  'format', 'statement', 'circuitDigest', 'keyDigest', 'setup', 'trainingLink', 'context', 'registryRoot', 'modelCommitment', 'facts', 'policy', 'policyDigest',
  'nonce', 'promptDigest', 'responseDigest', 'transcript', 'proof', 'proofDigest',
];
const factNames = ['modelDigest', 'baseDigest', 'weightsDigest', 'baseWeightsDigest', 'hyperParametersDigest'];
const unbound = { chainId: 0n, registry: new Uint8Array(20) };

/**
 * Reads response.json. Every member has its form; whether they fit together is for {@link contradictions} to say.
 * @param {Uint8Array} bytes The file.
 * @throws {Refusal} It is no certificate of a response; the message names the place.
 */
export function readCertificate(bytes) {
  const file = new Members(parseJson(bytes, 'response.json', maximumBytes), '$', names, ['salt']);
  file.word('format', ['chainprov/response/v1']);
  file.word('statement', ['response']);
  const facts = new Members(file.value('facts'), '$.facts', factNames);
  const policy = new Members(file.value('policy'), '$.policy', ['requiredTags', 'allowedLicences', 'certifiedNotBefore', 'validOn']);
  return {
    circuitDigest: file.bytes('circuitDigest', 32),
    keyDigest: file.bytes('keyDigest', 32),
    setup: file.word('setup', ['development', 'ceremony']),
    trainingLink: file.word('trainingLink', Object.keys(links)),
    context: file.isAbsent('context') ? null : readContext(file.value('context')),
    registryRoot: file.fieldElement('registryRoot'),
    modelCommitment: file.fieldElement('modelCommitment'),
    facts: Object.fromEntries(factNames.map((name) => [name, facts.bytes(name, 32)])),
    policy: {
      requiredTags: policy.texts('requiredTags'),
      allowedLicences: policy.texts('allowedLicences'),
      certifiedNotBefore: policy.text('certifiedNotBefore'),
      validOn: policy.text('validOn'),
    },
    policyDigest: file.fieldElement('policyDigest'),
    nonce: file.bytes('nonce', 32),
    salt: file.isAbsent('salt') ? null : file.bytes('salt', 32),
    promptDigest: file.bytes('promptDigest', 32),
    responseDigest: file.bytes('responseDigest', 32),
    transcript: file.fieldElement('transcript'),
    proof: readProof(file.bytes('proof', proofBytes), '$.proof'),
    proofDigest: file.bytes('proofDigest', 32),
  };
}

function readContext(value) {
  const members = new Members(value, '$.context', ['chainId', 'registry']);
  const context = { chainId: members.unsigned64('chainId'), registry: readAddress(members.value('registry'), '$.context.registry') };
  if (context.chainId === 0n || equal(context.registry, unbound.registry))
    throw new Refusal('$.context', 'a context names a chain and a registry; that of an unbound response is null');
  return context;
}

/** The context in words. */
export const contextText = (context) => (context === null ? 'unbound' : `chain ${context.chainId}, registry ${addressText(context.registry)}`);

/** What in a certificate contradicts the rest of it: a list of sentences, empty if all fits together. */
export async function contradictions(certificate) {
  const problems = [];
  const wordsProblem = policyProblem(certificate.policy);
  if (wordsProblem !== null) problems.push(`$.policy: ${wordsProblem}`);
  else if ((await policyDigest(certificate.policy)) !== certificate.policyDigest) problems.push('$.policyDigest: is not the digest of the policy');
  const transcript = await transcriptElement(certificate.context ?? unbound, certificate.nonce, certificate.promptDigest, certificate.responseDigest);
  if (transcript !== certificate.transcript) problems.push('$.transcript: is not that of context, nonce, promptDigest and responseDigest');
  if (!equal(proofDigest(certificate.proof), certificate.proofDigest)) problems.push('$.proofDigest: is not the digest of the proof');
  return problems;
}

/** What the proof speaks of, in the circuit's order. The certificate contradicts itself in nothing. */
export async function publicInputs({ registryRoot, modelCommitment, facts, policy, policyDigest: digest, trainingLink, transcript }) {
  const terms = links[trainingLink] + (BigInt(dayOf(policy.validOn)) << 8n);
  return [registryRoot, modelCommitment, await modelFacts(facts), digest, terms, transcript];
}

/** A field element as files write it. */
export const elementText = (element) => toHex(fromInteger(element, 32));
