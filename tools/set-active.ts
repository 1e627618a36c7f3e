import { tool } from 'ai';
import { z } from 'zod';
import { consumeApproval } from './approve';
import { answer, requireWorkflow, type Turn } from './turn';

export const setActiveTool = (turn: Turn) =>
  tool({
    description:
      'Switches the workflow on (its triggers work from then on) or off. Answers with what it may do to others, its addresses and its next times.',
    inputSchema: z.object({ active: z.boolean() }),
    execute: (input, { toolCallId }) =>
      answer(async () => {
        const workflowId = requireWorkflow(turn);
        await consumeApproval(turn, { toolCallId, toolName: 'setActive', input });
        return turn.runs.setActive(workflowId, input.active);
      }),
  });
