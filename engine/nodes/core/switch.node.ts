import { z } from 'zod';
import { slugOf } from '../../workflow/slug';
import { Condition, describeConditions, Match, meets, optionalReadsIn, passes } from '../conditions';
import { defineNode } from '../define-node';
import { objectsIn, toPhrase } from '../settings';

const otherwise = 'otherwise';
const portOf = (name: unknown) => slugOf(String(name ?? ''), 'case').slice(0, 40);

const Case = z.object({
  name: z.string().trim().min(1, 'Give the case a name.').max(60).describe('Its name; the way out is called after it'),
  equals: z.unknown().optional().describe('With value: what the value must be. The name counts when this is left out'),
  conditions: z.array(Condition).default([]).describe('Without value: what must hold for this case'),
  match: Match,
});
type Case = z.infer<typeof Case>;

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
  ports: ({ cases }) => [...objectsIn(cases).map(({ name }) => portOf(name)), otherwise],
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
    .superRefine(({ value, cases }, context) => {
      const ports = cases.map(({ name }) => portOf(name));
      for (const [index, { conditions }] of cases.entries()) {
        const issue = (field: string, message: string) =>
          context.addIssue({ code: 'custom', path: ['cases', index, field], message });
        const port = ports[index]!;
        if (port === otherwise || port === 'error')
          issue('name', `"${port}" is kept for what fits no case. Choose another.`);
        if (ports.indexOf(port) < index) issue('name', 'Two cases have this name. Choose another.');
        if (value === undefined && conditions.length === 0) issue('conditions', 'Say what must hold for this case.');
      }
    }),
  optionalReads: ({ cases }) =>
    objectsIn(cases).flatMap(({ conditions }, index) => optionalReadsIn(conditions, `cases.${index}.conditions`)),
  describe: ({ value, cases }) => {
    const names = objectsIn(cases).map(({ name, conditions, match }) =>
      value === undefined ? `${name ?? '…'}: ${describeConditions(conditions, match) || '…'}` : String(name ?? '…'),
    );
    return `${value === undefined ? '' : `${toPhrase(value)}: `}${[...names, otherwise].join(' · ')}`;
  },
  outputShapes: ({ cases }, input) =>
    Object.fromEntries([...objectsIn(cases).map(({ name }) => portOf(name)), otherwise].map(port => [port, input])),
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
  execute: ({ params: { value, cases }, item }) => {
    const chosen = cases.find((option, index) => fits(option, { value, at: `cases.${index}` }));
    return { [chosen ? portOf(chosen.name) : otherwise]: [item] };
  },
});

function fits({ name, equals, conditions, match }: Case, { value, at }: { value: unknown; at: string }): boolean {
  if (conditions.length > 0) return passes({ conditions, match }, `${at}.conditions`);
  return meets({ left: value, operator: 'equals', right: equals ?? name }, at);
}
