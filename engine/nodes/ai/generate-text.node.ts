import { z } from 'zod';
import { defineNode } from '../define-node';
import { textSetting, toPhrase, wholeNumber } from '../settings';
import { text, withField } from '../shapes';
import { aiStep, modelSetting, nameOf, neededText } from './model-settings';

export const node = defineNode({
  ...aiStep,
  title: 'Generate text',
  summary: 'Has a language model write a text from what you tell it and from the item. Use it for drafts and answers.',
  synonyms: [
    'generate text',
    'write a text',
    'llm',
    'language model',
    'ask ai',
    'ask the model',
    'prompt',
    'draft a reply',
    'draft an answer',
    'rewrite',
    'rephrase',
    'translate',
    'compose',
    'proofread',
  ],
  icon: 'sparkles',
  runs: 'each',
  params: z.object({
    prompt: neededText(
      'What the model is to write, with the values it needs: Answer this mail: {{ item.text }}',
      'Say what the model is to write.',
    ),
    instructions: textSetting('How it is to write, always: tone, language, length').optional(),
    field: z.string().trim().min(1).max(100).default('text').describe('The field that holds the text it wrote'),
    model: modelSetting,
    maxTokens: wholeNumber('At most this many tokens', { min: 1, max: 128_000 }).optional(),
  }),
  describe: ({ prompt }) => `Writes: ${toPhrase(prompt) || '…'}`,
  outputShapes: ({ field }, input) => ({ next: withField(input, [typeof field === 'string' ? field : 'text'], text) }),
  example: {
    ask: 'write a polite reply to each review with a language model',
    params: { prompt: 'Write a polite reply to this review: {{ item.review }}', field: 'reply' },
    input: [{ review: 'Too slow.' }],
    output: { next: [{ review: 'Too slow.', reply: 'Thank you for telling us.' }] },
  },
  execute: async ({ params, item, models, signal }) => {
    const { prompt, instructions, model, maxTokens, field } = params;
    const answer = await models.generate({
      ...{ prompt, signal, ...nameOf(model) },
      ...(instructions ? { system: instructions } : {}),
      ...(maxTokens ? { maxOutputTokens: maxTokens } : {}),
    });
    return { next: [{ ...item, [field]: answer.text.trim() }] };
  },
  simulate: ({ params: { field }, item }) => ({ next: [{ ...item, [field]: '(the text that the model will write)' }] }),
});
