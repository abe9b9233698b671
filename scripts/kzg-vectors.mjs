#!/usr/bin/env node
// Writes tests/vectors/kzg.json.br from a checkout of c-kzg-4844: scripts/kzg-vectors.mjs FOLDER COMMIT
// Every case is kept; a blob, which many cases share, stands once and is named by its place in the list.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const [folder, commit] = process.argv.slice(2);
if (!commit) throw new Error('usage: scripts/kzg-vectors.mjs FOLDER COMMIT');
const functions = [
  'blob_to_kzg_commitment', 'compute_blob_kzg_proof', 'compute_challenge', 'compute_kzg_proof',
  'verify_blob_kzg_proof', 'verify_blob_kzg_proof_batch', 'verify_kzg_proof',
];
const blobs = [];

// The files' YAML is two levels of scalars and lists of scalars.
function scalar(text) {
  if (text === 'null' || text === 'true' || text === 'false' || text === '[]') return JSON.parse(text);
  const quoted = /^'(.*)'$/.exec(text);
  if (!quoted) throw new Error(`not a scalar: ${text.slice(0, 80)}`);
  return quoted[1];
}

function intern(key, value) {
  if (Array.isArray(value)) return value.map((item) => intern(key, item));
  if (!key.startsWith('blob')) return value;
  if (!blobs.includes(value)) blobs.push(value);
  return blobs.indexOf(value);
}

function parse(text) {
  const vector = { input: {} };
  let list;
  for (const line of text.split('\n').filter((line) => line !== '' && line !== 'input:')) {
    const [, item, key, value] = /^ *(?:(- )|([a-z]+):)? ?(.*)$/.exec(line);
    if (item) list.push(scalar(value));
    else (key === 'output' ? vector : vector.input)[key] = value === '' ? (list = []) : scalar(value);
  }

  return vector;
}

const cases = functions.flatMap((name) => {
  const at = join(folder, 'tests', name, 'kzg-mainnet');
  return readdirSync(at).sort().map((test) => {
    const { input, output } = parse(readFileSync(join(at, test, 'data.yaml'), 'utf8'));
    const interned = Object.fromEntries(Object.entries(input).map(([key, value]) => [key, intern(key, value)]));
    return { function: name, name: test, input: interned, output };
  });
});

const json = JSON.stringify({ source: `https://github.com/ethereum/c-kzg-4844 at ${commit}, tests/; Apache-2.0`, blobs, cases });
const brotli = brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), '../tests/vectors/kzg.json.br'), brotli);
