import { describe, expect, it } from 'vitest';
import { objectShape, type Shape, shapeOf, unknownShape } from '@/engine/workflow/shape';
import { complete, expressionStart, refine } from './complete';

const item = shapeOf({ id: 1, customer: { email: 'a@example.com', 'first name': 'Ann' }, lines: [{ sku: 'x' }] });
const scope: Shape = objectShape({
  item,
  trigger: shapeOf({ body: { id: 1 } }),
  now: { kind: 'string' },
  nodes: objectShape({ fetch_orders: objectShape({ item, items: { kind: 'list', of: item } }) }),
});
const at = (text: string) => {
  const position = text.indexOf('|');
  const found = complete(text.replace('|', ''), position, scope);
  return found && { from: found.from, labels: found.options.map(({ label }) => label) };
};

describe('completion', () => {
  it('begins with what there is', () => {
    expect(at('{{ | }}')).toEqual({ from: 3, labels: ['item', 'trigger', 'now', 'nodes'] });
    expect(at('Hello {{ it|')).toEqual({ from: 9, labels: ['item'] });
  });

  it('follows real fields, lists and other steps', () => {
    expect(at('{{ item.| }}')!.labels).toEqual(['id', 'customer', 'lines']);
    expect(at('{{ item.customer.em|')).toEqual({ from: 17, labels: ['email'] });
    expect(at('{{ item.lines[0].|')!.labels).toEqual(['sku']);
    expect(at('{{ nodes.fetch_orders.|')!.labels).toEqual(['item', 'items']);
    expect(at('{{ nodes.fetch_orders.items.|')!.labels).toEqual(['length', '[0]']);
    expect(at('{{ item.id + trigger.body.|')!.labels).toEqual(['id']);
  });

  it('quotes names that are no words', () => {
    const found = complete('{{ item.customer.first', 22, scope)!;
    expect(found.options).toEqual([{ label: 'first name', apply: '["first name"]', detail: 'text' }]);
  });

  it('says nothing outside of an expression, or where nothing is known', () => {
    expect(at('item.|')).toBeNull();
    expect(at('{{ item.id }} and |')).toBeNull();
    expect(at('{{ item.nothing.|')).toBeNull();
    expect(expressionStart('{{ a }}{{ b', 11)).toBe(9);
  });

  it('makes what is declared sharper by what was seen', () => {
    const declared = objectShape({ status: { kind: 'number' }, body: unknownShape }, true);
    expect(refine(declared, shapeOf({ body: { ok: true }, extra: 'x' }))).toEqual(
      objectShape(
        { status: { kind: 'number' }, body: objectShape({ ok: { kind: 'boolean' } }), extra: { kind: 'string' } },
        true,
      ),
    );
  });
});
