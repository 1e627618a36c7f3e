import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The packages lie in the folder that everything is started from; a bundle of ours knows no other place. */
const packages = () => join(/* turbopackIgnore: true */ process.cwd(), 'node_modules');

export const isolatePath = () => join(packages(), 'isolated-vm/isolated-vm.js');

/** What Node may do: read the one package it runs code with, load its binary, and nothing else. */
export function nodeArguments(source: string): string[] {
  const readable = [join(packages(), 'isolated-vm'), join(packages(), 'node-gyp-build'), '/etc/alpine-release'];
  return [
    '--permission',
    '--allow-addons',
    ...readable.map(path => `--allow-fs-read=${path}`),
    '--max-old-space-size=160',
    '--no-warnings',
    '--disallow-code-generation-from-strings',
    '-e',
    source,
    isolatePath(),
  ];
}

const unshare = ['/usr/bin/unshare', '/bin/unshare'].find(path => existsSync(path)) ?? null;
let answer: Promise<boolean> | null = null;

/** A network of its own with nothing in it, where the system lets us have one: Node's own permissions leave it open. */
export function hasOwnNetwork(): Promise<boolean> {
  answer ??= new Promise(resolve => {
    if (process.platform !== 'linux' || unshare === null) resolve(false);
    else
      execFile(/* turbopackIgnore: true */ unshare, ['-rn', '/bin/true'], { timeout: 5_000 }, error =>
        resolve(error === null),
      );
  });
  return answer;
}

export interface Command {
  file: string;
  arguments: string[];
}

/** How the child is started: confined by Node, and by the system where it can. */
export async function confinedCommand(source: string): Promise<Command> {
  const given = nodeArguments(source);
  if (!(await hasOwnNetwork())) return { file: process.execPath, arguments: given };
  return { file: unshare!, arguments: ['-rn', '--', process.execPath, ...given] };
}
