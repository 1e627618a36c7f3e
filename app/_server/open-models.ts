import { accessTo, type Missing, type ModelAccess, type ModelEnvironment, type ModelKey } from '@/agent/models/access';
import {
  type AiModel,
  answersInWords,
  canEmbed,
  embeds,
  isEmbedderName,
  isPlanner,
  plannerModel,
  providerOf,
  toAiModel,
} from '@/agent/models/catalogue';
import { asUser, type Claims } from '@/database/connection';
import { listModelRows } from '@/database/models';
import { readPreferences } from '@/database/preferences';
import { AppError } from '@/engine/errors';
import { isLoopbackHost } from '@/engine/nodes/address-guard';
import { readModelKeys } from './model-keys';
import { runtime } from './runtime';
import { settings } from './settings';

export interface OpenModels {
  models: readonly AiModel[];
  /** What new conversations, and steps that name no model, use. */
  standard: AiModel;
  find(name: string): AiModel;
  access(model: AiModel): ModelAccess | { missing: Missing };
  /** Those that turn texts into embeddings, by the same access. */
  embedders: readonly AiModel[];
  /** Somebody set it up for Parley: the person with a key, or the operator with an address. */
  isSetUp(model: AiModel): boolean;
  /** Who may stand in for it, in order. */
  standIns(model: AiModel): AiModel[];
}

/** The models of one person: the list everybody has, their own, and which of them they can use. */
export async function openModels(claims: Claims): Promise<OpenModels> {
  const environment = modelEnvironment();
  const [{ rows, preferred }, own] = await Promise.all([
    asUser(runtime().db, claims, async tx => ({
      rows: await listModelRows(tx),
      preferred: (await readPreferences(tx)).model,
    })),
    readModelKeys(claims),
  ]);
  const models = withEnvironment([...rows.filter(answersInWords).map(toAiModel), ...own.models.filter(isForWords)]);
  const embedders = [...rows.filter(embeds).map(toAiModel), ...own.models.filter(one => !isForWords(one))];
  const access = (model: AiModel) => accessTo(model, { keys: own.keys, environment });
  const find = (name: string) => findModel(models, name);
  const chosen = { models, keys: own.keys, access };
  const preferredModel = models.find(({ name }) => name === preferred);
  const standard =
    preferredModel && canUse(access(preferredModel)) ? preferredModel : (usualModel(chosen) ?? plannerModel);
  const isSetUp = (model: AiModel) => isSetUpFor(model, chosen.keys) && canUse(access(model));
  return {
    models,
    standard,
    embedders: embedders.filter(canEmbed),
    isSetUp,
    find,
    access,
    standIns: model => standInsFor(model, chosen),
  };
}

const isForWords = ({ modelId }: AiModel): boolean => !isEmbedderName(modelId);

export function modelEnvironment(): ModelEnvironment {
  const { modelUrl, modelKey, providers } = settings();
  return { url: modelUrl, key: modelKey, ...providers };
}

/** The model that the environment names need not be in the list. */
function withEnvironment(models: AiModel[]): AiModel[] {
  const { modelUrl, model } = settings();
  const listed = models.some(isPlanner) ? models : [plannerModel, ...models];
  if (modelUrl === undefined || model === undefined || listed.some(({ name }) => name === model)) return listed;
  return [...listed, ofEnvironment(model, modelUrl)];
}

export const ofEnvironment = (name: string, baseUrl: string): AiModel => ({
  ...{ name, displayName: name, modelId: name, provider: 'openai-compatible', baseUrl },
  ...{ price: null, vision: false, maxOutputTokens: null, credentialId: null },
});

/** By its name. An address of the environment may offer models that nobody listed. */
function findModel(models: readonly AiModel[], name: string): AiModel {
  const plain = name.trim().toLowerCase();
  if (['planner', 'built-in', 'built-in planner'].includes(plain)) return models.find(isPlanner) ?? plannerModel;
  const found =
    models.find(model => model.name === name) ??
    models.find(model => [model.name, model.displayName].some(text => text.toLowerCase() === plain));
  if (found) return found;
  const { modelUrl } = settings();
  if (modelUrl !== undefined) return ofEnvironment(name, modelUrl);
  throw new AppError('model.unknown', { model: name, known: models.map(one => one.name) });
}

export const canUse = (access: ModelAccess | { missing: Missing }): access is ModelAccess => 'family' in access;

interface Known {
  models: readonly AiModel[];
  keys: readonly ModelKey[];
  access(model: AiModel): ModelAccess | { missing: Missing };
}

/** What the environment names, else the first that the person has a key of their own for. */
function usualModel({ models, keys, access }: Known): AiModel | undefined {
  const { model } = settings();
  const named = models.find(one => one.name === model && canUse(access(one)));
  return named ?? models.find(one => hasOwnKey(one, keys) && canUse(access(one)));
}

const hasOwnKey = ({ provider, credentialId }: AiModel, keys: readonly ModelKey[]): boolean =>
  keys.some(key =>
    credentialId === null ? key.integration === providerOf(provider).integration : key.credentialId === credentialId,
  );

/** A key that merely stands in the environment is for whatever else the operator does with it. */
const isSetUpFor = (model: AiModel, keys: readonly ModelKey[]): boolean =>
  hasOwnKey(model, keys) || model.baseUrl !== null || providerOf(model.provider).baseUrl === null;

const mostStandIns = 2;

/**
 * Another provider first, since it is mostly a provider that fails. Only models that somebody set up for Parley: the
 * person with a key, or the operator with an address. What stays on this computer is not handed to the net.
 */
function standInsFor(model: AiModel, { models, keys, access }: Known): AiModel[] {
  const own = access(model);
  const staysHere = canUse(own) && !isPlanner(model) && isLoopbackHost(new URL(own.baseUrl));
  const others = models.filter(other => {
    if (other.name === model.name || isPlanner(other)) return false;
    const way = access(other);
    if (!canUse(way)) return false;
    if (staysHere && !isLoopbackHost(new URL(way.baseUrl))) return false;
    return isSetUpFor(other, keys);
  });
  const elsewhere = others.filter(({ provider }) => provider !== model.provider);
  return [...elsewhere, ...others.filter(one => !elsewhere.includes(one))].slice(0, mostStandIns);
}
