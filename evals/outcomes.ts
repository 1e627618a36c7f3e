import { readFileSync } from 'node:fs';
import { judge, OutcomeCase } from './outcome';

/**
 * Builds every conversation of a file with the built-in planner and plays its posts: what counts is what the workflow
 * does. Prints a line a case and a summary last; `silent` cases were misread without a word, which is worse than asking.
 */
export async function measureOutcomes(file: string, { limit }: { limit: number | undefined }): Promise<void> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '');
  const cases = lines.slice(0, limit).map(line => OutcomeCase.parse(JSON.parse(line)));
  let passed = 0;
  let silent = 0;
  for (const one of cases) {
    const outcome = await judgeSafely(one);
    passed += Number(outcome.passed);
    silent += Number(outcome.silent);
    console.log(JSON.stringify({ ...outcome, say: one.say }));
  }
  console.log(
    JSON.stringify({ summary: true, cases: cases.length, passed, silent, share: passed / Math.max(1, cases.length) }),
  );
}

async function judgeSafely(one: OutcomeCase) {
  try {
    return await judge(one);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id: one.id, passed: false, silent: true, misses: [`crashed: ${reason}`], text: '' };
  }
}
