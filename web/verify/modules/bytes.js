import { Refusal } from './refusal.js';

const encoder = new TextEncoder();

/** UTF-8. A text with half of a surrogate pair would not come back: readers refuse it before. */
export const utf8 = (text) => encoder.encode(text);

/** "text ‖ 0x00": how every domain begins what is hashed in it. */
export const domain = (text) => utf8(`${text}\0`);

export function concat(...parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }

  return bytes;
}

export const equal = (left, right) => left.length === right.length && left.every((byte, i) => byte === right[i]);

/** 0x and lower-case hexadecimal digits. */
export const toHex = (bytes) => `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/**
 * Reads 0x and lower-case hexadecimal digits: the one way of writing bytes.
 * @param {unknown} text What was given.
 * @param {string} place What messages call it.
 * @param {number} [length] How many bytes there are; any number if absent.
 */
export function fromHex(text, place, length) {
  const needed = length === undefined ? '0x and pairs of lower-case hexadecimal digits are needed' : `0x and ${2 * length} lower-case hexadecimal digits are needed`;
  if (typeof text !== 'string' || !/^0x(?:[0-9a-f]{2})*$/.test(text)) throw new Refusal(place, needed);
  if (length !== undefined && text.length !== 2 + 2 * length) throw new Refusal(place, needed);
  return Uint8Array.from({ length: text.length / 2 - 1 }, (_, i) => Number.parseInt(text.slice(2 + 2 * i, 4 + 2 * i), 16));
}

/** The big-endian integer. */
export const toInteger = (bytes) => (bytes.length === 0 ? 0n : BigInt(toHex(bytes)));

/** The big-endian form of an integer from 0 to 2^(8·length) − 1. */
export function fromInteger(value, length) {
  const digits = value.toString(16).padStart(2 * length, '0');
  if (value < 0n || digits.length !== 2 * length) throw new RangeError(`${value} is no integer of ${length} bytes`);
  return fromHex(`0x${digits}`, 'integer', length);
}
