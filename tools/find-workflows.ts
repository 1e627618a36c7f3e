import { tool } from 'ai';
import { z } from 'zod';
import { listWorkflows } from '@/database/workflows';
import { answer, type Turn } from './turn';

export const findWorkflowsTool = (turn: Turn) =>
  tool({
    description: "Lists the person's workflows, newest first, or those whose name holds the words given.",
    inputSchema: z.object({ query: z.string().optional() }),
    execute: ({ query }) =>
      answer(async () => {
        const workflows = await turn.asUser(tx => listWorkflows(tx, { limit: 20, search: query }));
        return {
          workflows: workflows.map(({ id, name, isActive, updatedAt }) => ({ id, name, active: isActive, updatedAt })),
        };
      }),
  });
