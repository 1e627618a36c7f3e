import { z } from 'zod';

/** How an address is spoken to. */
export type Family = 'planner' | 'openai' | 'anthropic' | 'google' | 'compatible';

interface Provider {
  label: string;
  family: Family;
  /** Where it answers unless a row or the environment says otherwise; null where only the operator can know. */
  baseUrl: string | null;
  /** The integration whose credentials hold its key. */
  integration: string | null;
  /** A key is needed at its own address. */
  needsKey: boolean;
}

const local = (label: string, port: number): Provider => ({
  ...{ label, family: 'compatible', integration: null, needsKey: false },
  baseUrl: `http://127.0.0.1:${port}/v1`,
});

/** By the name that `ai_models.provider` gives; any other name speaks OpenAI's API at an address that is configured. */
const providers: Readonly<Record<string, Provider>> = {
  parley: { label: 'Parley', family: 'planner', baseUrl: null, integration: null, needsKey: false },
  openai: {
    ...{ label: 'OpenAI', family: 'openai', integration: 'openai', needsKey: true },
    baseUrl: 'https://api.openai.com/v1',
  },
  anthropic: {
    ...{ label: 'Anthropic', family: 'anthropic', integration: 'anthropic', needsKey: true },
    baseUrl: 'https://api.anthropic.com/v1',
  },
  google: {
    ...{ label: 'Google', family: 'google', integration: 'google', needsKey: true },
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  },
  openrouter: {
    ...{ label: 'OpenRouter', family: 'compatible', integration: 'openrouter', needsKey: true },
    baseUrl: 'https://openrouter.ai/api/v1',
  },
  ollama: local('Ollama', 11_434),
  lmstudio: local('LM Studio', 1_234),
  llamacpp: local('llama.cpp', 8_080),
  vllm: local('vLLM', 8_000),
};

/** The servers people run on their own computer, by the port they listen on unless told otherwise. */
export const localProviders = ['ollama', 'lmstudio', 'llamacpp', 'vllm'].map(name => {
  const { label, baseUrl } = providers[name]!;
  return { name, label, baseUrl: baseUrl! };
});

const otherNames: Readonly<Record<string, string>> = { claude: 'anthropic', gemini: 'google', googleai: 'google' };

export function providerOf(name: string): Provider {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const known = providers[otherNames[plain] ?? plain];
  if (known) return known;
  return { label: name, family: 'compatible', baseUrl: null, integration: 'openai-compatible', needsKey: false };
}

const usd = z.coerce.number().nonnegative();
const Rates = z.object({ input: usd, output: usd, cachedInput: usd.optional() });
export const Price = Rates.extend({
  /** What a long prompt costs instead, all of it. */
  above: Rates.extend({ tokens: z.number().int().positive() }).optional(),
});
/** USD for a million tokens. */
export type Price = z.infer<typeof Price>;

/** An embedding is nothing that was written: only what is read has a price. */
const EmbeddingPrice = z.object({ input: usd, output: usd.default(0) });

/** What an operator may write into `ai_models.configuration`. */
const Configuration = z.looseObject({
  base_url: z.url().optional(),
  model: z.string().min(1).optional(),
  price: Price.optional(),
  vision: z.boolean().optional(),
  max_output_tokens: z.coerce.number().int().positive().optional(),
});

export interface AiModel {
  /** What it is asked for by: `--model NAME`, the picker, a step. */
  name: string;
  displayName: string;
  provider: string;
  /** What the provider calls it. */
  modelId: string;
  baseUrl: string | null;
  /** Null where nobody has said what it costs. */
  price: Price | null;
  /** Can be shown an image. */
  vision: boolean;
  /** How much it may write at once. A client that does not know the model takes little for the most it can. */
  maxOutputTokens: number | null;
  /** The credential that brought it, when it is a person's own. */
  credentialId: string | null;
}

export interface ModelRow {
  name: string;
  display_name: string;
  provider: string;
  model_type: string;
  configuration: unknown;
  /** The columns for it; what `configuration` says as well counts first. */
  prices?: unknown;
  capabilities?: readonly string[];
}

/** A row of `ai_models`. What cannot be read in its configuration counts as not said: the row still works. */
export function toAiModel({ name, display_name, provider, configuration, ...row }: ModelRow): AiModel {
  const given = (typeof configuration === 'object' && configuration !== null ? configuration : {}) as object;
  const part = <Key extends keyof typeof Configuration.shape>(key: Key, ...others: string[]) => {
    const raw = [key, ...others].map(each => (given as Record<string, unknown>)[each]).find(value => value != null);
    const parsed = Configuration.shape[key].safeParse(raw);
    return (parsed.success ? parsed.data : undefined) as z.output<(typeof Configuration.shape)[Key]> | undefined;
  };
  const { family } = providerOf(provider);
  return {
    ...{ name, provider, credentialId: null },
    displayName: display_name,
    modelId: part('model', 'model_id', 'modelId') ?? name,
    baseUrl: part('base_url', 'baseUrl', 'baseURL', 'url') ?? null,
    price: part('price', 'prices', 'pricing') ?? pricesOf({ ...row, configuration }),
    maxOutputTokens: part('max_output_tokens', 'maxOutputTokens', 'max_tokens') ?? null,
    vision: part('vision') ?? seesImages(row.capabilities, family),
  };
}

/** What the column says, or of an embedding model the configuration: that price has no part for what is written. */
function pricesOf(row: Pick<ModelRow, 'model_type' | 'prices' | 'configuration'>): Price | null {
  if (!embeds(row)) return Price.safeParse(row.prices).data ?? null;
  const given = z.object({ price: EmbeddingPrice }).safeParse(row.configuration).data?.price;
  return given ?? EmbeddingPrice.safeParse(row.prices).data ?? null;
}

/** Where nobody has said what a model can do, those of the large providers are taken to see. */
const seesImages = (capabilities: readonly string[] | undefined, family: Family) =>
  capabilities?.length ? capabilities.includes('vision') : ['openai', 'anthropic', 'google'].includes(family);

export const plannerModel: AiModel = {
  name: 'built-in',
  displayName: 'Built-in planner',
  provider: 'parley',
  modelId: 'built-in planner',
  baseUrl: null,
  price: null,
  vision: false,
  maxOutputTokens: null,
  credentialId: null,
};

export const isPlanner = ({ provider }: Pick<AiModel, 'provider'>): boolean =>
  providerOf(provider).family === 'planner';

/** The rows that turn texts into embeddings. */
export const embeds = ({ model_type }: Pick<ModelRow, 'model_type'>): boolean => /embed/i.test(model_type);

/** By the name a server lists it under, where nothing else is known of it. */
export const isEmbedderName = (name: string): boolean =>
  /embed|minilm|(^|[/:-])(bge|gte|e5)-/i.test(name) && !/rerank/i.test(name);

/** Those whose interface has embeddings. */
export const canEmbed = ({ provider }: Pick<AiModel, 'provider'>): boolean =>
  ['openai', 'google', 'compatible'].includes(providerOf(provider).family);

/** The rows that answer in words; a row for images or embeddings is not for the picker. */
export const answersInWords = ({ model_type }: Pick<ModelRow, 'model_type'>): boolean =>
  !/embed|image|speech|audio|rerank|moderation|transcri/i.test(model_type);
