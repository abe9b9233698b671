#!/usr/bin/env node
// Measures ChainProv beside blst and snarkjs, on the same inputs and in one run, and writes docs/performance.json and docs/performance.svg.
//
//   scripts/performance.mjs [--rounds N] [--only PATTERN] [--no-write]
//
// Each round runs every program once after the other, so that a noisy machine disturbs all of them; what counts is the least time over all rounds.
// blst is built from the source inside npm's c-kzg. Needs .NET SDK 10, Node 20 and a C compiler.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const cKzg = 'c-kzg@4.1.0';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'src/ChainProv.Cli/bin/Release/net10.0/chainprov.dll');
const work = mkdtempSync(join(tmpdir(), 'chainprov-performance-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string', default: '' }, 'no-write': { type: 'boolean', default: false } },
});

const msm = (group, power, threads, bits) => ({
  name: `MSM ${group.toUpperCase()} 2^${power}${bits ? `, ${bits}-bit scalars` : ''}`,
  bench: ['msm', '--group', group, '--size', `2^${power}`, ...(bits ? ['--scalar-bits', String(bits)] : [])],
  threads,
  runs: power >= 18 ? 2 : 3,
  peer: bits ? undefined : (file, runs) => blst(`msm-${group}`, file, String(threads), String(runs)),
});
const jobs = [
  ...[10, 12, 14, 16, 18].flatMap((power) => [msm('g1', power, 1), msm('g1', power, 2)]),
  msm('g1', 18, 1, 16),
  ...[10, 12, 14, 16].flatMap((power) => [msm('g2', power, 1), msm('g2', power, 2)]),
  ...[12, 14, 16, 18, 20].map((power) => ({
    name: `NTT 2^${power}`,
    bench: ['ntt', '--size', `2^${power}`],
    threads: 1,
    runs: 4,
    peer: (file, runs) => blst('ntt', file, String(runs)),
  })),
  ...[1, 2, 8, 16, 64].map((pairs) => ({
    name: `Pairing, ${pairs} ${pairs === 1 ? 'pair' : 'pairs'}`,
    bench: ['pairing', '--size', String(pairs)],
    threads: 1,
    runs: 20,
    peer: (file, runs) => blst('pairing', file, String(runs)),
  })),
  { name: 'Poseidon2, width 3, 2^16 permutations', bench: ['poseidon2', '--size', '2^16'], threads: 1, runs: 5 },
  { name: 'Merkle tree of 2^20 leaves', bench: ['poseidon2', '--tree', '--size', '2^20'], threads: 2, runs: 2 },
  { name: 'KZG commit and open, 4096 coefficients', bench: ['kzg', '--size', '4096'], threads: 1, runs: 5 },
  { name: 'Groth16 prove, 65,000 constraints', bench: ['groth16', '--size', '65000'], threads: 2, runs: 3, peer: snarkjs, rounds: 2 },
  { name: 'Groth16 prove, 1,048,000 constraints', bench: ['groth16', '--size', '1048000'], threads: 2, runs: 1, rounds: 1 },
].filter((job) => job.name.includes(options.only));

let blstProgram;

const results = [];
build();
for (const job of jobs) {
  const ours = [];
  let peer;
  const rounds = Math.min(Number(options.rounds), job.rounds ?? Infinity);
  for (let round = 0; round < rounds; round++) {
    const file = join(work, 'inputs');
    const measured = JSON.parse(run('dotnet', [cli, 'bench', ...job.bench, '--threads', String(job.threads), '--runs', String(job.runs), '--json', ...(job.peer ? ['--export', file] : [])]));
    ours.push(...measured.milliseconds);
    if (!job.peer) continue;
    const other = job.peer(file, job.runs);
    peer = peer && peer.least < other.least ? peer : other;
  }

  const least = Math.min(...ours);
  const result = { operation: job.name, threads: job.threads, milliseconds: least, runs: ours.length };
  if (peer) Object.assign(result, { peer: peer.library, peerMilliseconds: peer.least, ratio: Number((peer.least / least).toFixed(2)) });
  results.push(result);
  console.log(`| ${job.name} | ${job.threads} | ${time(least)} | ${peer ? `${peer.library} ${time(peer.least)} | ${result.ratio}x` : ' |'} |`);
}

if (!options['no-write'] && !options.only) await write();

function run(program, args, environment = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26, env: { ...process.env, ...environment } });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${done.status}: ${done.stderr}${done.stdout}`);
  return done.stdout;
}

function build() {
  execFileSync('dotnet', ['build', join(root, 'src/ChainProv.Cli'), '-c', 'Release', '--nologo', '-v', 'quiet'], { stdio: ['ignore', 2, 2] });
  if (jobs.some((job) => job.peer === snarkjs)) execFileSync(join(root, 'scripts/install-npm.sh'), ['tests/peers'], { stdio: ['ignore', 2, 2] });
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'chainprov', cKzg);
  const source = join(cache, 'package/deps/blst');
  if (!existsSync(join(source, 'libblst.a'))) {
    mkdirSync(cache, { recursive: true });
    const archive = run('npm', ['pack', cKzg, '--silent', '--pack-destination', cache]).trim();
    run('tar', ['xzf', join(cache, archive), '-C', cache]);
    execFileSync('./build.sh', [], { cwd: source, stdio: ['ignore', 2, 2] });
  }

  blstProgram = join(work, 'blst-bench');
  run('cc', ['-O2', '-std=c11', '-I', join(source, 'bindings'), join(root, 'tests/peers/blst-bench.c'), join(source, 'libblst.a'), '-lpthread', '-o', blstProgram]);
}

function blst(...args) {
  return JSON.parse(run(blstProgram, args));
}

// A whole process, as its users run it: reading the key is part of both times there, but not of ours, and takes some 2 % of it.
function snarkjs(file, runs) {
  let least = Infinity;
  for (let i = 0; i < Math.min(runs, 1); i++) {
    const start = performance.now();
    run(join(root, 'tests/peers/node_modules/.bin/snarkjs'), ['groth16', 'prove', file, `${file}.wtns`, join(work, 'proof.json'), join(work, 'public.json')]);
    least = Math.min(least, performance.now() - start);
  }

  return { library: 'snarkjs', least };
}

function time(milliseconds) {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(2)} s` : milliseconds >= 10 ? `${milliseconds.toFixed(1)} ms` : `${milliseconds.toFixed(3)} ms`;
}

