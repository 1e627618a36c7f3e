import { setTimeout as pause } from 'node:timers/promises';

const attempts = 100;
const pauseMs = 200;

/** A crashed database refuses for a moment; whoever asks tries again, for twenty seconds. */
export async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts) throw error;
      await pause(pauseMs);
    }
  }
}
