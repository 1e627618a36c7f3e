import type { ChildProcess } from 'node:child_process';

/** Ends a detached child and all it started: asks, and insists after five seconds. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const group = process.platform === 'win32' ? child.pid : -child.pid;
  if (child.exitCode === null && child.signalCode === null) {
    const exited = new Promise(done => child.once('exit', done));
    signal(group, 'SIGTERM');
    const insist = setTimeout(() => signal(group, 'SIGKILL'), 5_000);
    await exited;
    clearTimeout(insist);
  }
  signal(group, 'SIGKILL'); // whoever of the group outlived it
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(group, name);
  } catch {}
}
