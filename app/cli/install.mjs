import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const lock = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules/.parley-installed');
const busy = join(root, '.parley-installing');
const needed = ['tsx/dist/loader.mjs', 'next/package.json', 'pg/package.json'];

/** Whether node_modules is what the lock says, for this kind of computer, whoever installed it. */
export function isInstalled() {
  if (!needed.every(file => existsSync(join(root, 'node_modules', file)))) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === stampText()) return true;
  if (!matchesLock()) return false; // else somebody has used npm itself since
  writeStamp();
  return true;
}

const stampText = () =>
  `${createHash('sha256').update(readFileSync(lock)).digest('hex')} ${process.platform}-${process.arch}`;

function writeStamp() {
  try {
    writeFileSync(stamp, stampText());
  } catch {} // a folder that cannot be written is compared again next time
}

/** For a node_modules made by `npm install` or `npm ci` itself: npm leaves a list of what it put there. */
function matchesLock() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = found[path];
    return there ? there.version === entry.version : Boolean(entry.optional) && !isForHere(entry);
  });
}

const isForHere = ({ os, cpu, libc }) =>
  Boolean(os ?? cpu) &&
  [os ?? process.platform].flat().includes(process.platform) &&
  [cpu ?? process.arch].flat().includes(process.arch) &&
  !libc;

/** `npm ci` against the lock, one process at a time, whatever the person's own npm settings forbid. */
export async function install() {
  const release = await takeTurn();
  try {
    if (release.waited && isInstalled()) return;
    await npmCi();
    writeStamp();
  } finally {
    release.done();
  }
}

async function takeTurn() {
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(busy, String(process.pid), { flag: 'wx' });
      const done = () => rmSync(busy, { force: true });
      process.once('exit', done);
      return { waited, done };
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Error(unwritable(error));
      if (isAlive(installer())) await pause(500);
      else rmSync(busy, { force: true });
    }
  }
}

const unwritable = error =>
  `Parley cannot install its packages in ${root} (${error.code}). Make the folder writable for this user, or copy it.`;

function installer() {
  try {
    return Number(readFileSync(busy, 'utf8'));
  } catch {
    return 0; // it has just finished
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What other commands print on stdout may be JSON. */
const say = ['start', 'dev', 'test'].includes(process.argv[2]) ? console.log : console.error;

async function npmCi() {
  const flags = ['--ignore-scripts=false', '--engine-strict=false', '--include=dev', '--include=optional'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const started = Date.now();
  const child = spawn(program, [...first, 'ci', ...flags, ...quiet], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: program === 'npm' && process.platform === 'win32',
    env: { ...process.env, NODE_ENV: '' },
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => said.push(data));
  const endChild = () => child.kill();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, endChild);
  const report = () => say(`Installing packages: ${Math.round((Date.now() - started) / 1000)} s`);
  report();
  const reporting = setInterval(report, 5_000);
  const code = await new Promise(done => child.on('exit', done).on('error', () => done(127)));
  clearInterval(reporting);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, endChild);
  if (code === 0) return;
  if (code === null) process.exit(130);
  throw new Error(`${Buffer.concat(said).toString('utf8').trim()}\n${failed(code)}`.trim());
}

const failed = code =>
  code === 127
    ? 'The packages could not be installed, because npm was not found. Install Node with npm from nodejs.org.'
    : 'The packages could not be installed; what npm said is above. Check that its registry can be reached, and try again.';
