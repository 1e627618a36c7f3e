import { hasToolCall, isStepCount, type StopCondition } from 'ai';
import { z } from 'zod';
import type { Tools } from '@/tools/index';

export interface Budget {
  /** Wall time of the turn. */
  seconds: number;
  /** Input and output of all model calls together. */
  tokens: number;
  /** Model calls. */
  steps: number;
}

export const defaultBudget: Budget = { seconds: 180, tokens: 250_000, steps: 16 };

const Failure = z.object({ error: z.object({ code: z.string() }) });
const FailedRuns = z.object({
  runs: z.array(z.object({ error: z.object({ code: z.string(), nodeKey: z.string().nullable() }).nullable() })),
});

/** What failed in one tool result, in a form that two attempts can be compared by. */
export function failuresIn(toolName: string, output: unknown): string[] {
  const failed = Failure.safeParse(output);
  if (failed.success) return [`${toolName}: ${failed.data.error.code}`];
  const runs = FailedRuns.safeParse(output);
  if (!runs.success) return [];
  return runs.data.runs.flatMap(({ error }) => (error ? [`${error.nodeKey ?? ''}: ${error.code}`] : []));
}

/** The same failure in two model steps: a third attempt would be guessing. */
export const sameFailureTwice: StopCondition<Tools> = ({ steps }) => {
  const byStep = steps.map(
    step => new Set(step.toolResults.flatMap(result => failuresIn(result.toolName, result.output))),
  );
  return byStep.some((failures, at) =>
    byStep.slice(at + 1).some(later => [...failures].some(failure => later.has(failure))),
  );
};

/** A card waits for the person; a key that they named is set already, and the turn goes on. */
export const waitsForKey: StopCondition<Tools> = ({ steps }) =>
  steps
    .at(-1)
    ?.toolCalls.some(
      ({ toolName, toolCallId }) =>
        toolName === 'requestCredential' &&
        !steps.at(-1)!.toolResults.some(result => result.toolCallId === toolCallId && isBound(result.output)),
    ) ?? false;

/** The key that was asked for is set already. */
export const isBound = (output: unknown) => typeof output === 'object' && output !== null && 'bound' in output;

export const tokensSpent =
  (limit: number): StopCondition<Tools> =>
  ({ steps }) =>
    steps.reduce((sum, { usage }) => sum + (usage.totalTokens ?? 0), 0) >= limit;

export const stopConditions = ({ tokens, steps }: Budget): StopCondition<Tools>[] => [
  hasToolCall('askUser'),
  waitsForKey,
  isStepCount(steps),
  tokensSpent(tokens),
  sameFailureTwice,
];
