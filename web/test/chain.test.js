import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import { fromInteger, toHex } from '../verify/modules/bytes.js';
import { Chain, ChainProblem } from '../verify/modules/chain.js';

const { keyFile } = JSON.parse(readFileSync(new URL('fixtures/response.json', import.meta.url)));
const url = 'http://localhost/';
const contract = new Uint8Array(20).fill(0x11);
const word = (value) => toHex(fromInteger(BigInt(value), 32)).slice(2);
const block = { number: '0x7b', timestamp: '0x69000000' };
const { fetch } = globalThis;

afterEach(() => {
  globalThis.fetch = fetch;
});

/** A node that answers each method so; what it was asked. */
function answering(answers) {
  const asked = [];
  globalThis.fetch = async (_, { body }) => {
    const { method, params } = JSON.parse(body);
    asked.push([method, params]);
    return Response.json({ jsonrpc: '2.0', id: 1, result: typeof answers[method] === 'function' ? answers[method](params[0]) : answers[method] });
  };
  return asked;
}

const open = (call) => {
  const asked = answering({ eth_chainId: '0x7a69', eth_getBlockByNumber: block, eth_call: call });
  return Chain.open(url).then((chain) => ({ chain, asked }));
};

test('All is asked of one block', async () => {
  const { chain, asked } = await open(`0x${word(1)}`);
  assert.equal(chain.chainId, 31337n);
  assert.equal(chain.block, 123n);
  assert.equal(await chain.isRegistryRootAccepted(contract, 5n, 3600n), true);
  assert.deepEqual(asked.at(-1), ['eth_call', [{ to: '0x1111111111111111111111111111111111111111', data: `0x314e13e6${word(5)}${word(3600)}` }, '0x7b']]);
});

test('A contract names registry and verifier, and its key is read as the ABI has it', async () => {
  const bytes = `0x${word(32)}${word(keyFile.key.length / 2 - 1)}${keyFile.key.slice(2)}`;
  const ask = (changes) => {
    const answers = { '0x7b103999': `0x${word(1)}`, '0x2b7ac3f3': `0x${word(2)}`, '0x3943380c': bytes, '0xa7c33b3a': keyFile.circuitDigest, ...changes };
    return open(({ data }) => answers[data]).then(({ chain }) => chain.attestationVerifier(contract));
  };
  const { registry, verifier, key } = await ask({});
  assert.deepEqual([registry.at(-1), verifier.at(-1), registry.length], [1, 2, 20]);
  assert.equal(toHex(key.digest), keyFile.keyDigest);
  assert.equal(toHex(key.circuitDigest), keyFile.circuitDigest);
  for (const wrong of [keyFile.key, bytes.slice(0, -64), `${bytes}${word(0)}`, `0x${word(64)}${bytes.slice(66)}`, `0x${word(32)}`])
    await assert.rejects(ask({ '0x3943380c': wrong }), (error) => error instanceof ChainProblem && error.message.includes('something else than bytes'));
  await assert.rejects(ask({ '0x3943380c': `0x${word(32)}${word(0)}` }), /a verifying key does not have 0 bytes/);
  await assert.rejects(ask({ '0x7b103999': `0x${word(1n << 160n)}` }), /registry\(\) answered no address/);
});

test('What is no answer decides nothing', async () => {
  for (const [answer, problem] of [
    ['0x', 'is the address right?'],
    [`0x${word(2)}`, 'neither true nor false'],
    ['0x01', '1 bytes, not 32'],
    ['0xzz', '0x and pairs of lower-case hexadecimal digits'],
    [undefined, 'no result'],
  ]) {
    const { chain } = await open(answer);
    await assert.rejects(chain.isRegistryRootAccepted(contract, 1n, 1n), (error) => error instanceof ChainProblem && error.message.includes(problem), problem);
  }
});

test('A node that is none decides nothing', async () => {
  const refuses = (problem) => assert.rejects(Chain.open(url), (error) => error instanceof ChainProblem && error.message.includes(problem), problem);
  answering({ eth_chainId: 'main', eth_getBlockByNumber: block });
  await refuses('without a number');
  answering({ eth_chainId: '0x1', eth_getBlockByNumber: null });
  await refuses('without a number');
  globalThis.fetch = async () => new Response('<html>', { status: 502 });
  await refuses('with no JSON (status 502)');
  globalThis.fetch = async () => Response.json({ jsonrpc: '2.0', id: 1, error: { code: -32000, message: 'execution reverted' } });
  await refuses('eth_chainId: execution reverted');
  globalThis.fetch = async () => Promise.reject(new TypeError('Failed to fetch'));
  await refuses('cannot be reached');
});
