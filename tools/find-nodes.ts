import { tool } from 'ai';
import { z } from 'zod';
import { findNodes } from '@/engine/nodes/find-nodes';
import { answer, type Turn } from './turn';

export const findNodesTool = (turn: Turn) =>
  tool({
    description:
      'Finds steps for something a person wants done. The list in your instructions is complete; use this for a service or word that is not in it.',
    inputSchema: z.object({ query: z.string().min(1).describe('What should be done, in a few words') }),
    execute: ({ query }) => answer(async () => ({ nodes: findNodes(turn.nodeTypes, query) })),
  });
