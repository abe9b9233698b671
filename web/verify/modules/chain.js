import { addressText } from './address.js';
import { concat, fromHex, fromInteger, toHex, toInteger, utf8 } from './bytes.js';
import { keccak256 } from './hashes.js';
import { readVerifyingKey } from './verifying-key.js';

const patienceMilliseconds = 15_000;

/** The chain could not be asked, or answered with something else than an answer. Nothing is proved or refuted by it. */
export class ChainProblem extends Error {}

/** One state of a chain, asked through a node's JSON-RPC: the newest block when it was opened. The node is believed. */
export class Chain {
  #url;
  #number;

  constructor(url, chainId, number, time) {
    this.#url = url;
    this.#number = number;
    this.chainId = chainId;
    this.block = BigInt(number);
    /** When the block was made, as a Date. */
    this.time = time;
  }

  static async open(url) {
    const chainId = quantity(await ask(url, 'eth_chainId', []), 'eth_chainId');
    const block = await ask(url, 'eth_getBlockByNumber', ['latest', false]);
    quantity(block?.number, 'a block');
    return new Chain(url, chainId, block.number, new Date(Number(quantity(block.timestamp, 'a block')) * 1000));
  }

  /** What an AttestationVerifier contract stands on: a registry, and a verifier with its key. */
  async attestationVerifier(contract) {
    const [registry, verifier] = await Promise.all(['registry()', 'verifier()'].map(async (name) => address(await this.#call(contract, name), name)));
    const [circuit, key] = await Promise.all([this.#call(verifier, 'circuitDigest()'), this.#call(verifier, 'key()')]);
    return { registry, verifier, key: readVerifyingKey(bytesResult(key, 'key()'), word(circuit, 'circuitDigest()'), `key of ${addressText(verifier)}`) };
  }

  /** Whether the registry accepts a root that is the newest, or was superseded by additions alone at most so many seconds ago. */
  async isRegistryRootAccepted(registry, root, maximumAge) {
    const name = 'isRegistryRootAccepted(bytes32,uint256)';
    const answer = toInteger(word(await this.#call(registry, name, fromInteger(root, 32), fromInteger(maximumAge, 32)), name));
    if (answer > 1n) throw new ChainProblem(`${name} answered neither true nor false`);
    return answer === 1n;
  }

  async #call(contract, signature, ...words) {
    const data = concat(keccak256(utf8(signature)).subarray(0, 4), ...words);
    const result = await ask(this.#url, 'eth_call', [{ to: addressText(contract), data: toHex(data) }, this.#number]);
    if (result === '0x') throw new ChainProblem(`${addressText(contract)} has no ${signature}: is the address right?`);
    try {
      return fromHex(result, signature);
    } catch (error) {
      throw new ChainProblem(error.message);
    }
  }
}

async function ask(url, method, params) {
  let response;
  try {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) };
    response = await fetch(url, { ...request, credentials: 'omit', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(patienceMilliseconds) });
  } catch (error) {
    throw new ChainProblem(`${url} cannot be reached, or does not let pages ask it (CORS): ${error.message}`);
  }

  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new ChainProblem(`${url} answered ${method} with no JSON (status ${response.status})`);
  }

  if (answer?.error) throw new ChainProblem(`${method}: ${answer.error.message ?? 'an error without a message'}`);
  if (answer?.result === undefined) throw new ChainProblem(`${url} answered ${method} with no result`);
  return answer.result;
}

function quantity(text, what) {
  if (typeof text !== 'string' || !/^0x(?:0|[1-9a-f][0-9a-f]*)$/.test(text)) throw new ChainProblem(`the node gave ${what} without a number`);
  return BigInt(text);
}

function word(result, what) {
  if (result.length !== 32) throw new ChainProblem(`${what} answered ${result.length} bytes, not 32`);
  return result;
}

function address(result, what) {
  const [padding, bytes] = [word(result, what).subarray(0, 12), result.subarray(12)];
  if (padding.some((byte) => byte !== 0)) throw new ChainProblem(`${what} answered no address`);
  return bytes;
}

/** ABI: the offset of the bytes, which is one word; their length; the bytes, padded to whole words. */
function bytesResult(result, what) {
  const length = result.length >= 64 && toInteger(result.subarray(0, 32)) === 32n ? toInteger(result.subarray(32, 64)) : -1n;
  if (length < 0n || BigInt(result.length) !== 64n + 32n * ((length + 31n) / 32n)) throw new ChainProblem(`${what} answered something else than bytes`);
  return result.subarray(64, 64 + Number(length));
}