async function write() {
  const machine = { processor: cpus()[0].model.trim(), threads: cpus().length, runtime: run('dotnet', ['--version']).trim(), date: new Date().toISOString().slice(0, 10) };
  writeFileSync(join(root, 'docs/performance.json'), `${JSON.stringify({ machine, results }, null, 2)}\n`);
  writeFileSync(join(root, 'docs/performance.svg'), plot());
  const page = join(root, 'docs/performance.md');
  const rows = results.map(({ operation, threads, milliseconds, peer, peerMilliseconds, ratio }) =>
    `| ${operation} | ${threads} | ${time(milliseconds)} | ${peer ? `${peer} ${time(peerMilliseconds)}` : ''} | ${peer ? `${ratio}x` : ''} |`);
  const table = ['| operation | threads | ChainProv | beside it | ratio |', '|---|---|---|---|---|', ...rows].join('\n');
  const text = `${machine.processor}, ${machine.threads} virtual processors, .NET SDK ${machine.runtime}, ${machine.date}. The same numbers in [performance.json](performance.json).\n\n${table}\n`;
  writeFileSync(page, readFileSync(page, 'utf8').replace(/(<!-- measured -->\n)[^]*(<!-- \/measured -->)/, (_, before, after) => before + text + after));
}

// Time over size, both axes logarithmic; a line for each operation, dashed for the peer.
function plot() {
  const series = [
    { label: 'MSM G1', match: /^MSM G1 2\^(\d+)$/, colour: '#1f77b4' },
    { label: 'MSM G2', match: /^MSM G2 2\^(\d+)$/, colour: '#d62728' },
    { label: 'NTT', match: /^NTT 2\^(\d+)$/, colour: '#2ca02c' },
  ];
  const [width, height, left, top, right, bottom] = [720, 460, 70, 30, 150, 50];
  const points = series.map((line) => ({
    ...line,
    values: results.filter((result) => result.threads === 1).flatMap((result) => {
      const match = line.match.exec(result.operation);
      return match ? [{ power: Number(match[1]), ours: result.milliseconds, peer: result.peerMilliseconds }] : [];
    }),
  }));
  const all = points.flatMap((line) => line.values);
  const powers = all.map((value) => value.power);
  const decades = all.flatMap((value) => [value.ours, value.peer]).map(Math.log10);
  const [low, high] = [Math.floor(Math.min(...decades)), Math.ceil(Math.max(...decades))];
  const [first, last] = [Math.min(...powers), Math.max(...powers)];
  const x = (power) => left + ((power - first) / (last - first)) * (width - left - right);
  const y = (milliseconds) => height - bottom - ((Math.log10(milliseconds) - low) / (high - low)) * (height - top - bottom);
  const path = (values) => values.map(([power, value], i) => `${i ? 'L' : 'M'}${x(power).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const grid = [];
  for (let decade = low; decade <= high; decade++) {
    const label = decade >= 3 ? `${10 ** (decade - 3)} s` : decade >= 0 ? `${10 ** decade} ms` : `${10 ** (decade + 3)} µs`;
    grid.push(`<path d="M${left} ${y(10 ** decade).toFixed(1)}H${width - right}" stroke="#ddd"/><text x="${left - 8}" y="${(y(10 ** decade) + 4).toFixed(1)}" text-anchor="end">${label}</text>`);
  }

  for (let power = first; power <= last; power += 2) grid.push(`<path d="M${x(power).toFixed(1)} ${top}V${height - bottom}" stroke="#eee"/><text x="${x(power).toFixed(1)}" y="${height - bottom + 18}" text-anchor="middle">2^${power}</text>`);
  const lines = points.map((line, i) => {
    const legend = top + 12 + 44 * i;
    return `<g stroke="${line.colour}" fill="none" stroke-width="2"><path d="${path(line.values.map((value) => [value.power, value.ours]))}"/>`
      + `<path d="${path(line.values.map((value) => [value.power, value.peer]))}" stroke-dasharray="5 4"/>`
      + `<path d="M${width - right + 12} ${legend}h26"/><path d="M${width - right + 12} ${legend + 18}h26" stroke-dasharray="5 4"/></g>`
      + `<text x="${width - right + 46}" y="${legend + 4}">${line.label}</text><text x="${width - right + 46}" y="${legend + 22}">${line.label}, blst</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="white"/>
<text x="${left}" y="18" font-size="14">Time over size, one thread</text>
${grid.join('\n')}
${lines.join('\n')}
<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle">points, or elements</text>
</svg>
`;
}
