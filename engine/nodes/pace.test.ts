import { expect, it } from 'vitest';
import { takeTurn } from './pace';

it('lets one of a key go at once and holds back the next, and nobody of another key', async () => {
  const waiting = new AbortController();
  const held = takeTurn('a', { everyMs: 3_600_000, signal: waiting.signal }).then(() =>
    takeTurn('a', { everyMs: 3_600_000, signal: waiting.signal }),
  );
  await takeTurn('b', { everyMs: 3_600_000, signal: waiting.signal });
  waiting.abort();
  await expect(held).rejects.toMatchObject({ name: 'AbortError' });
});
