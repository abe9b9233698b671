#!/usr/bin/env node
// Unpacks npm's @sparticuz/chromium into FOLDER: the program, the libraries that a bare system lacks, and a font. Quick when done.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const [packed, folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: scripts/unpack-chromium.mjs PACKAGE FOLDER');
if (!existsSync(folder)) {
  const aside = `${folder}.partial`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  const decompress = (name, options) => pipeline(createReadStream(join(packed, 'bin', `${name}.br`)), createBrotliDecompress(), createWriteStream(join(aside, name), options));
  await decompress('chromium', { mode: 0o755 });
  for (const name of ['al2023.tar', 'fonts.tar']) {
    await decompress(name);
    execFileSync('tar', ['-xf', name], { cwd: aside });
    rmSync(join(aside, name));
  }

  // Its own names folders that are not ours to fill.
  writeFileSync(join(aside, 'fonts.conf'), '<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="relative">fonts-cache</cachedir></fontconfig>\n');
  renameSync(aside, folder);
}
