import type { LanguageModelV4, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { AppError } from '@/engine/errors';
import type { JsonSchema, ModelCaller, ModelRequest } from '@/engine/nodes/model-caller';
import { createMeter, type ModelMeter } from './candidate';
import { type Embedder, embedTexts } from './embed-texts';
import { addUsage, noUsage } from './price';
import { readObject } from './read-object';

interface CallerOptions {
  /** The line of models that answers to a name; null where nothing is set up. */
  open(name: string | null, meter: ModelMeter): Promise<{ model: LanguageModelV4; name: string } | null>;
  /** The embedding model of that name, without one the standard; null where none is set up. */
  openEmbedder(name: string | null): Promise<Embedder | null>;
  /** Told what a request came to, also when it failed in the end. */
  onUsage(calls: ModelMeter['calls']): Promise<void>;
}

/** Steps ask models through this: checked answers, one repair, and every token counted. */
export function createModelCaller({ open, openEmbedder, onUsage }: CallerOptions): ModelCaller {
  return {
    async generate(request) {
      const meter = createMeter();
      const opened = await open(request.model ?? null, meter);
      if (opened === null) throw new AppError('model.none', {});
      try {
        const answer = await ask(opened.model, request, () => meter.calls.at(-1)?.model ?? opened.name);
        const usage = meter.calls.reduce((sum, call) => addUsage(sum, call.usage), noUsage);
        return { ...answer, usage, model: meter.calls.at(-1)?.model ?? opened.name };
      } finally {
        await onUsage(meter.calls);
      }
    },
    async embed(request) {
      const meter = createMeter();
      const embedder = await openEmbedder(request.model ?? null);
      if (embedder === null) throw new AppError('model.none_embeds', {});
      try {
        return { vectors: await embedTexts(embedder, request, meter), model: embedder.name };
      } finally {
        await onUsage(meter.calls);
      }
    },
  };
}

async function ask(model: LanguageModelV4, request: ModelRequest, name: () => string) {
  const prompt = toPrompt(request);
  const first = await complete(model, request, prompt);
  if (request.schema === undefined) {
    if (first.trim() === '') throw new AppError('model.answer_invalid', { model: name(), reason: 'it wrote nothing' });
    return { text: first };
  }
  const read = readObject(first, request.schema);
  if (read.ok) return { text: first, object: read.value };
  const second = await complete(model, request, [...prompt, ...repairOf(first, read.reason)]);
  const again = readObject(second, request.schema);
  if (!again.ok) throw new AppError('model.answer_invalid', { model: name(), reason: again.reason });
  return { text: second, object: again.value };
}

async function complete(model: LanguageModelV4, request: ModelRequest, prompt: LanguageModelV4Prompt): Promise<string> {
  const { signal, maxOutputTokens } = request;
  const { content, finishReason } = await model.doGenerate({ prompt, maxOutputTokens, abortSignal: signal });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('');
  if (finishReason.unified === 'content-filter') throw new AppError('model.declined', {});
  return text;
}

function toPrompt({ system, prompt, schema }: ModelRequest): LanguageModelV4Prompt {
  const rules = [system, schema && formOf(schema)].filter(Boolean).join('\n\n');
  return [
    ...(rules ? [{ role: 'system' as const, content: rules }] : []),
    { role: 'user', content: [{ type: 'text', text: prompt }] },
  ];
}

/** In words, because not every provider, and hardly any local server, takes a schema of its own. */
const formOf = (schema: JsonSchema) =>
  `Answer with one JSON object and nothing else: no words before or after it, no code fence. It must fit this JSON Schema:\n${JSON.stringify(schema)}`;

const repairOf = (answer: string, reason: string): LanguageModelV4Prompt => [
  { role: 'assistant', content: [{ type: 'text', text: answer.trim() || '(nothing)' }] },
  { role: 'user', content: [{ type: 'text', text: `That cannot be used: ${reason}. Give the corrected JSON alone.` }] },
];
