import { fromHex, toHex, utf8 } from './bytes.js';
import { keccak256 } from './hashes.js';
import { Refusal } from './refusal.js';

/** The 20 bytes of 0x and 40 digits: all of one case, or with a right EIP-55 checksum. */
export function readAddress(text, place) {
  if (typeof text !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(text)) throw new Refusal(place, '0x and 40 hexadecimal digits are needed');
  const bytes = fromHex(text.toLowerCase(), place, 20);
  const digits = text.slice(2);
  if (/[a-f]/.test(digits) && /[A-F]/.test(digits) && addressText(bytes) !== text) throw new Refusal(place, 'the checksum (EIP-55) is wrong: a digit may be mistyped');
  return bytes;
}

/** With the EIP-55 checksum: a letter is upper-case where the digit of its hash is 8 or more. */
export function addressText(bytes) {
  const digits = toHex(bytes).slice(2);
  const hash = toHex(keccak256(utf8(digits))).slice(2);
  return `0x${Array.from(digits, (digit, i) => (Number.parseInt(hash[i], 16) >= 8 ? digit.toUpperCase() : digit)).join('')}`;
}
