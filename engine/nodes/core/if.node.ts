import { z } from 'zod';
import { Conditions, describeConditions, Match, optionalReadsIn, passes } from '../conditions';
import { defineNode } from '../define-node';

export const node = defineNode({
  title: 'If',
  summary: 'Sends each item one way when conditions hold and another way when they do not. Use it to decide.',
  synonyms: [
    'if',
    'condition',
    'whether',
    'check',
    'check if',
    'otherwise',
    'else',
    'depending on',
    'branch',
    'decide',
    'in case',
    'only if',
    'unless',
    'compare',
    'more than',
    'less than',
    'over',
    'under',
    'at least',
    'at most',
  ],
  kind: 'logic',
  icon: 'split',
  ports: ['yes', 'no'],
  effect: 'none',
  runs: 'each',
  params: z.object({ conditions: Conditions.describe('What is checked for each item'), match: Match }),
  optionalReads: ({ conditions }) => optionalReadsIn(conditions),
  describe: ({ conditions, match }) => {
    const text = describeConditions(conditions, match);
    return text ? `${text}?` : 'Checks nothing yet';
  },
  outputShapes: (_params, input) => ({ yes: input, no: input }),
  example: {
    ask: 'if the amount is over 100',
    params: { conditions: [{ left: '{{ item.amount }}', operator: 'greater', right: 100 }] },
    input: [{ amount: 120 }],
    output: { yes: [{ amount: 120 }] },
  },
  execute: ({ params, item }) => ({ [passes(params) ? 'yes' : 'no']: [item] }),
});
