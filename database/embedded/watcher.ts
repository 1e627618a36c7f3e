import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place';
import { commandOf } from './process-state';

/** One shell, so that a database whose users were all killed ends too; a zombie counts as dead. */
const script = `
trap exit TERM
alive() {
  kill -0 "$1" 2>/dev/null || return 1
  read -r state 2>/dev/null < "/proc/$1/stat" || return 0
  case "$state" in *") Z "*) return 1 ;; esac
}
while alive "$1"; do
  used=
  for file in "$2"/*; do
    name=\${file##*/}
    if alive "\${name%-*}"; then used=1; break; fi
  done
  [ "$used" ] || { kill -INT "$1"; exit; }
  sleep 1
done`;

export function startWatcher(place: Place, postmaster: number): void {
  if (process.platform === 'win32') return;
  const args = ['-c', script, 'parley-postgres-watcher', String(postmaster), place.clients];
  const child = spawn('/bin/sh', args, { cwd: '/', detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
  if (child.pid) writeFileSync(pidFile(place), String(child.pid));
}

export function endWatcher(place: Place): void {
  if (!existsSync(pidFile(place))) return;
  const pid = Number(readFileSync(pidFile(place), 'utf8'));
  rmSync(pidFile(place), { force: true });
  if (!pid || !commandOf(pid)?.includes(place.clients)) return;
  try {
    process.kill(-pid, 'SIGTERM'); // its group: the `sleep` in it ends, is collected, and then it ends itself
  } catch {}
}

const pidFile = (place: Place) => join(place.root, 'watcher.pid');
