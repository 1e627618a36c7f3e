import { createRuns } from '@/app/_server/runs';
import { runtime } from '@/app/_server/runtime';
import { asUser } from '@/database/connection';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { openRuntime } from './open-runtime';
import { readId } from './run';

const usage = 'explain EXECUTION [--json]';

export const command: Command = {
  summary: 'says why a run failed: explain EXECUTION',
  async run(args) {
    const { values, words } = readArguments(args, { usage, options: { json: { type: 'boolean', default: false } } });
    const executionId = readId(requireWord(words, { usage, what: "the run's id" }));
    const claims = await openRuntime();
    const runs = createRuns({ claims, asPerson: work => asUser(runtime().db, claims, work) });
    const explanation = await runs.explain(executionId);
    console.log(values.json ? JSON.stringify(explanation) : inWords(explanation));
    return 0;
  },
};

function inWords({
  sentence,
  evidence,
  fix,
  nextStep,
}: Awaited<ReturnType<ReturnType<typeof createRuns>['explain']>>): string {
  return [
    sentence,
    ...evidence.map(({ node, path, value }) => `  ${node ?? 'run'} · ${path} = ${JSON.stringify(value)}`),
    ...(fix
      ? ['Proposed:', ...fix.summary.map(line => `  ${line}`), ...(fix.proof ? [`  ${fix.proof.sentence}`] : [])]
      : []),
    ...(nextStep ? [nextStep] : []),
  ].join('\n');
}
