import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { defineNode, type NodeCall } from '../define-node';
import { readField } from '../fields';
import { optionalFieldPath, textSetting, toPhrase, toText } from '../settings';
import { number, object, text } from '../shapes';
import { aiStep, dataRule, modelSetting, nameOf, quoteData } from './model-settings';
import { inPieces } from './pieces';

const params = z.object({
  field: optionalFieldPath('The field that holds the text, for example body; empty: the whole item'),
  instructions: textSetting('What matters, how long, in which language').optional(),
  model: modelSetting,
});

type Call = NodeCall<z.output<typeof params>>;

export const node = defineNode({
  ...aiStep,
  title: 'Summarise with AI',
  summary: 'Has a language model sum up all the items in one short text, however long they are. Use it for digests.',
  synonyms: [
    'summarise with ai',
    'summarize with ai',
    'ai summary',
    'a summary of',
    'summary of the feed',
    'sum up in words',
    'digest',
    'tl;dr',
    'tldr',
    'key points',
    'write a summary',
    'condense',
    'shorten the text',
  ],
  icon: 'scroll-text',
  runs: 'all',
  pathParams: ['field'],
  params,
  describe: ({ field, instructions }) =>
    `Summarises ${field || 'all items'}${instructions ? `: ${toPhrase(instructions)}` : ''}`,
  outputShapes: () => ({ next: object({ summary: text, count: number }) }),
  example: {
    ask: 'have a language model summarise the posts in three sentences',
    params: { field: 'content', instructions: 'Three sentences.' },
    input: [{ content: 'Postgres 18 is out.' }, { content: 'It is faster.' }],
    output: { next: [{ summary: 'Postgres 18 is out and faster.', count: 2 }] },
  },
  execute: async call => {
    const pieces = await inPieces(textOf(call));
    const parts: string[] = [];
    for (const [at, piece] of pieces.entries())
      parts.push(await summary(call, piece, pieces.length > 1 ? at + 1 : null));
    const whole = parts.length > 1 ? await summary(call, parts.join('\n\n'), null) : (parts[0] ?? '');
    return { next: [{ summary: whole, count: call.items.length }] };
  },
  simulate: ({ items }) => ({ next: [{ summary: '(the summary that the model will write)', count: items.length }] }),
});

function textOf({ items, params: { field } }: Call): string {
  const one = (item: Item) => toText(field ? readField(item, field) : item);
  return items.map((item, at) => (items.length > 1 ? `[${at + 1}] ${one(item)}` : one(item))).join('\n\n');
}

async function summary({ models, params, signal }: Call, data: string, part: number | null): Promise<string> {
  const { instructions, model } = params;
  const task =
    part === null ? 'Sum up' : `Sum up this part (${part}) of a longer text, keeping what matters for the whole:`;
  const { text: written } = await models.generate({
    system: `You sum up what you are given. Answer with the summary alone. ${dataRule}`,
    prompt: `${task} the following.${instructions ? ` ${instructions}` : ''}\n\n${quoteData(data)}`,
    ...nameOf(model),
    signal,
  });
  return written.trim();
}
