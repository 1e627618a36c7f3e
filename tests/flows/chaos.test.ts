import { expect, it } from 'vitest';
import { chaos } from '@/evals/chaos/chaos';

/** The short form of `npm run chaos`. */
it('loses nothing and does nothing twice while workers are killed and held up and the database crashes', {
  timeout: 240_000,
}, async () => {
  const found = await chaos({ runs: 24, seed: 20261123, everyMs: 500, patienceMs: 120_000 });

  const { lost, double, stuck, wrong, strikes } = found;
  expect({ lost, double, stuck, wrong }).toEqual({ lost: [], double: [], stuck: [], wrong: [] });
  expect(found.finished).toBe(found.runs);
  expect(found.runs).toBeGreaterThanOrEqual(20); // of the four calls of a webhook, some may be cut off
  expect(strikes.killed + strikes.heldUp + strikes.crashed).toBeGreaterThan(0);
});
