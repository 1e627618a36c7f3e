import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import type { Shape } from '../../workflow/shape';
import { defineNode } from '../define-node';
import { toSegments, withValue } from '../fields';
import { NamedValue, objectsIn, toPhrase } from '../settings';
import { anyObject, object, shapeOfSetting, withField } from '../shapes';

export const node = defineNode({
  title: 'Set fields',
  summary: 'Adds or changes fields of each item. Use it to compute, rename, or put data into another form.',
  synonyms: [
    'set',
    'set fields',
    'edit fields',
    'add field',
    'add a field',
    'change field',
    'rename field',
    'map',
    'mapping',
    'transform',
    'assign',
    'calculate',
    'compute',
    'format',
    'build',
    'prepare',
    'convert',
    'keep only the fields',
    'define',
  ],
  kind: 'data',
  icon: 'pencil-line',
  effect: 'none',
  runs: 'each',
  params: z.object({
    fields: z
      .array(NamedValue)
      .min(1, 'Give at least one field.')
      .describe('The fields to set. A name with dots, like customer.city, makes nested fields'),
    keep: z
      .enum(['all', 'only'])
      .default('all')
      .describe('all: the other fields stay. only: just these fields are kept'),
  }),
  describe: ({ fields, keep }) => {
    const set = objectsIn(fields).map(
      ({ name, value }) => `${name ?? '…'} = ${toPhrase(value, { limit: 30 }) || '""'}`,
    );
    if (set.length === 0) return 'Sets no field yet';
    const more = set.length > 3 ? ` and ${set.length - 3} more` : '';
    return `${keep === 'only' ? 'Keeps only' : 'Sets'} ${set.slice(0, 3).join(', ')}${more}`;
  },
  outputShapes: ({ fields, keep }, input) => {
    const start = keep === 'only' ? object({}) : input.kind === 'object' ? input : anyObject;
    return {
      next: objectsIn(fields).reduce<Shape>(
        (shape, { name, value }) =>
          typeof name === 'string' ? withField(shape, toSegments(name).map(String), shapeOfSetting(value)) : shape,
        start,
      ),
    };
  },
  example: {
    ask: 'set the field total to the amount plus 20 for shipping',
    params: { fields: [{ name: 'total', value: '{{ item.amount + 20 }}' }] },
    input: [{ amount: 120 }],
    output: { next: [{ amount: 120, total: 140 }] },
  },
  execute: ({ params: { fields, keep }, item }) => {
    let result: Item = keep === 'only' ? {} : item;
    for (const { name, value } of fields) result = withValue(result, name, (value ?? null) as Item[string]);
    return { next: [result] };
  },
});
