import { z } from 'zod';
import type { NodeType, NodeTypes } from '@/engine/workflow/node-types';
import { type Shape, unknownShape } from '@/engine/workflow/shape';
import { slugOf } from '@/engine/workflow/slug';

type Given = Partial<Omit<NodeType, 'ports' | 'outputShapes'>> &
  Pick<NodeType, 'title' | 'params'> & {
    ports?: NodeType['ports'];
    outputShapes?: NodeType['outputShapes'];
  };

export const fakeType = (given: Given): NodeType => ({
  summary: `${given.title} for tests.`,
  synonyms: [],
  kind: 'data',
  icon: 'circle',
  pathParams: [],
  ports: () => ['next'],
  effect: () => 'none',
  reachesOthers: () => false,
  describe: () => given.title,
  outputShapes: (_params, input) => ({ next: input }),
  example: { ask: given.title, params: {}, input: [], output: {} },
  startedBy: null,
  answers: false,
  ...given,
});

const text: Shape = { kind: 'string' };
const closed = (fields: Record<string, Shape>): Shape => ({ kind: 'object', fields, open: false });

const Case = z.object({ name: z.string().min(1), when: z.string().default('') });

/** Small stand-ins with every trait the core looks at; what they do is nobody's business here. */
export const testTypes: NodeTypes = {
  'test.trigger': fakeType({
    title: 'Start',
    kind: 'trigger',
    startedBy: 'person',
    params: z.object({}),
    outputShapes: () => ({
      next: closed({
        customer: closed({ email: text, name: text }),
        amount: { kind: 'number' },
        lines: { kind: 'list', of: closed({ sku: text }) },
      }),
    }),
  }),
  'test.hook': fakeType({
    title: 'Hook',
    kind: 'trigger',
    startedBy: 'webhook',
    params: z.object({ respond: z.enum(['immediately', 'finally']).default('finally') }),
    outputShapes: () => ({ next: closed({ body: unknownShape, query: { kind: 'object', fields: {}, open: true } }) }),
  }),
  'test.check': fakeType({
    title: 'Check',
    kind: 'logic',
    params: z.object({ left: z.unknown().optional(), limit: z.number().optional() }),
    ports: () => ['yes', 'no'],
    outputShapes: (_params, input) => ({ yes: input, no: input }),
  }),
  'test.route': fakeType({
    title: 'Route',
    kind: 'logic',
    params: z.object({ cases: z.array(Case).default([]) }),
    ports: ({ cases }) => [
      ...((cases as { name: string }[] | undefined) ?? []).map(({ name }) => slugOf(name)),
      'otherwise',
    ],
    outputShapes: () => ({}),
  }),
  'test.note': fakeType({
    title: 'Note',
    params: z.object({
      text: z.string().default(''),
      limit: z.number().min(1).max(1000).optional(),
      mode: z.enum(['quick', 'careful']).optional(),
    }),
  }),
  'test.pick': fakeType({
    title: 'Pick',
    pathParams: ['by.field'],
    params: z.object({ by: z.array(z.object({ field: z.string() })).min(1) }),
  }),
  'test.answer': fakeType({
    title: 'Answer',
    kind: 'action',
    answers: true,
    params: z.object({ body: z.unknown().optional() }),
  }),
};
