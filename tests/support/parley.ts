import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const bootstrap = join(import.meta.dirname, '../../app/cli/parley.mjs');

export interface Parley {
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves with the first match of what it prints; rejects when it ends without. */
  prints(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
}

/** Calls `parley` as a person does, in a home of its own, without the settings of the test run; another `program` is a copy. */
export function parley(args: readonly string[], environment: Record<string, string>, program = bootstrap): Parley {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST)/.test(name)));
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...(env as NodeJS.ProcessEnv), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const prints = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(printed);
        if (match) resolve(match);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without ${pattern}:\n${printed}`)));
    });
  return { child, output: () => printed, prints, ended };
}
