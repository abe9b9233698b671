import { equal } from './bytes.js';
import { keccak256 } from './hashes.js';
import { parseJson } from './json.js';
import { Members } from './members.js';
import { g1, g1Generator, g2, g2Generator, isEqualUpToSign } from './points.js';
import { Refusal } from './refusal.js';

const format = 'chainprov/verifying-key/v1';
const maximumFileBytes = 1 << 24;

/**
 * Reads α ‖ β ‖ γ ‖ δ ‖ IC₀ ‖ IC₁ …, points as EIP-2537 encodes them: what IVerifyingKey.key() returns.
 * @param {Uint8Array} bytes The key.
 * @param {Uint8Array} circuitDigest The circuit that it is said to be for. Nothing in the key shows it.
 * @param {string} place What messages call the key.
 */
export function readVerifyingKey(bytes, circuitDigest, place) {
  let position = 0;
  const next = (group, name) => group.fromEip2537(bytes.subarray(position, (position += group.eip2537Bytes)), `${place}, ${name}`);
  const fixedBytes = g1.eip2537Bytes + 3 * g2.eip2537Bytes;
  if (bytes.length <= fixedBytes || (bytes.length - fixedBytes) % g1.eip2537Bytes !== 0) throw new Refusal(place, `a verifying key does not have ${bytes.length} bytes`);
  const key = { alpha: next(g1, 'α'), beta: next(g2, 'β'), gamma: next(g2, 'γ'), delta: next(g2, 'δ'), publicInputBases: [] };
  while (position < bytes.length) key.publicInputBases.push(next(g1, `IC[${key.publicInputBases.length}]`));
  const problem = degeneracy(key);
  if (problem !== null) throw new Refusal(place, problem);
  return { ...key, circuitDigest, digest: keccak256(bytes) };
}

/** What lets anyone forge with this key, or null: as src/ChainProv.Groth16/Keys/VerifyingKey.cs asks. No point is infinity: the readers refuse it. */
function degeneracy({ alpha, beta, gamma, delta, publicInputBases }) {
  if (publicInputBases.length < 2) return 'the circuit has no public input';
  if (isEqualUpToSign(delta, g2Generator)) return 'δ is ± the generator: nobody contributed to the second phase, so anyone can forge proofs';
  if (isEqualUpToSign(beta, g2Generator) || isEqualUpToSign(alpha, g1Generator))
    return 'α or β is ± the generator: nobody contributed to the first phase, so anyone can forge proofs';
  if (isEqualUpToSign(gamma, delta)) return 'γ is ±δ: anyone can forge proofs';
  if (isEqualUpToSign(beta, gamma) || isEqualUpToSign(beta, delta)) return 'β is ±γ or ±δ: anyone can forge proofs';
  const distinct = new Set(publicInputBases.map((point) => point.toAffine().x));
  return distinct.size === publicInputBases.length ? null : 'two IC are equal up to sign: a proof would hold for other values of those inputs';
}

/** Reads the verifying-key.json that `chainprov` keeps. What it says of its setup is a claim: every key counts as a development key until there are ceremonies. */
export function readVerifyingKeyFile(bytes, name) {
  const file = new Members(parseJson(bytes, name, maximumFileBytes), '$', ['format', 'circuitDigest', 'setup', 'keyDigest', 'key']);
  file.word('format', [format]);
  file.word('setup', ['development', 'ceremony']);
  const key = readVerifyingKey(file.bytes('key'), file.bytes('circuitDigest', 32), '$.key');
  if (!equal(key.digest, file.bytes('keyDigest', 32))) throw new Refusal('$.keyDigest', 'is not that of the key');
  return key;
}
