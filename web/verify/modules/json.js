import { Refusal } from './refusal.js';

const maximumDepth = 64;
const decoder = new TextDecoder('utf-8', { fatal: true });
const escapes = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A number as it was written: what it means is for its reader to say, who must not lose digits. */
export class JsonNumber {
  constructor(text) {
    this.text = text;
  }
}

/**
 * Reads RFC 8259 and nothing beside it: UTF-8, no name twice in an object, no half of a surrogate pair, bounded depth. A leading byte order mark is skipped.
 * JSON.parse would take the last of two equal names without a word.
 * @param {Uint8Array} bytes A whole file.
 * @param {string} name What messages call it.
 * @param {number} maximumBytes The most that a file of this kind may have.
 * @returns Map for an object, Array, string, JsonNumber, boolean or null.
 */
export function parseJson(bytes, name, maximumBytes) {
  if (bytes.length > maximumBytes) throw new Refusal(name, `is larger than ${maximumBytes} bytes, the most that a file of this kind may have`);
  let text;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new Refusal(name, 'the text is not UTF-8');
  }

  return new Parser(text, name).parse();
}

class Parser {
  #text;
  #name;
  #position = 0;

  constructor(text, name) {
    this.#text = text;
    this.#name = name;
  }

  parse() {
    const value = this.#value(1);
    this.#skipSpace();
    if (this.#position < this.#text.length) this.#fail('there is more after the value');
    return value;
  }

  #fail(problem) {
    const lines = this.#text.slice(0, this.#position).split('\n');
    throw new Refusal(`${this.#name}, line ${lines.length}, character ${lines.at(-1).length + 1}`, `not valid JSON: ${problem}`);
  }

  #skipSpace() {
    while (' \t\n\r'.includes(this.#text.charAt(this.#position)) && this.#position < this.#text.length) this.#position++;
  }

  #match(pattern) {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0];
    this.#position += found?.length ?? 0;
    return found;
  }

  #takes(token) {
    this.#skipSpace();
    if (!this.#text.startsWith(token, this.#position)) return false;
    this.#position += token.length;
    return true;
  }

  #expect(token) {
    if (!this.#takes(token)) this.#fail(`'${token}' is needed`);
  }

  #value(depth) {
    if (depth > maximumDepth) this.#fail(`it is nested deeper than ${maximumDepth} levels`);
    if (this.#takes('{')) return this.#object(depth);
    if (this.#takes('[')) return this.#array(depth);
    if (this.#takes('"')) return this.#string();
    for (const [word, value] of [['true', true], ['false', false], ['null', null]]) if (this.#takes(word)) return value;
    const number = this.#match(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y);
    return number === undefined ? this.#fail('a value is needed') : new JsonNumber(number);
  }

  #object(depth) {
    const members = new Map();
    if (this.#takes('}')) return members;
    do {
      this.#expect('"');
      const name = this.#string();
      if (members.has(name)) this.#fail(`the name ${JSON.stringify(name)} stands twice`);
      this.#expect(':');
      members.set(name, this.#value(depth + 1));
    } while (this.#takes(','));
    this.#expect('}');
    return members;
  }

  #array(depth) {
    const items = [];
    if (this.#takes(']')) return items;
    do items.push(this.#value(depth + 1));
    while (this.#takes(','));
    this.#expect(']');
    return items;
  }

  #string() {
    let value = '';
    for (;;) {
      // All but control characters, the quotation mark and the backslash stands for itself.
      value += this.#match(/[^\u0000-\u001f"\\]*/y);
      const next = this.#text.charAt(this.#position);
      if (next === '"') break;
      if (next !== '\\') this.#fail(next === '' ? 'a string does not end' : 'a control character stands in a string');
      this.#position++;
      value += this.#escape();
    }

    this.#position++;
    if (halfPair.test(value)) this.#fail('the text holds an escaped half of a surrogate pair');
    return value;
  }

  #escape() {
    const code = this.#match(/u[0-9a-fA-F]{4}/y);
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const character = escapes[this.#match(/["\\/bfnrt]/y)];
    return character ?? this.#fail('a backslash begins no escape of JSON');
  }
}
