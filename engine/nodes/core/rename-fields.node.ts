import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { type Shape, shapeAt } from '../../workflow/shape';
import { defineNode } from '../define-node';
import { findField, readField, toSegments, withoutField, withValue } from '../fields';
import { fieldPath, objectsIn } from '../settings';
import { anyObject, anything, withoutField as shapeWithout, withField } from '../shapes';

export const node = defineNode({
  title: 'Rename fields',
  summary: 'Gives fields of each item other names and leaves their values. Use it to match what another step expects.',
  synonyms: [
    'rename fields',
    'rename field',
    'rename the field',
    'rename columns',
    'rename column',
    'rename',
    'rename keys',
    'change the name of',
    'call the field',
    'other names',
    'new names',
    'relabel',
    'move the field',
  ],
  kind: 'data',
  icon: 'replace',
  effect: 'none',
  runs: 'each',
  pathParams: ['fields.from'],
  params: z.object({
    fields: z
      .array(
        z.object({
          from: fieldPath('The name it has now, for example customer.mail'),
          to: fieldPath('The name it gets, for example email. A name with dots makes nested fields'),
        }),
      )
      .min(1, 'Say which field gets which name.')
      .describe('Old and new names'),
    missing: z
      .enum(['stop', 'skip'])
      .default('stop')
      .describe('When an item lacks a field: stop with what is wrong, or leave that name out'),
  }),
  describe: ({ fields }) => {
    const pairs = objectsIn(fields).map(({ from, to }) => `${from || '…'} becomes ${to || '…'}`);
    return pairs.length > 0 ? pairs.slice(0, 4).join(', ') : 'Renames nothing yet';
  },
  outputShapes: ({ fields }, input) => {
    if (input.kind !== 'object') return { next: anyObject };
    const pairs = objectsIn(fields).filter(({ from, to }) => typeof from === 'string' && typeof to === 'string');
    return { next: pairs.reduce<Shape>((shape, pair) => renamedShape(shape, { ...pair, input } as ShapePair), input) };
  },
  example: {
    ask: 'rename the field mail to email',
    params: { fields: [{ from: 'mail', to: 'email' }] },
    input: [{ id: 1, mail: 'ada@example.com' }],
    output: { next: [{ id: 1, email: 'ada@example.com' }] },
  },
  execute: ({ params: { fields, missing }, item }) => {
    // All are read from the item as it came, so two fields can swap their names.
    const read = missing === 'skip' ? findField : readField;
    const found = fields
      .map(({ from, to }) => ({ from, to, value: read(item, from) as Item[string] | undefined }))
      .filter(({ value }) => value !== undefined);
    const inPlace = new Map<string, string>(
      found.filter(({ from }) => Object.hasOwn(item, from)).map(pair => [pair.from, pair.to]),
    );
    if (isSimple([...inPlace.values()], { count: found.length, item })) {
      return {
        next: [Object.fromEntries(Object.entries(item).map(([name, value]) => [inPlace.get(name) ?? name, value]))],
      };
    }
    const rest = found.reduce<Item>((kept, { from }) => withoutField(kept, from), item);
    return { next: [found.reduce<Item>((result, { to, value }) => withValue(result, to, value!), rest)] };
  },
});

/** Only plain names, none of which is taken: then each field keeps its place. */
function isSimple(names: readonly string[], { count, item }: { count: number; item: Item }): boolean {
  const plain = names.length === count && new Set(names).size === count;
  return plain && names.every(name => toSegments(name).length === 1 && !Object.hasOwn(item, name));
}

interface ShapePair {
  from: string;
  to: string;
  input: Shape;
}

function renamedShape(shape: Shape, { from, to, input }: ShapePair): Shape {
  const value = shapeAt(input, toSegments(from)) ?? anything;
  return withField(shapeWithout(shape, toSegments(from).map(String)), toSegments(to).map(String), value);
}
