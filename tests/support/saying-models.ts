import type { ModelCaller, ModelRequest } from '@/engine/nodes/model-caller';
import { wordVector } from './word-vectors';

const toUnit = (vector: readonly number[]) => vector.map(value => value / Math.hypot(...vector));

/** A model that says these things in turn, the last one again and again; it remembers what it was asked. It embeds by words. */
export function sayingModels(...sayings: readonly (string | object)[]): ModelCaller & { asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    asked,
    async generate(request) {
      const said = sayings[Math.min(asked.length, sayings.length - 1)]!;
      asked.push(request);
      const usage = { inputTokens: 10, outputTokens: 5, costUsd: null };
      if (typeof said === 'string') return { text: said, usage, model: 'Test model' };
      return { text: JSON.stringify(said), object: said, usage, model: 'Test model' };
    },
    async embed({ texts, model = 'test-embedder' }) {
      return { vectors: texts.map(text => toUnit(wordVector(text))), model };
    },
  };
}
