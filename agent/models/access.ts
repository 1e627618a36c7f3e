import { type AiModel, type Family, providerOf } from './catalogue';

/** A person's key to a provider, opened for one call. */
export interface ModelKey {
  credentialId: string;
  integration: string;
  key: string | null;
  baseUrl: string | null;
}

/** A whole web address; what a form or a file holds may be anything. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/./i.test(text) && URL.canParse(text);

/** What the operator set for everybody. */
export interface ModelEnvironment {
  url: string | undefined;
  key: string | undefined;
  /** By provider. */
  keys: Readonly<Record<string, string | undefined>>;
  baseUrls: Readonly<Record<string, string | undefined>>;
}

/** Everything needed to call a model. */
export interface ModelAccess {
  family: Family;
  modelId: string;
  baseUrl: string;
  key: string | null;
  /** What the person reads in sentences about it. */
  provider: string;
  /** The address was written by the person: it is checked like any address a step calls. */
  guarded: boolean;
}

export type Missing = 'key' | 'address';

/** How a model is reached with what is there, or what is missing. */
export function accessTo(
  model: AiModel,
  { keys, environment }: { keys: readonly ModelKey[]; environment: ModelEnvironment },
): ModelAccess | { missing: Missing } {
  const { family, label, integration, needsKey, baseUrl: usual } = providerOf(model.provider);
  const provider = model.provider.toLowerCase();
  const own = keys.find(key =>
    model.credentialId === null ? key.integration === integration : key.credentialId === model.credentialId,
  );
  const ownUrl = own?.baseUrl ?? null;
  const configured = model.baseUrl ?? environment.baseUrls[provider] ?? null;
  const fallback = usual ?? environment.url ?? null;
  const baseUrl = model.credentialId === null ? (configured ?? fallback ?? ownUrl) : (ownUrl ?? configured ?? fallback);
  if (baseUrl === null) return { missing: 'address' };
  const ofEnvironment = sameOrigin(baseUrl, environment.url) ? environment.key : undefined;
  // A key goes where it was given for: one for an address of the person's own stays with that address.
  const ownKey = ownUrl === null || sameOrigin(baseUrl, ownUrl) ? own?.key : undefined;
  const key = ownKey ?? environment.keys[provider] ?? ofEnvironment ?? null;
  if (key === null && needsKey && configured === null) return { missing: 'key' };
  const shown = usual !== null && baseUrl === usual ? label : new URL(baseUrl).host;
  return { family, modelId: model.modelId, baseUrl, key, provider: shown, guarded: baseUrl === ownUrl };
}

const sameOrigin = (one: string, other: string | undefined): boolean =>
  other !== undefined && new URL(one).origin === new URL(other).origin;
