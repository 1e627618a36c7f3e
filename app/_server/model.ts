import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from 'ai';
import { createPlanner } from '@/agent/planner/planner';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { log } from './log';
import { settings } from './settings';

export interface ChosenModel {
  model: LanguageModel;
  /** What the person reads: the model's name, or that it is the built-in planner. */
  name: string;
  provider: string;
}

const onBug = (error: unknown) => log.error({ error }, 'the planner broke on a sentence');

export const plannerName = 'built-in planner';

/** The model asked for, else the one of the environment, else the built-in planner, which needs no key and no network. */
export function chooseModel(options: { name?: string; timeZone: string }): ChosenModel {
  const { modelUrl, modelKey, model } = settings();
  const name = options.name ?? model;
  if (modelUrl === undefined || name === undefined || name === plannerName || name === 'planner') {
    return {
      model: createPlanner({ nodeTypes, timeZone: options.timeZone, onBug }),
      name: plannerName,
      provider: 'Parley',
    };
  }
  const provider = createOpenAICompatible({ name: 'model', baseURL: modelUrl, apiKey: modelKey, includeUsage: true });
  return { model: provider.chatModel(name), name, provider: new URL(modelUrl).host };
}
