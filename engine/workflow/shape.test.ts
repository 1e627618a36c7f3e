import { describe, expect, it } from 'vitest';
import { mergeShapes, pathsOf, shapeAt, shapeOf } from './shape';
import { shapeFromJsonSchema } from './shape-from-json-schema';

const order = shapeOf({
  id: 'A-1',
  customer: { email: 'ada@example.com', tags: null },
  lines: [{ sku: 'x' }, { qty: 2 }],
});

describe('a shape', () => {
  it('knows which paths are there, through lists and all', () => {
    expect(pathsOf(order)).toEqual([
      'id',
      'customer',
      'customer.email',
      'customer.tags',
      'lines',
      'lines[0].sku',
      'lines[0].qty',
    ]);
  });

  it('tells what is known to be absent from what is not known', () => {
    expect(shapeAt(order, 'customer.email')).toEqual({ kind: 'string' });
    expect(shapeAt(order, 'lines[3].qty')).toEqual({ kind: 'number' });
    expect(shapeAt(order, 'lines.length')).toEqual({ kind: 'number' });
    expect(shapeAt(order, 'customer.mail')).toBeNull();
    expect(shapeAt(order, 'constructor')).toBeNull();
    expect(shapeAt(order, 'customer.tags.first')).toEqual({ kind: 'unknown' });
  });

  it('of two alternatives has the fields of both', () => {
    expect(pathsOf(mergeShapes(shapeOf({ a: 1 }), shapeOf({ b: { c: 2 } })))).toEqual(['a', 'b', 'b.c']);
    expect(mergeShapes({ kind: 'string' }, { kind: 'number' })).toEqual({ kind: 'unknown' });
  });

  it('is read from a JSON Schema, references and choices included', () => {
    const schema = {
      type: 'object',
      additionalProperties: false,
      properties: {
        id: { type: ['integer', 'null'] },
        buyer: { $ref: '#/$defs/person' },
        note: { anyOf: [{ type: 'string' }, { type: 'number' }] },
        self: { $ref: '#' },
      },
      $defs: { person: { type: 'object', properties: { email: { type: 'string' } } } },
    };

    const shape = shapeFromJsonSchema(schema);

    expect(shapeAt(shape, 'id')).toEqual({ kind: 'number' });
    expect(shapeAt(shape, 'buyer.email')).toEqual({ kind: 'string' });
    expect(shapeAt(shape, 'buyer.other')).toEqual({ kind: 'unknown' });
    expect(shapeAt(shape, 'note')).toEqual({ kind: 'unknown' });
    expect(shapeAt(shape, 'other')).toBeNull();
    expect(shapeAt(shape, 'self.self.id')).toEqual({ kind: 'number' });
  });
});
