import { AppError } from '@/engine/errors';
import { refusalOf } from '@/engine/nodes/refusal';
import type { ModelAccess } from './access';
import { isEmbedderName } from './catalogue';
import { versioned } from './create-model';

type Fetch = typeof globalThis.fetch;
export type Listing = Pick<ModelAccess, 'family' | 'baseUrl' | 'key' | 'provider'>;

const timeout = 15_000;

interface ListingOptions {
  fetch?: Fetch;
  timeoutMs?: number;
  /** With those that turn texts into embeddings, beside those that answer in words. */
  embedders?: boolean;
}

/** What a key may use, asked by the provider's own client: the test of a key, and of an address. */
export async function listModels(
  access: Listing,
  { fetch, timeoutMs = timeout, embedders = false }: ListingOptions = {},
): Promise<string[]> {
  try {
    const settings = { apiKey: access.key ?? 'none', timeout: timeoutMs, maxRetries: 0, fetch };
    const names =
      access.family === 'anthropic' ? await ofAnthropic(access, settings) : await ofOpenAi(access, settings);
    return names.filter(name => answersInWords(name) || (embedders && isEmbedderName(name))).toSorted();
  } catch (error) {
    throw toFailure(error, access);
  }
}

interface ClientSettings {
  apiKey: string;
  timeout: number;
  maxRetries: number;
  fetch: Fetch | undefined;
}

async function ofAnthropic({ baseUrl }: Listing, settings: ClientSettings): Promise<string[]> {
  const { default: Anthropic } = await import('@anthropic-ai/sdk');
  const client = new Anthropic({ ...settings, authToken: null, baseURL: versioned(baseUrl).replace(/\/v\d+$/, '') });
  const names: string[] = [];
  for await (const { id } of client.models.list({ limit: 100 })) names.push(id);
  return names;
}

async function ofOpenAi({ baseUrl, family }: Listing, settings: ClientSettings): Promise<string[]> {
  const { default: OpenAI } = await import('openai');
  // Google answers OpenAI's client beside its own interface.
  const baseURL = family === 'google' ? `${baseUrl.replace(/\/+$/, '')}/openai/` : baseUrl;
  const client = new OpenAI({ ...settings, baseURL });
  // OpenRouter lists its models to anybody; about the key it tells at another place.
  if (new URL(baseUrl).host === 'openrouter.ai') await client.get('/key');
  const names: string[] = [];
  for await (const { id } of client.models.list()) names.push(id.replace(/^models\//, ''));
  return names;
}

const others = /embed|whisper|tts|dall-e|image|moderation|transcri|realtime|audio|rerank|veo|imagen|sora/i;
const answersInWords = (name: string): boolean => !others.test(name) && !isEmbedderName(name);

/** By its status; what a provider words is not ours to say, but tells what a 400 means: Google's for a wrong key. */
function toFailure(error: unknown, { provider, baseUrl }: Listing): AppError {
  if (AppError.is(error)) return error;
  const status = (error as { status?: unknown } | null)?.status;
  const reason = error instanceof Error ? error.message : '';
  const isKey = status === 400 && refusalOf({ status, reason }) === 'key';
  if (status === 401 || status === 403 || isKey)
    return new AppError('model.unauthorized', { provider }, { cause: error });
  if (status === 429) return new AppError('model.rate_limited', { provider }, { cause: error });
  if (typeof status === 'number' && status < 500)
    return new AppError('model.refused', { provider, reason: `it answered ${status}` }, { cause: error });
  if (typeof status === 'number') return new AppError('model.unavailable', { provider }, { cause: error });
  return new AppError('model.address_unreachable', { address: new URL(baseUrl).host }, { cause: error });
}
