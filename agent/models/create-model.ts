import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { ModelAccess } from './access';

type Fetch = typeof globalThis.fetch;

/** The model behind an address. Each provider's package is loaded when one of its models is first used. */
export async function createModel(
  { family, modelId, baseUrl, key, provider }: ModelAccess,
  { fetch }: { fetch?: Fetch } = {},
): Promise<LanguageModelV4> {
  switch (family) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      // Chat completions keep nothing on the provider's side and are what proxies speak.
      return createOpenAI({ name: 'openai', baseURL: baseUrl, apiKey: key ?? 'none', fetch }).chat(modelId);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ baseURL: versioned(baseUrl), apiKey: key ?? 'none', fetch })(modelId);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle({ baseURL: baseUrl, apiKey: key ?? 'none', fetch })(modelId);
    }
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const settings = { baseURL: baseUrl, apiKey: key ?? undefined, includeUsage: true, fetch };
      return createOpenAICompatible({ name: 'model', ...settings }).chatModel(modelId);
    }
    case 'planner':
      throw new Error(`${provider} has no address`);
  }
}

/** Anthropic's own client is given the address without the version, ours with it: both are understood. */
export const versioned = (baseUrl: string): string =>
  /\/v\d+$/.test(new URL(baseUrl).pathname.replace(/\/+$/, ''))
    ? baseUrl.replace(/\/+$/, '')
    : `${baseUrl.replace(/\/+$/, '')}/v1`;
