import { tool } from 'ai';
import { z } from 'zod';
import { listHttpServices } from '@/database/http-services';
import { findNodesAndServices } from '@/engine/nodes/listed-services';
import { answer, type Turn } from './turn';

export const findNodesTool = (turn: Turn) =>
  tool({
    description:
      'Finds steps for something a person wants done. The list in your instructions is complete; use this for a service or word that is not in it.',
    inputSchema: z.object({ query: z.string().min(1).describe('What should be done, in a few words') }),
    execute: ({ query }) =>
      answer(async () => {
        const services = await turn.asUser(listHttpServices);
        return { nodes: findNodesAndServices(turn.nodeTypes, { query, services }) };
      }),
  });
