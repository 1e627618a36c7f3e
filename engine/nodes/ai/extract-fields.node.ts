import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import type { JsonSchema } from '../model-caller';
import { objectsIn, textSetting, toPhrase } from '../settings';
import { anything, list, number, text, withField } from '../shapes';
import { aiStep, dataRule, modelSetting, nameOf, neededText, quoteData } from './model-settings';

const Field = z.object({
  name: z
    .string('Give a name.')
    .trim()
    .regex(/^[A-Za-z_]\w{0,59}$/, 'Use letters, digits and _.')
    .describe('Name of the field, like order_number'),
  type: z
    .enum(['text', 'number', 'boolean', 'date', 'list'])
    .default('text')
    .describe('date is written like 2026-03-02; list is a list of texts'),
  description: z.string().optional().describe('What it is, and how to recognise it'),
  required: z.boolean().default(false).describe('true: without it the step fails; else it is null'),
});
type Field = z.output<typeof Field>;

export const node = defineNode({
  ...aiStep,
  title: 'Extract fields with AI',
  summary: 'Has a language model read a text and fill in fields from it. Use it for mails, invoices and forms.',
  synonyms: [
    'extract fields with ai',
    'extract fields',
    'extract from text',
    'extract the',
    'read out',
    'pull out',
    'parse the mail',
    'parse the text',
    'structured data',
    'information extraction',
    'fill in fields',
    'recognise',
  ],
  icon: 'text-select',
  runs: 'each',
  params: z.object({
    text: neededText('The text to read, like {{ item.body }}', 'Say which text to read.'),
    fields: z.array(Field).min(1, 'Name at least one field.').max(50).describe('What to look for'),
    instructions: textSetting('What to mind').optional(),
    model: modelSetting,
  }),
  describe: ({ fields, text: from }) => {
    const names = objectsIn(fields).map(({ name }) => String(name ?? '…'));
    return `Reads ${names.join(', ') || '…'}${toPhrase(from) ? ` from ${toPhrase(from)}` : ''}`;
  },
  outputShapes: ({ fields }, input) => ({
    next: objectsIn(fields).reduce(
      (shape: typeof input, { name, type, required }) =>
        typeof name === 'string' ? withField(shape, [name], required === true ? shapeOf(type) : anything) : shape,
      input,
    ),
  }),
  example: {
    ask: 'extract the order number and the amount from the mail with ai',
    params: {
      text: '{{ item.mail }}',
      fields: [
        { name: 'order_number', required: true },
        { name: 'amount', type: 'number' },
      ],
    },
    input: [{ mail: 'Order A-17 over 25 euros' }],
    output: { next: [{ mail: 'Order A-17 over 25 euros', order_number: 'A-17', amount: 25 }] },
  },
  execute: async ({ params: { text: source, fields, instructions, model }, item, models, signal }) => {
    const wanted = fields.map(
      ({ name, type, description }) => `- ${name} (${type})${description ? `: ${description}` : ''}`,
    );
    const { object } = await models.generate({
      system: `You read a text and give the values that stand in it. A value that does not stand in it is null. ${dataRule}`,
      prompt: `Fields:\n${wanted.join('\n')}\n${instructions ? `${instructions}\n` : ''}\n${quoteData(source)}`,
      schema: schemaOf(fields),
      ...nameOf(model),
      signal,
    });
    const found = object as Record<string, unknown>;
    const values = Object.fromEntries(fields.map(({ name }) => [name, found[name] ?? null]));
    return { next: [{ ...item, ...values } as Item] };
  },
  simulate: ({ params: { fields }, item }) => ({
    next: [{ ...item, ...Object.fromEntries(fields.map(({ name, type }) => [name, samples[type]])) } as Item],
  }),
});

const samples: Record<Field['type'], unknown> = {
  ...{ text: '(what the model will find)', number: 1, boolean: true },
  ...{ date: '2026-01-31', list: ['(what the model will find)'] },
};

const kinds: Record<Field['type'], JsonSchema> = {
  text: { type: 'string', minLength: 1 },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' },
  list: { type: 'array', items: { type: 'string' } },
};

function schemaOf(fields: readonly Field[]): JsonSchema {
  const property = ({ type, required }: Field) => (required ? kinds[type] : { anyOf: [kinds[type], { type: 'null' }] });
  return {
    ...{ type: 'object', additionalProperties: false, required: fields.map(({ name }) => name) },
    properties: Object.fromEntries(fields.map(field => [field.name, property(field)])),
  };
}

function shapeOf(type: unknown) {
  if (type === 'number') return number;
  if (type === 'boolean') return { kind: 'boolean' as const };
  return type === 'list' ? list(text) : text;
}
