import { z } from 'zod';
import { type Shape, unknownShape } from '../../workflow/shape';
import { Condition, describeConditions, Match, optionalReadsIn, passes } from '../conditions';
import { defineNode } from '../define-node';
import { optionalFieldPath, toPhrase, wholeNumber } from '../settings';

const mostRounds = 10_000;
const optionalConditions = z.array(Condition).default([]);

export const node = defineNode({
  title: 'Loop',
  summary:
    'Repeats the steps inside it: for each item, for so many at a time, until a condition holds, or page by page. What came back goes on behind it.',
  synonyms: [
    'loop',
    'loop over',
    'repeat',
    'repeat until',
    'one at a time',
    'in batches',
    'in chunks',
    'in groups of',
    'split in batches',
    'keep trying until',
    'poll until',
    'with a pause between',
  ],
  kind: 'logic',
  icon: 'repeat',
  effect: 'none',
  runs: 'all',
  params: z
    .object({
      mode: z
        .enum(['each', 'batch', 'until', 'pages'])
        .default('each')
        .describe(
          'each: a round for every item. batch: for every batchSize items. until: until conditions hold for what came back. pages: until a round brings nothing back; inside, {{ item.page }} counts',
        ),
      batchSize: wholeNumber('For batch: how many items a round takes', { min: 1, max: 10_000 }).default(10),
      conditions: optionalConditions.describe('For until (and pages): the loop ends when they hold for what came back'),
      match: Match,
      again: z
        .enum(['result', 'input'])
        .default('result')
        .describe('For until: the next round begins with what came back (result), or again with what arrived (input)'),
      firstPage: wholeNumber('For pages: the number of the first', { min: 0, max: 1_000_000 }).default(1),
      cursorField: optionalFieldPath(
        'For pages: the field of what came back that says where the next page begins; inside it is {{ item.cursor }}',
      ),
      maxRounds: wholeNumber('How many rounds at most', { min: 1, max: mostRounds }).default(1_000),
      atLimit: z
        .enum(['fail', 'stop'])
        .default('fail')
        .describe('When more rounds would be needed: fail, or stop and go on with what there is'),
      pauseSeconds: z.coerce
        .number('Give a number of seconds.')
        .min(0, 'Give 0 or more.')
        .max(86_400, 'Give a day (86400) or less.')
        .default(0)
        .describe('Pause between two rounds, in seconds'),
    })
    .superRefine(({ mode, conditions }, context) => {
      if (mode !== 'until' || conditions.length > 0) return;
      context.addIssue({ code: 'custom', path: ['conditions'], message: 'Say until when it goes on.' });
    }),
  optionalReads: ({ conditions }) => optionalReadsIn(conditions),
  describe: ({ mode, batchSize, conditions, match, pauseSeconds }) => {
    const until = describeConditions(conditions, match);
    const texts: Record<string, string> = {
      batch: `For every ${toPhrase(batchSize ?? 10) || '…'} items`,
      until: `Until ${until || '…'}`,
      pages: until ? `Page by page, until ${until}` : 'Page by page',
    };
    const text = texts[String(mode)] ?? 'For each item';
    return Number(pauseSeconds) > 0 ? `${text}, ${toPhrase(pauseSeconds)} s between` : text;
  },
  example: {
    ask: 'one after another, with a second between',
    params: { mode: 'each', pauseSeconds: 1 },
    input: [{ id: 1 }, { id: 2 }],
    output: { next: [{ id: 1 }, { id: 2 }] },
  },
  roundShape: ({ mode, again, cursorField }, input) => {
    if (mode === 'until') return again === 'input' ? input : unknownShape;
    if (mode !== 'pages' || input.kind !== 'object') return mode === 'pages' ? unknownShape : input;
    const cursor: Record<string, Shape> = cursorField ? { cursor: unknownShape } : {};
    return { ...input, fields: { ...input.fields, page: { kind: 'number' }, ...cursor } };
  },
  loop: {
    plan: ({ mode, batchSize, again, firstPage, cursorField, maxRounds, atLimit, pauseSeconds }) => ({
      kind: mode === 'batch' ? 'each' : mode,
      size: mode === 'batch' ? batchSize : 1,
      ...{ again, firstPage, maxRounds, atLimit },
      cursorField: cursorField || null,
      pauseMs: pauseSeconds * 1_000,
    }),
    afterRound: ['conditions'],
    isOver: ({ mode, conditions, match }) =>
      (mode === 'until' || mode === 'pages') && conditions.length > 0 && passes({ conditions, match }),
  },
  // What it does is done by what it owns; a loop that owns nothing passes on what arrives.
  execute: ({ items }) => ({ next: [...items] }),
});
