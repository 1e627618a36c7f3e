import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Process {
  pid: number;
  parent: number;
  command: string;
}

const list = (): Process[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter(match => match !== null)
    .map(match => ({ pid: Number(match[1]), parent: Number(match[2]), command: match[3]! }));

/** A process, all it started, and whatever names the given folder with all that started: the database is detached. */
export function treeOf(pid: number, folder: string): number[] {
  const all = list();
  const family = new Set([pid, ...all.filter(({ command }) => command.includes(folder)).map(process => process.pid)]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid: own, parent } of all) if (family.has(parent)) family.add(own);
  }
  return [...family];
}

/** Resident memory in MB, shared pages counted once (proportional set size); Linux only. */
export function memoryOf(pids: readonly number[]): number {
  const kilobytes = pids.map(pid => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0; // it has just ended
    }
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}
