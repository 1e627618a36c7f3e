import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { joinByField, joinByPosition } from '../merge-items';
import { optionalFieldPath, toPhrase } from '../settings';

export const node = defineNode({
  title: 'Merge',
  summary:
    'Brings two ways together: one after the other, joined by a field both have, pair by pair, or only the one that has items.',
  synonyms: [
    'merge',
    'merge both',
    'join by',
    'join the two',
    'join with',
    'combine both',
    'combine the two lists',
    'combine two sources',
    'match by',
    'match the orders with',
    'enrich with',
    'look up in the other list',
    'vlookup',
    'append the lists',
    'union',
    'bring together',
    'put together',
    'which are not in the other list',
    'compare two lists',
    'zip',
    'choose one branch',
    'whichever has items',
    'fall back to the other list',
  ],
  kind: 'data',
  icon: 'merge',
  effect: 'none',
  runs: 'all',
  inputs: ['first', 'second'],
  pathParams: ['firstField', 'secondField'],
  params: z
    .object({
      mode: z
        .enum(['append', 'join', 'position', 'choose'])
        .default('append')
        .describe(
          'append: the first items, then the second. join: by a field both have. position: pair by pair. choose: only one of them',
        ),
      firstField: optionalFieldPath('For join: the field of the first items, for example customer_id'),
      secondField: optionalFieldPath('For join: the field of the second items; nothing: it is called the same'),
      kind: z
        .enum(['inner', 'left', 'outer', 'without'])
        .default('inner')
        .describe(
          'inner: what is in both. left: all of the first. outer: all of both. without: first ones that are not in the second',
        ),
      prefer: z
        .enum(['first', 'second'])
        .default('first')
        .describe('For choose: whose items go on; where none came that way, the others do'),
      conflicts: z
        .enum(['second', 'first', 'both'])
        .default('second')
        .describe('Of a field that both have: which one stays; both: the second is called name_2'),
      ignoreCase: z.boolean().default(false).describe('For join: capital letters and blanks around make no difference'),
    })
    .superRefine(({ mode, firstField }, context) => {
      if (mode !== 'join' || firstField) return;
      context.addIssue({ code: 'custom', path: ['firstField'], message: 'Say by which field they belong together.' });
    }),
  describe: ({ mode, kind, firstField, secondField, prefer }) => {
    if (mode === 'choose') return prefer === 'second' ? 'The second, else the first' : 'The first, else the second';
    if (mode !== 'join') return mode === 'position' ? 'Pair by pair' : 'The first items, then the second';
    const names = [...new Set([toPhrase(firstField) || '…', toPhrase(secondField)])].filter(Boolean);
    return `${kinds[String(kind ?? 'inner')] ?? 'In both'}, by ${names.join(' = ')}`;
  },
  outputShapes: ({ mode, conflicts }, input) => {
    const isRenamed = (mode === 'join' || mode === 'position') && conflicts === 'both';
    return { next: isRenamed && input.kind === 'object' ? { ...input, open: true } : input };
  },
  example: {
    ask: 'join the orders with the customers by customer_id',
    params: { mode: 'join', firstField: 'customer_id', secondField: 'id', conflicts: 'first' },
    input: [
      { id: 'A', customer_id: 7 },
      { id: 'B', customer_id: 9 },
      { id: 7, name: 'Ada' },
    ],
    arrivesAt: ['first', 'first', 'second'],
    output: {
      next: [{ id: 'A', customer_id: 7, name: 'Ada' }],
    },
  },
  execute: ({ params, inputs }) => {
    const sides = { first: inputs.first ?? [], second: inputs.second ?? [] };
    if (params.mode === 'choose') return { next: chosen(sides, params.prefer) };
    if (params.mode === 'append') return { next: [...sides.first, ...sides.second] };
    if (params.mode === 'position') return { next: joinByPosition(sides, params) };
    const firstField = params.firstField!;
    return { next: joinByField(sides, { ...params, firstField, secondField: params.secondField || firstField }) };
  },
});

/** One of the two: the other is left aside, however much came that way. */
function chosen({ first, second }: Record<'first' | 'second', readonly Item[]>, prefer: 'first' | 'second') {
  const [wanted, other] = prefer === 'first' ? [first, second] : [second, first];
  return [...(wanted.length > 0 ? wanted : other)];
}

const kinds: Record<string, string> = {
  inner: 'In both',
  left: 'All of the first',
  outer: 'All of both',
  without: 'Only in the first',
};
