import type { AiModel } from '@/agent/models/catalogue';
import { createEmbedder } from '@/agent/models/create-embedder';
import type { Embedder } from '@/agent/models/embed-texts';
import { AppError } from '@/engine/errors';
import { missing } from './model';
import { guardedFetch } from './model-fetch';
import { canUse, type OpenModels, ofEnvironment } from './open-models';
import { settings } from './settings';

type Known = Pick<OpenModels, 'embedders' | 'isSetUp'>;

/** The one of that name. Without a name what the environment names, else the first that somebody set up; null where there is none. */
export function findEmbedder(known: Known, name: string | null): AiModel | null {
  const { embedders, isSetUp } = known;
  if (name === null) {
    const { embeddingModel } = settings();
    const named = embeddingModel === undefined ? null : byName(known, embeddingModel);
    return named ?? embedders.find(isSetUp) ?? null;
  }
  const found = byName(known, name);
  if (found) return found;
  throw new AppError('model.cannot_embed', { model: name, known: embedders.filter(isSetUp).map(one => one.name) });
}

/** An address of the environment may offer models that nobody listed. */
function byName({ embedders }: Known, name: string): AiModel | null {
  const plain = name.trim().toLowerCase();
  const { modelUrl } = settings();
  return (
    embedders.find(model => model.name === name) ??
    embedders.find(model => [model.name, model.displayName].some(text => text.toLowerCase() === plain)) ??
    (modelUrl === undefined ? null : ofEnvironment(name.trim(), modelUrl))
  );
}

/** Ready to be asked. Refuses when it is asked where its key or address is missing. */
export function toEmbedder(model: AiModel, { access }: Pick<OpenModels, 'access'>): Embedder {
  const { name, displayName, price } = model;
  const way = access(model);
  return {
    ...{ name, displayName, price, provider: canUse(way) ? way.provider : model.provider },
    async open() {
      if (!canUse(way)) throw missing(model, way.missing);
      return createEmbedder(way, way.guarded ? { fetch: guardedFetch } : {});
    },
  };
}
