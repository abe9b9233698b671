import { keccak_256 } from '@noble/hashes/sha3.js';
import { concat, domain, toInteger, utf8 } from './bytes.js';

/** SHA-256 of the concatenation, by the browser itself. */
export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts)));
}

export const keccak256 = (...parts) => keccak_256(concat(...parts));

/** first31(h): the first 31 bytes of a hash as an integer, 248 bits, so that it is below r and nothing is ever reduced. */
export const first31 = (hash) => toInteger(hash.subarray(0, 31));

/** element(domain, text) of docs/release-statement.md. */
export const element = async (name, text) => first31(await sha256(domain(name), utf8(text)));
