import { tool } from 'ai';
import { z } from 'zod';
import { findLastExecution, readExecution } from '@/database/executions';
import { AppError } from '@/engine/errors';
import { tellRun, told } from './model-output';
import { toRunReport } from './run-report';
import { answer, requireWorkflow, type Turn } from './turn';

/** The run that is meant: the one named, else the workflow's last. */
export async function whichExecution(turn: Turn, executionId: string | undefined): Promise<string> {
  if (executionId !== undefined) return executionId;
  const workflowId = requireWorkflow(turn);
  const last = await turn.asUser(tx => findLastExecution(tx, { workflowId }));
  if (last === null) throw new AppError('execution.none_yet', {});
  return last.id;
}

export const readExecutionTool = (turn: Turn) =>
  told(
    tool({
      description:
        'Reads what a run did, step by step, from its records. Without an id: the last run of this workflow.',
      inputSchema: z.object({ executionId: z.uuid().optional() }),
      execute: ({ executionId }) =>
        answer(async () => {
          const id = await whichExecution(turn, executionId);
          return toRunReport(await turn.asUser(tx => readExecution(tx, { executionId: id })));
        }),
    }),
    tellRun,
  );
