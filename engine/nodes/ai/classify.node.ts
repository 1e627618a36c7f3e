import { z } from 'zod';
import { AppError } from '../../errors';
import { defineNode } from '../define-node';
import { objectsIn, textSetting, toPhrase } from '../settings';
import { casePort, otherwisePort } from '../switch-cases';
import { aiStep, dataRule, modelSetting, nameOf, neededText, quoteData } from './model-settings';

const Category = z.object({
  name: z
    .string('Give a name.')
    .trim()
    .min(1, 'Give a name.')
    .max(60)
    .describe('Its name; the way out is called after it'),
  description: z.string().optional().describe('What belongs to it'),
});

/** What the model says when nothing fits. */
const none = 'none of them';

export const node = defineNode({
  ...aiStep,
  title: 'Classify with AI',
  summary: 'Has a language model sort each item into one of your categories; each is a way out of its own.',
  synonyms: [
    'classify with ai',
    'classify',
    'categorise',
    'categorize',
    'sort by topic',
    'sentiment',
    'detect spam',
    'triage',
    'by its meaning',
    'which kind of',
    'label with ai',
    'intent',
  ],
  icon: 'tags',
  runs: 'each',
  ports: ({ categories }) => [...objectsIn(categories).map(({ name }) => casePort(name)), otherwisePort],
  params: z
    .object({
      text: neededText('What is to be sorted, like {{ item.subject }}', 'Say what to sort.'),
      categories: z.array(Category).min(1, 'Give at least one category.').max(30).describe('What it can be'),
      instructions: textSetting('What to look at, and what decides').optional(),
      model: modelSetting,
    })
    .superRefine(({ categories }, context) => {
      const ports = categories.map(({ name }) => casePort(name));
      for (const [index, port] of ports.entries()) {
        const issue = (message: string) =>
          context.addIssue({ code: 'custom', path: ['categories', index, 'name'], message });
        if (port === otherwisePort || port === 'error') issue(`"${port}" is kept for what fits none. Choose another.`);
        if (ports.indexOf(port) < index) issue('Two categories have this name. Choose another.');
      }
    }),
  describe: ({ text, categories }) => {
    const names = objectsIn(categories).map(({ name }) => String(name ?? '…'));
    return `${toPhrase(text) || 'Sorts'}: ${[...names, otherwisePort].join(' · ')}`;
  },
  outputShapes: ({ categories }, input) =>
    Object.fromEntries(
      [...objectsIn(categories).map(({ name }) => casePort(name)), otherwisePort].map(port => [port, input]),
    ),
  example: {
    ask: 'classify the mails as complaint or praise with ai',
    params: { text: '{{ item.mail }}', categories: [{ name: 'Complaint' }, { name: 'Praise' }] },
    input: [{ mail: 'It never arrived.' }],
    output: { complaint: [{ mail: 'It never arrived.' }] },
  },
  execute: async ({ params: { text, categories, instructions, model }, item, models, signal }) => {
    const names = categories.map(({ name }) => name);
    const list = categories
      .map(({ name, description }) => `- ${name}${description ? `: ${description}` : ''}`)
      .join('\n');
    const answer = await models.generate({
      system: `You sort what you are given into exactly one category, or "${none}" when none fits. ${dataRule}`,
      prompt: `Categories:\n${list}\n${instructions ? `${instructions}\n` : ''}\n${quoteData(text)}`,
      schema: {
        ...{ type: 'object', required: ['category'], additionalProperties: false },
        properties: { category: { type: 'string', enum: [...names, none] } },
      },
      ...nameOf(model),
      signal,
    });
    return { [portOf(answer, names)]: [item] };
  },
  // Which it will be is the model's to say: the word itself is a fair guess, else the first.
  simulate: ({ params: { text, categories }, item }) => {
    const named = categories.find(({ name }) => text.toLowerCase().includes(name.toLowerCase()));
    return { [casePort((named ?? categories[0])?.name)]: [item] };
  },
});

function portOf({ object, model }: { object?: unknown; model: string }, names: readonly string[]): string {
  const category = (object as { category?: unknown } | undefined)?.category;
  if (category === none) return otherwisePort;
  const name = names.find(one => one === category);
  if (name === undefined) throw new AppError('model.answer_invalid', { model, reason: 'it named no category' });
  return casePort(name);
}
