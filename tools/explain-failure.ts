import { tool } from 'ai';
import { z } from 'zod';
import { recordEvent } from '@/database/usage';
import { whichExecution } from './read-execution';
import { answer, type Turn } from './turn';

export const explainFailureTool = (turn: Turn) =>
  tool({
    description:
      'Finds out from the records why a run failed or did less than expected: cause, evidence, and where one is certain a fix that was tried on the recorded input. Without an id: the last run.',
    inputSchema: z.object({ executionId: z.uuid().optional() }),
    execute: ({ executionId }) =>
      answer(async () => {
        const id = await whichExecution(turn, executionId);
        const explanation = await turn.runs.explain(id);
        await turn.asUser(tx => recordEvent(tx, { event: 'failure_explained', data: { execution_id: id } }));
        if (explanation.fix?.proof?.status === 'works') turn.log.proofs += 1;
        return { executionId: id, explanation };
      }),
  });
