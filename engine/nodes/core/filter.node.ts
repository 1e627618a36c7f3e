import { z } from 'zod';
import { Conditions, describeConditions, Match, optionalReadsIn, passes } from '../conditions';
import { defineNode } from '../define-node';

export const node = defineNode({
  title: 'Filter',
  summary: 'Keeps the items that meet conditions and drops the others. Use it to go on with only what matters.',
  synonyms: [
    'filter',
    'keep',
    'keep only',
    'only',
    'only those',
    'drop',
    'discard',
    'ignore',
    'skip',
    'remove those',
    'exclude',
    'where',
    'that mention',
    'which contain',
    'that have',
    'select',
  ],
  kind: 'logic',
  icon: 'funnel',
  effect: 'none',
  runs: 'each',
  params: z.object({ conditions: Conditions.describe('What an item must meet to be kept'), match: Match }),
  optionalReads: ({ conditions }) => optionalReadsIn(conditions),
  describe: ({ conditions, match }) => {
    const text = describeConditions(conditions, match);
    return text ? `Keeps items where ${text}` : 'Keeps everything so far';
  },
  outputShapes: (_params, input) => ({ next: input }),
  example: {
    ask: 'keep posts that mention "postgres"',
    params: { conditions: [{ left: '{{ item.title }}', operator: 'contains', right: 'postgres' }] },
    input: [{ title: 'Postgres 18 is out' }],
    output: { next: [{ title: 'Postgres 18 is out' }] },
  },
  execute: ({ params, item }) => ({ next: passes(params) ? [item] : [] }),
});
