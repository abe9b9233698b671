#!/usr/bin/env node
// Writes contracts/artifacts/{Name}.json, the ABI and creation code that .NET embeds, from a fresh build.
// With --check it writes nothing and fails when a committed artifact is not what the source builds.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const names = [
  'AttestationVerifier',
  'CommitmentVerifier',
  'Groth16Verifier',
  'ModelGatedVault',
  'ProvenanceRegistry',
];
const check = process.argv.includes('--check');

execFileSync(join(root, 'scripts/forge.sh'), ['build', '--skip', 'test', '--skip', 'script', '--quiet'], {
  stdio: ['ignore', 2, 2],
});

const stale = [];
for (const contractName of names) {
  const built = JSON.parse(readFileSync(join(root, `contracts/out/${contractName}.sol/${contractName}.json`), 'utf8'));
  const { abi, bytecode } = built;
  if (Object.keys(bytecode.linkReferences ?? {}).length > 0) throw new Error(`${contractName} has unlinked libraries`);

  const text = `${JSON.stringify({ contractName, abi, bytecode: bytecode.object }, null, 2)}\n`;
  const file = join(root, `contracts/artifacts/${contractName}.json`);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (check) {
    stale.push(file);
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

if (stale.length > 0) {
  console.error(`stale, run scripts/contract-artifacts.mjs:\n  ${stale.join('\n  ')}`);
  process.exitCode = 1;
}
