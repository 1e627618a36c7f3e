import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { withLock } from '@/database/embedded/lock';
import { isAlive, startedAt } from '@/database/embedded/process-state';

const Instance = z.object({ pid: z.number(), started: z.string(), url: z.string() });
/** The one server of a home, from the moment it begins to start. */
export type Instance = z.infer<typeof Instance>;

const file = (home: string) => join(home, 'server.json');

export function findInstance(home: string): Instance | null {
  if (!existsSync(file(home))) return null;
  try {
    const written = Instance.parse(JSON.parse(readFileSync(file(home), 'utf8')));
    return isAlive(written.pid) && startedAt(written.pid) === written.started ? written : null;
  } catch {
    return null; // half written by a process that was killed
  }
}

/** Makes this process the server of the home, unless another one is: that one is given back. */
export function claimInstance(home: string, url: () => Promise<string>): Promise<{ mine: boolean; url: string }> {
  return withLock(join(home, 'server.lock'), async () => {
    const running = findInstance(home);
    if (running) return { mine: false, url: running.url };
    const mine: Instance = { pid: process.pid, started: startedAt(process.pid), url: await url() };
    writeFileSync(file(home), JSON.stringify(mine));
    return { mine: true, url: mine.url };
  });
}

export function leaveInstance(home: string): void {
  if (findInstance(home)?.pid === process.pid) rmSync(file(home), { force: true });
}
