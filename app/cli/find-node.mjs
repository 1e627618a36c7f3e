import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

/** A Node 24 that runs here: the one from npm, else the one that runs this, else the system's; null when none does. */
export function findNode() {
  const installed = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  return [installed, process.execPath, 'node'].find(isNode24) ?? null;
}

/** An optional package that could not be fetched is left out silently, and one for another libc does not run: ask it. */
function isNode24(program) {
  if (program === process.execPath) return process.version.startsWith('v24.');
  if (program !== 'node' && !existsSync(program)) return false;
  try {
    return version(program).startsWith('v24.');
  } catch (error) {
    if (error.code !== 'EACCES') return false;
    return mayRun(program) && version(program).startsWith('v24.');
  }
}

const version = program => execFileSync(program, ['-v'], { encoding: 'utf8', stdio: 'pipe' });

/** A copy through a medium without permissions loses the right to be run. */
function mayRun(program) {
  try {
    chmodSync(program, 0o755);
    return true;
  } catch {
    return false;
  }
}
