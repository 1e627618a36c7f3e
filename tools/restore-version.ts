import { tool } from 'ai';
import { z } from 'zod';
import { restoreVersion, undoLastChange } from '@/database/change-workflow';
import { readActiveVersion } from '@/database/triggers';
import { readDraft } from '@/database/workflows';
import { toChangeAnswer } from './change-reply';
import { tellChange, told } from './model-output';
import { answer, requireWorkflow, type Turn } from './turn';

export const restoreVersionTool = (turn: Turn) =>
  told(
    tool({
      description:
        'Goes back: without a version it undoes the last change, with one it brings that version back. Both save a new version; nothing is lost.',
      inputSchema: z.object({ version: z.int().min(1).optional() }),
      execute: ({ version }) =>
        answer(async () => {
          const workflowId = requireWorkflow(turn);
          return turn.asUser(async tx => {
            const { workflow: before } = await readDraft(tx, { workflowId });
            const request = { workflowId, author: 'assistant' as const, nodeTypes: turn.nodeTypes };
            const reply =
              version === undefined
                ? await undoLastChange(tx, request)
                : await restoreVersion(tx, { ...request, version });
            const activeVersion = await readActiveVersion(tx, { workflowId });
            const result = toChangeAnswer({ workflowId, before, reply, activeVersion, nodeTypes: turn.nodeTypes });
            if (result.summary.length > 0) turn.log.versions.push({ version: reply.version, summary: result.summary });
            return result;
          });
        }),
    }),
    tellChange,
  );
