import type { LanguageModelV4Usage } from '@ai-sdk/provider';
import type { Price } from './catalogue';

export interface Usage {
  inputTokens: number;
  outputTokens: number;
  /** Null where the price is not known. */
  costUsd: number | null;
}

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, costUsd: 0 };

/** What one call came to. Tokens read from the provider's cache have a price of their own. */
export function toUsage(usage: LanguageModelV4Usage, price: Price | null): Usage {
  const inputTokens = usage.inputTokens.total ?? 0;
  const outputTokens = usage.outputTokens.total ?? 0;
  if (inputTokens + outputTokens === 0) return { inputTokens, outputTokens, costUsd: 0 };
  if (price === null) return { inputTokens, outputTokens, costUsd: null };
  const rates = price.above && inputTokens > price.above.tokens ? price.above : price;
  const cached = Math.min(usage.inputTokens.cacheRead ?? 0, inputTokens);
  const usd = (inputTokens - cached) * rates.input + cached * (rates.cachedInput ?? rates.input);
  return { inputTokens, outputTokens, costUsd: (usd + outputTokens * rates.output) / 1_000_000 };
}

/** One sum of many. What is not known of one part is not known of the whole. */
export const addUsage = (one: Usage, other: Usage): Usage => ({
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  costUsd: one.costUsd === null || other.costUsd === null ? null : one.costUsd + other.costUsd,
});
