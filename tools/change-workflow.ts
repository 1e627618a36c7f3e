import { tool } from 'ai';
import { z } from 'zod';
import { changeWorkflow } from '@/database/change-workflow';
import { readActiveVersion } from '@/database/triggers';
import { readDraft } from '@/database/workflows';
import { toChangeAnswer } from './change-reply';
import { FlatChange, toChanges } from './flat-change';
import { tellChange, told } from './model-output';
import { answer, type Turn } from './turn';

const description = `Changes the workflow of this conversation; the first call makes it. Put every change that the request needs into one call: they are applied in order, and a later one may name a step added by an earlier one by its key. The answer holds what was saved, what was skipped with a hint, and the issues that are left.`;

export const changeWorkflowTool = (turn: Turn) =>
  told(
    tool({
      description,
      inputSchema: z.object({
        baseVersion: z.int().min(0).describe('The version you last saw; 0 when there is no workflow yet'),
        changes: z.array(FlatChange).min(1),
      }),
      execute: ({ baseVersion, changes }) =>
        answer(async () => {
          // Its name is one of the changes, so that naming it shows in the first version too.
          const workflowId = await turn.ensureWorkflow('New workflow');
          return turn.asUser(async tx => {
            const { workflow: before, version } = await readDraft(tx, { workflowId });
            const expanded = toChanges(changes, before);
            const reply = await changeWorkflow(tx, {
              workflowId,
              // A model that never saw a version means "as it is now".
              baseVersion: baseVersion > 0 ? Math.min(baseVersion, version) : version,
              changes: expanded.map(({ change }) => change),
              author: 'assistant',
              nodeTypes: turn.nodeTypes,
              missingModels: turn.missingModels,
            });
            const indexOf = (skipped: unknown) => expanded.find(({ change }) => change === skipped)?.index ?? null;
            const activeVersion = await readActiveVersion(tx, { workflowId });
            const result = toChangeAnswer({
              workflowId,
              before,
              reply,
              activeVersion,
              nodeTypes: turn.nodeTypes,
              indexOf,
            });
            if (result.summary.length > 0) turn.log.versions.push({ version: reply.version, summary: result.summary });
            return result;
          });
        }),
    }),
    tellChange,
  );
