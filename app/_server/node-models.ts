import { isPlanner } from '@/agent/models/catalogue';
import { createModelCaller } from '@/agent/models/model-caller';
import { asUser, type Claims } from '@/database/connection';
import { addUsageRows } from '@/database/models';
import type { ModelCaller } from '@/engine/nodes/model-caller';
import type { ModelKind } from '@/engine/workflow/node-types';
import { line, toCandidate } from './model';
import { findEmbedder, toEmbedder } from './open-embedders';
import { canUse, type OpenModels, openModels } from './open-models';
import { runtime } from './runtime';

interface Place {
  claims: Claims;
  executionId: string;
  nodeKey: string;
}

/** What a step of a run asks language models through, as the workflow's owner. The planner is none: it writes no texts. */
export function nodeModels({ claims, executionId, nodeKey }: Place): ModelCaller {
  // Read once for all items of a step.
  let opened: Promise<OpenModels> | null = null;
  return createModelCaller({
    async open(name, meter) {
      opened ??= openModels(claims);
      const models = await opened;
      const first = name === null ? standardFor(models) : models.find(name);
      if (first === null || isPlanner(first)) return null;
      const candidates = [first, ...models.standIns(first)].map(model => toCandidate(model, models));
      return { model: line(candidates, meter), name: first.displayName };
    },
    async openEmbedder(name) {
      opened ??= openModels(claims);
      const models = await opened;
      const chosen = findEmbedder(models, name);
      return chosen && toEmbedder(chosen, models);
    },
    onUsage: calls => asUser(runtime().db, claims, tx => addUsageRows(tx, { calls, executionId, nodeKey })),
  });
}

/** The standard, or where that is the planner the first that somebody set up for Parley. */
export function standardFor({ standard, standIns, access }: OpenModels) {
  if (!isPlanner(standard)) return standard;
  return standIns(standard).find(model => canUse(access(model))) ?? null;
}

/** Kinds of models that no step of this person's could ask. */
export const missingModels = async (claims: Claims) => missingIn(await openModels(claims));

export const missingIn = (models: OpenModels): ModelKind[] => [
  ...(standardFor(models) === null ? (['language'] as const) : []),
  ...(findEmbedder(models, null) === null ? (['embedding'] as const) : []),
];
