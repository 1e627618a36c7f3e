import { z } from 'zod';
import { Condition, describeConditions, Match, optionalReadsIn } from '../conditions';
import { defineNode } from '../define-node';
import { objectsIn, toPhrase } from '../settings';
import { casePort, choosePort, otherwisePort } from '../switch-cases';

const Case = z.object({
  name: z.string().trim().min(1, 'Give the case a name.').max(60).describe('Its name; the way out is called after it'),
  equals: z.unknown().optional().describe('With value: what the value must be. The name counts when this is left out'),
  conditions: z.array(Condition).default([]).describe('Without value: what must hold for this case'),
  match: Match,
});

export const node = defineNode({
  title: 'Switch',
  summary: 'Sends each item to the first of several cases that fits. Use it when there are more than two ways to go.',
  synonyms: [
    'switch',
    'route',
    'router',
    'cases',
    'several cases',
    'depending on the type',
    'by category',
    'for each kind',
    'one of',
    'multiple branches',
    'split by',
    'choose',
  ],
  kind: 'logic',
  icon: 'git-fork',
  ports: ({ cases }) => [...objectsIn(cases).map(({ name }) => casePort(name)), otherwisePort],
  effect: 'none',
  runs: 'each',
  params: z
    .object({
      value: z
        .unknown()
        .optional()
        .describe('A value to tell cases apart by, like {{ item.country }}; or use conditions'),
      cases: z
        .array(Case)
        .min(1, 'Give at least one case.')
        .max(30)
        .describe('Tried in this order; the first that fits wins'),
    })
    .superRefine((params, context) => {
      const { cases } = params;
      const ports = cases.map(({ name }) => casePort(name));
      for (const [index, { conditions }] of cases.entries()) {
        const issue = (field: string, message: string) =>
          context.addIssue({ code: 'custom', path: ['cases', index, field], message });
        const port = ports[index]!;
        if (port === otherwisePort || port === 'error')
          issue('name', `"${port}" is kept for what fits no case. Choose another.`);
        if (ports.indexOf(port) < index) issue('name', 'Two cases have this name. Choose another.');
        if (!('value' in params) && conditions.length === 0) issue('conditions', 'Say what must hold for this case.');
      }
    }),
  optionalReads: ({ cases }) =>
    objectsIn(cases).flatMap(({ conditions }, index) => optionalReadsIn(conditions, `cases.${index}.conditions`)),
  describe: ({ value, cases }) => {
    const names = objectsIn(cases).map(({ name, conditions, match }) =>
      value === undefined ? `${name ?? '…'}: ${describeConditions(conditions, match) || '…'}` : String(name ?? '…'),
    );
    return `${value === undefined ? '' : `${toPhrase(value)}: `}${[...names, otherwisePort].join(' · ')}`;
  },
  outputShapes: ({ cases }, input) =>
    Object.fromEntries(
      [...objectsIn(cases).map(({ name }) => casePort(name)), otherwisePort].map(port => [port, input]),
    ),
  example: {
    ask: 'depending on the country go to Germany, Austria or the rest',
    params: {
      value: '{{ item.country }}',
      cases: [
        { name: 'Germany', equals: 'DE' },
        { name: 'Austria', equals: 'AT' },
      ],
    },
    input: [{ country: 'AT' }],
    output: { austria: [{ country: 'AT' }] },
  },
  execute: ({ params, item }) => ({ [choosePort(params)]: [item] }),
});
