import { afterEach, expect, it } from 'vitest';
import { crowded } from '../run/driver';
import { WorkLoop } from './work-loop';

let loop: WorkLoop | null = null;
afterEach(() => loop?.end(0));

/** A queue of these that settles nothing before it is told to, and the work on what was taken, each ended by name. */
function workOn(entries: { id: string; priority: number }[], concurrency: number) {
  const settled = Promise.withResolvers<void>();
  const begun = new Map<string, () => void>();
  loop = new WorkLoop({
    async fetch(count, uncrowded) {
      const open = entries.filter(({ priority }) => !uncrowded || priority > crowded);
      const taken = open.toSorted((one, other) => other.priority - one.priority).slice(0, count);
      for (const entry of taken) entries.splice(entries.indexOf(entry), 1);
      return taken.map(({ id }) => ({ executionId: id, attempt: { id, retryCount: 0 } }));
    },
    done: () => settled.promise,
    again: async () => undefined,
    areStillOurs: async () => true,
    onError(error) {
      throw error;
    },
  });
  loop.begin(id => new Promise(resolve => begun.set(id, resolve)), concurrency);
  return { begun, settled };
}

const flood = Array.from({ length: 30 }, (_, index) => ({ id: `flood ${index}`, priority: crowded }));

it('fills a place of a flood as soon as it is free, before the end of the run there is settled', async () => {
  const { begun, settled } = workOn([...flood], 12);
  await expect.poll(() => begun.size).toBe(10);
  begun.get('flood 0')!();
  await expect.poll(() => begun.size, { timeout: 1_000 }).toBe(11);
  for (const end of begun.values()) end();
  await expect.poll(() => begun.size, { timeout: 1_000 }).toBe(21);
  settled.resolve();
  for (const end of begun.values()) end();
  await expect.poll(() => begun.size).toBe(30);
  for (const end of begun.values()) end();
});

it('keeps places free of a flood for whoever else comes', async () => {
  const entries = [...flood];
  const { begun, settled } = workOn(entries, 12);
  await expect.poll(() => begun.size).toBe(10);
  entries.push({ id: 'somebody else', priority: 0 });
  loop!.look();
  await expect.poll(() => begun.has('somebody else')).toBe(true);
  settled.resolve();
  entries.length = 0;
  for (const end of begun.values()) end();
});
