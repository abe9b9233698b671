import { fromHex, toInteger } from './bytes.js';
import { JsonNumber } from './json.js';
import { Refusal } from './refusal.js';

/** The order of BLS12-381's groups. */
export const r = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;

/** The members of a JSON object: exactly those that its format has. Each is read by what it should be, and refused by its place. */
export class Members {
  #members;

  /**
   * @param {unknown} value A parsed JSON value.
   * @param {string} place `$`, or the path of the object.
   * @param {string[]} required The names there must be.
   * @param {string[]} [optional] The names there may be.
   */
  constructor(value, place, required, optional = []) {
    if (!(value instanceof Map)) throw new Refusal(place, 'an object is needed');
    for (const name of value.keys()) if (!required.includes(name) && !optional.includes(name)) throw new Refusal(`${place}.${name}`, 'is no member of this format');
    for (const name of required) if (!value.has(name)) throw new Refusal(`${place}.${name}`, 'is missing');
    this.#members = value;
    this.place = place;
  }

  placeOf(name) {
    return `${this.place}.${name}`;
  }

  isAbsent(name) {
    return (this.#members.get(name) ?? null) === null;
  }

  value(name) {
    return this.#members.get(name);
  }

  text(name) {
    const value = this.#members.get(name);
    if (typeof value !== 'string') throw new Refusal(this.placeOf(name), 'a text is needed');
    return value;
  }

  /** One of a few words. */
  word(name, words) {
    const value = this.text(name);
    if (!words.includes(value)) throw new Refusal(this.placeOf(name), `is ${JSON.stringify(value)}, not ${words.map((word) => JSON.stringify(word)).join(' or ')}`);
    return value;
  }

  texts(name) {
    const value = this.#members.get(name);
    if (!Array.isArray(value)) throw new Refusal(this.placeOf(name), 'a list of texts is needed');
    value.forEach((item, i) => {
      if (typeof item !== 'string') throw new Refusal(`${this.placeOf(name)}[${i}]`, 'a text is needed');
    });
    return value;
  }

  bytes(name, length) {
    return fromHex(this.#members.get(name), this.placeOf(name), length);
  }

  /** An element of the scalar field: 32 bytes, big-endian, never reduced. */
  fieldElement(name) {
    const value = toInteger(this.bytes(name, 32));
    if (value >= r) throw new Refusal(this.placeOf(name), 'is no field element: it is not below r');
    return value;
  }

  /** An integer of 64 bits, written plainly. */
  unsigned64(name) {
    const value = this.#members.get(name);
    if (!(value instanceof JsonNumber) || !/^(?:0|[1-9][0-9]*)$/.test(value.text) || BigInt(value.text) >= 1n << 64n)
      throw new Refusal(this.placeOf(name), 'an integer from 0 to 2^64 - 1 is needed');
    return BigInt(value.text);
  }
}
