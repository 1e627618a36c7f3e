import { setTimeout as sleep } from 'node:timers/promises';
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { Candidate, ModelMeter } from '@/agent/models/candidate';
import { type AiModel, isPlanner, plannerModel } from '@/agent/models/catalogue';
import { createModel } from '@/agent/models/create-model';
import { withFallback } from '@/agent/models/with-fallback';
import { readingFiles } from '@/agent/planner/attached';
import { createPlanner } from '@/agent/planner/planner';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { log } from './log';
import { guardedFetch } from './model-fetch';
import { canUse, type OpenModels } from './open-models';

export interface ChosenModel {
  model: LanguageModelV4;
  /** Who was asked first, and how the person reads it. */
  chosen: Candidate;
}

interface Choice {
  models: OpenModels;
  /** Asked for by name; without one the standard is. */
  name: string | null;
  timeZone: string;
  meter: ModelMeter;
}

/** The model asked for, with those that stand in for it behind it, and the built-in planner last where it understands. */
export function chooseModel({ models, name, timeZone, meter }: Choice): ChosenModel {
  const first = name === null ? models.standard : models.find(name);
  const planner = plannerCandidate({ timeZone, meter });
  const candidates: Candidate[] = isPlanner(first)
    ? [planner]
    : [
        ...[first, ...models.standIns(first)].map(model => toCandidate(model, models)),
        { ...planner, accepts: understands },
      ];
  return { model: line(candidates, meter), chosen: candidates[0]! };
}

export const line = (candidates: readonly Candidate[], meter: ModelMeter): LanguageModelV4 =>
  withFallback({
    ...{ candidates, meter },
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
    onFailure: error => log.warn({ error }, 'the model failed'),
  });

export function toCandidate(model: AiModel, { access }: Pick<OpenModels, 'access'>): Candidate {
  const { name, displayName, price, vision, maxOutputTokens } = model;
  const way = access(model);
  const provider = canUse(way) ? way.provider : model.provider;
  let opened: Promise<LanguageModelV4> | null = null;
  return {
    ...{ name, displayName, provider, price, vision, maxOutputTokens },
    async open() {
      if (!canUse(way)) throw missing(model, way.missing);
      opened ??= createModel(way, way.guarded ? { fetch: guardedFetch } : {});
      return opened;
    },
  };
}

export const missing = ({ displayName, provider }: AiModel, what: 'key' | 'address'): AppError =>
  what === 'key'
    ? new AppError('model.no_key', { model: displayName, provider })
    : new AppError('model.no_address', { model: displayName });

// What a provider's package thinks of a setting is for its developers.
(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

const onBug = (error: unknown) => log.error({ error }, 'the planner broke on a sentence');

function plannerCandidate({ timeZone, meter }: Pick<Choice, 'timeZone' | 'meter'>): Candidate {
  const planner = readingFiles(createPlanner({ nodeTypes, timeZone, onBug }), note => meter.notes.push(note));
  const { name, displayName, price, vision } = plannerModel;
  return { ...{ name, displayName, price, vision, provider: 'Parley' }, open: async () => planner };
}

/** It stands in at the start of a turn, when it knows what to do: half a turn of another model is none of its own. */
async function understands(planner: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<boolean> {
  if (options.prompt.at(-1)?.role !== 'user') return false;
  const { content } = await planner.doGenerate(options);
  return content.some(part => part.type === 'tool-call' && part.toolName !== 'askUser');
}
