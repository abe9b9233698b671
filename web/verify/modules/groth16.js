import { bls12_381 } from '@noble/curves/bls12-381.js';
import { concat } from './bytes.js';
import { keccak256 } from './hashes.js';
import { g1, g2 } from './points.js';

const { Fp12 } = bls12_381.fields;

/** The length of A ‖ B ‖ C, compressed. */
export const proofBytes = 2 * g1.compressedBytes + g2.compressedBytes;

/** Reads A ‖ B ‖ C, compressed. */
export function readProof(bytes, place) {
  const end = proofBytes - g1.compressedBytes;
  return {
    a: g1.fromCompressed(bytes.subarray(0, g1.compressedBytes), `${place}, A`),
    b: g2.fromCompressed(bytes.subarray(g1.compressedBytes, end), `${place}, B`),
    c: g1.fromCompressed(bytes.subarray(end), `${place}, C`),
  };
}

/** keccak256 of the proof as the chain is given it. Anyone can make another proof of the same statement: it finds a proof and identifies nothing. */
export const proofDigest = ({ a, b, c }) => keccak256(concat(g1.toEip2537(a), g2.toEip2537(b), g1.toEip2537(c)));

/**
 * Whether e(A, B) = e(α, β)·e(IC₀ + Σ xᵢ·ICᵢ, γ)·e(C, δ).
 * @param key As verifying-key.js reads it.
 * @param proof As {@link readProof} reads it.
 * @param {bigint[]} inputs Below r; a wrong number of them is false.
 */
export function verifyProof(key, proof, inputs) {
  if (inputs.length !== key.publicInputBases.length - 1) return false;
  const sum = inputs.reduce((total, input, i) => total.add(key.publicInputBases[i + 1].multiplyUnsafe(input)), key.publicInputBases[0]);
  const pairs = [
    { g1: proof.a.negate(), g2: proof.b },
    { g1: key.alpha, g2: key.beta },
    { g1: sum, g2: key.gamma },
    { g1: proof.c, g2: key.delta },
  ];
  // The library refuses infinity, which only the sum can be; its pairing is one.
  return Fp12.eql(bls12_381.pairingBatch(pairs.filter((pair) => !pair.g1.is0())), Fp12.ONE);
}
