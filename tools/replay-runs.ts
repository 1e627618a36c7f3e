import { tool } from 'ai';
import { z } from 'zod';
import { answer, requireWorkflow, type Turn } from './turn';

export const replayRunsTool = (turn: Turn) =>
  tool({
    description:
      'Tries the inputs of the last runs on the workflow as it is now and compares what each comes to with what it came to then. Nothing reaches anybody, and steps that did not change give what they gave. Use it after an edit, to show what the edit changes.',
    inputSchema: z.object({ count: z.int().min(1).max(20).default(5).describe('How many of the last inputs') }),
    execute: ({ count }) =>
      answer(() => turn.runs.replay({ workflowId: requireWorkflow(turn), count, signal: turn.signal })),
  });
