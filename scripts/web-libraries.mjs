#!/usr/bin/env node
// Puts the modules of @noble that the page imports, and what they import, beside it: web/verify/vendor. Then any static host can serve web/verify.
// scripts/install-npm.sh web brings them, as web/package-lock.json pins them.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = join(dirname(fileURLToPath(import.meta.url)), '../web');
const packages = join(web, 'node_modules');
const modules = join(web, 'verify/modules');
const vendor = join(web, 'verify/vendor');
const require = createRequire(join(web, 'package.json'));

function imports(file) {
  const specifiers = [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'"]*?\bfrom ['"]([^'"]+)['"];/gm)].map((match) => match[1]);
  return specifiers.map((specifier) => (specifier.startsWith('.') ? join(dirname(file), specifier) : require.resolve(specifier)));
}

const reached = new Set();
function follow(file) {
  if (reached.has(file)) return;
  reached.add(file);
  imports(file).forEach(follow);
}

for (const name of readdirSync(modules)) follow(join(modules, name));
rmSync(vendor, { recursive: true, force: true });
for (const file of reached) {
  const name = relative(packages, file);
  if (name.startsWith('..')) continue;
  mkdirSync(dirname(join(vendor, name)), { recursive: true });
  copyFileSync(file, join(vendor, name));
}
