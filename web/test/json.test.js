import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JsonNumber, parseJson } from '../verify/modules/json.js';
import { Members } from '../verify/modules/members.js';
import { utf8 } from '../verify/modules/bytes.js';

const parse = (text) => parseJson(typeof text === 'string' ? utf8(text) : Uint8Array.from(text), 'file', 1 << 12);

test('What is JSON is read as JSON.parse reads it', () => {
  const plain = (value) => {
    if (value instanceof Map) return Object.fromEntries(Array.from(value, ([name, member]) => [name, plain(member)]));
    if (value instanceof JsonNumber) return Number(value.text);
    return Array.isArray(value) ? value.map(plain) : value;
  };
  for (const text of [
    '{}', '[]', ' [ 1 , -0.5e+3 , 2E2, 0 ]\n', '{"a":{"b":[true,false,null]},"__proto__":"x"}',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00 😀\u007f"', '\t"" ', '12345678901234567890',
  ]) assert.deepEqual(plain(parse(text)), JSON.parse(text));
});

test('A byte order mark is skipped', () => assert.equal(parse([0xef, 0xbb, 0xbf, 0x31]).text, '1'));

test('A number keeps its digits', () => assert.equal(parse('9007199254740993').text, '9007199254740993'));

test('What is not strict JSON is refused by line and character', () => {
  for (const [text, message] of [
    ['', 'file, line 1, character 1: not valid JSON: a value is needed'],
    ['{"a":1,\n "a":2}', 'file, line 2, character 5: not valid JSON: the name "a" stands twice'],
    ['{"a":1,\n "\\u0061":2}', 'file, line 2, character 10: not valid JSON: the name "a" stands twice'],
    ['[1,]', 'a value is needed'],
    ['{"a":1,}', `'"' is needed`],
    ['{a:1}', `'"' is needed`],
    ['[1 2]', `']' is needed`],
    ['{"a" 1}', `':' is needed`],
    ['[01]', `']' is needed`],
    ['[.5]', 'a value is needed'],
    ['[1.]', `']' is needed`],
    ['[+1]', 'a value is needed'],
    ['[NaN]', 'a value is needed'],
    ['[1] // end', 'there is more after the value'],
    ['[1]\u00a0', 'there is more after the value'],
    ['"a', 'a string does not end'],
    ['"a\n"', 'a control character stands in a string'],
    ['"\\x"', 'a backslash begins no escape'],
    ['"\\u12g4"', 'a backslash begins no escape'],
    ['"\\ud83d"', 'half of a surrogate pair'],
    ['"\\ude00\\ud83d"', 'half of a surrogate pair'],
    [[0x22, 0xff, 0x22], 'the text is not UTF-8'],
    [[0x22, 0xed, 0xa0, 0x80, 0x22], 'the text is not UTF-8'],
    ['['.repeat(65) + ']'.repeat(65), 'nested deeper than 64 levels'],
    [' '.repeat(4097), 'is larger than 4096 bytes'],
  ]) assert.throws(() => parse(text), (error) => error.name === 'Refusal' && error.message.includes(message), `${text} ${message}`);
  assert.equal(parse('['.repeat(64) + ']'.repeat(64)).length, 1);
});

test('A member is refused by its place', () => {
  const r = '0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001';
  const members = new Members(parse(`{"a":"0x0g","b":[1],"c":-1,"d":18446744073709551616,"e":"${r}","f":1e1,"g":18446744073709551615}`), '$', [...'abcdefg']);
  for (const [read, message] of [
    [() => members.bytes('a', 1), '$.a: 0x and 2 lower-case hexadecimal digits are needed'],
    [() => members.texts('a'), '$.a: a list of texts is needed'],
    [() => members.texts('b'), '$.b[0]: a text is needed'],
    [() => members.text('b'), '$.b: a text is needed'],
    [() => members.unsigned64('c'), '$.c: an integer from 0 to 2^64 - 1 is needed'],
    [() => members.unsigned64('d'), '$.d: an integer'],
    [() => members.unsigned64('f'), '$.f: an integer'],
    [() => members.fieldElement('e'), '$.e: is no field element: it is not below r'],
    [() => members.word('a', ['x', 'y']), '$.a: is "0x0g", not "x" or "y"'],
    [() => new Members(parse('{"a":1}'), '$.in', ['a', 'b']), '$.in.b: is missing'],
    [() => new Members(parse('{"a":1}'), '$.in', [], ['b']), '$.in.a: is no member of this format'],
    [() => new Members(parse('[]'), '$.in', []), '$.in: an object is needed'],
  ]) assert.throws(read, (error) => error.message.startsWith(message), message);
  assert.equal(members.unsigned64('g'), (1n << 64n) - 1n);
});
