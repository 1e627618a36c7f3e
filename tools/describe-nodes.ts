import { tool } from 'ai';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import { describeNodes } from '@/engine/nodes/describe-nodes';
import { answer, type Turn } from './turn';

export const describeNodesTool = (turn: Turn) =>
  tool({
    description: 'Shows the settings of steps as JSON Schema, with an example, their ways out and what they reach.',
    inputSchema: z.object({ types: z.array(z.string()).min(1).max(8) }),
    execute: ({ types }) =>
      answer(async () => {
        const unknown = types.find(type => !(type in turn.nodeTypes));
        if (unknown !== undefined) throw new AppError('node.type_unknown', { type: unknown });
        return { nodes: describeNodes(turn.nodeTypes, types) };
      }),
  });
