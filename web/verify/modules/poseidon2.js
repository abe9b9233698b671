import { element } from './hashes.js';
import { r } from './members.js';

const width = 3;
const rate = 2;
const fullRounds = 8;
const partialRounds = 56;
const constants = deriveConstants();

/** The Grain LFSR in self-shrinking mode (eprint 2019/458, appendix F): constants follow from the parameters alone, so there is no table to trust. */
function deriveConstants() {
  const bits = [];
  const append = (value, count) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1);
  };
  append(1, 2); // a prime field
  append(0, 4); // the S-box is a power map
  append(r.toString(2).length, 12);
  append(width, 12);
  append(fullRounds, 10);
  append(partialRounds, 10);
  append(2 ** 30 - 1, 30);

  const step = () => {
    const bit = bits[62] ^ bits[51] ^ bits[38] ^ bits[23] ^ bits[13] ^ bits[0];
    bits.shift();
    bits.push(bit);
    return bit;
  };
  // Bits come in pairs; the first of a pair says whether the second is used.
  const next = () => {
    while (step() === 0) step();
    return step();
  };
  // By rejection: a candidate that is not below r is discarded, never reduced.
  const number = () => {
    for (;;) {
      const candidate = BigInt(`0b${Array.from({ length: r.toString(2).length }, next).join('')}`);
      if (candidate < r) return candidate;
    }
  };
  for (let i = 0; i < 160; i++) step();
  return Array.from({ length: fullRounds + partialRounds }, (_, round) => Array.from({ length: isFull(round) ? width : 1 }, number));
}

function isFull(round) {
  return round < fullRounds / 2 || round >= fullRounds / 2 + partialRounds;
}

function fifthPower(x) {
  const square = (x * x) % r;
  return (((square * square) % r) * x) % r;
}

/** The constants of a round, 0 to 63. */
export const roundConstants = (round) => constants[round];

/** P3: the Poseidon2 permutation (eprint 2023/323) of three elements, with x⁵, 8 full and 56 partial rounds. Returns a new state. */
export function permute(input) {
  // The circulant matrix (2 1 1), and all ones plus the diagonal (1, 1, 2).
  const mix = (state, last) => {
    const sum = state[0] + state[1] + state[2];
    return [(sum + state[0]) % r, (sum + state[1]) % r, (sum + last * state[2]) % r];
  };
  let state = mix(input, 1n);
  constants.forEach((ofRound, round) => {
    ofRound.forEach((constant, i) => {
      state[i] = fifthPower((state[i] + constant) % r);
    });
    state = mix(state, isFull(round) ? 1n : 2n);
  });
  return state;
}

/** sponge(tag; inputs) of docs/release-statement.md; inputs below r, at least one. */
export async function sponge(tag, inputs) {
  const low64 = BigInt.asUintN(64, await element(tag, ''));
  let state = [0n, 0n, low64 + (BigInt(inputs.length) << 64n)];
  for (let i = 0; i < inputs.length; i += rate) state = permute([(state[0] + inputs[i]) % r, (state[1] + (inputs[i + 1] ?? 0n)) % r, state[2]]);
  return state[0];
}
