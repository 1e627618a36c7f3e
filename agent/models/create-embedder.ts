import type { EmbeddingModelV4 } from '@ai-sdk/provider';
import type { ModelAccess } from './access';

type Fetch = typeof globalThis.fetch;

/** The embedding model behind an address; its provider's package is loaded now. Only for families that `canEmbed`. */
export async function createEmbedder(
  { family, modelId, baseUrl, key, provider }: ModelAccess,
  { fetch }: { fetch?: Fetch } = {},
): Promise<EmbeddingModelV4> {
  switch (family) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ name: 'openai', baseURL: baseUrl, apiKey: key ?? 'none', fetch }).embeddingModel(modelId);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle({ baseURL: baseUrl, apiKey: key ?? 'none', fetch }).embeddingModel(modelId);
    }
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const settings = { baseURL: baseUrl, apiKey: key ?? undefined, fetch };
      return createOpenAICompatible({ name: 'model', ...settings }).embeddingModel(modelId);
    }
    case 'anthropic':
    case 'planner':
      throw new Error(`${provider} has no embeddings`);
  }
}
