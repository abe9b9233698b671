import { concat, domain, fromInteger } from './bytes.js';
import { first31, sha256 } from './hashes.js';

/** facts: what the model commitment says of the model, as one field element. What is absent is 32 zero bytes. */
export async function modelFacts({ modelDigest, baseDigest, weightsDigest, baseWeightsDigest, hyperParametersDigest }) {
  return first31(await sha256(domain('chainprov/model-facts/v1'), modelDigest, baseDigest, weightsDigest, baseWeightsDigest, hyperParametersDigest));
}

export const promptDigest = (salt, prompt) => sha256(domain('chainprov/prompt/v1'), salt, prompt);

export const responseDigest = (salt, response) => sha256(domain('chainprov/response/v1'), salt, response);

/** transcript: chain, registry (zero where the response is unbound), nonce, prompt and response as one field element. */
export async function transcriptElement({ chainId, registry }, nonce, prompt, response) {
  return first31(await sha256(domain('chainprov/transcript/v1'), concat(fromInteger(chainId, 32), registry, nonce, prompt, response)));
}
