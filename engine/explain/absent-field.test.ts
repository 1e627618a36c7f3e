import { describe, expect, it } from 'vitest';
import type { Operator } from '../nodes/conditions';
import type { Item } from '../workflow/schema';
import { explained, run, small } from './testing/run-small';

const request = (body: Item) => ({ method: 'POST', headers: { 'content-type': 'x' }, query: {}, body, files: [] });
const condition = (left: string, operator: Operator, right: unknown = 'x') => ({ left, operator, right });
const check = (conditions: object[], more = {}) => ({
  start: { type: 'webhook' },
  check: { type: 'if', label: 'Is it urgent?', params: { conditions, ...more } },
  high: { type: 'limit', params: { count: 1 }, after: 'check yes' },
  low: { type: 'limit', params: { count: 1 }, after: 'check no' },
});

async function port(conditions: object[], body: Item, more = {}) {
  const { execution, records } = await run(small(check(conditions, more)), [request(body) as Item]);
  const outputs = records.find(({ nodeKey }) => nodeKey === 'check')?.outputs ?? {};
  return execution.error?.code ?? Object.keys(outputs).find(name => outputs[name]!.length > 0);
}

describe('a field that an item just does not have', () => {
  it.each<Operator>([
    'equals',
    'greater',
    'less_or_equal',
    'contains',
    'starts_with',
    'matches',
    'before',
    'is_true',
    'exists',
  ])('is not %s anything', async operator => {
    expect(await port([condition('{{ item.body.priority }}', operator, '')], { city: 'Rome' })).toBe('no');
  });

  it.each<Operator>(['not_equals', 'not_contains', 'is_false', 'is_empty', 'not_exists'])('is %s', async operator => {
    expect(await port([condition('{{ item.body.priority }}', operator)], { city: 'Rome' })).toBe('yes');
  });

  it.each([
    ['a name that is nearly there', '{{ item.body.totel }}', { total: 1 }],
    ['one that stands elsewhere', '{{ item.total }}', { total: 1 }],
    ['an object that is not there', '{{ item.body.customer.email }}', { city: 'Rome' }],
    ['something computed', '{{ item.body.priority + 1 }}', { city: 'Rome' }],
  ])('is not %s', async (_what, left, body) => {
    expect(await port([condition(left, 'equals')], body)).toBe('expression.path_missing');
  });

  it.each(['text', 'type'])('is not mistaken for a part of the request: %s', async name => {
    expect(await port([condition(`{{ item.body.${name} }}`, 'equals')], { city: 'Rome' })).toBe('no');
  });

  it('is not looked for where another condition has decided', async () => {
    const rest = condition('{{ item.body.customer.email }}', 'equals');
    const any = [condition('{{ item.body.city }}', 'equals', 'Rome'), rest];
    expect(await port(any, { city: 'Rome' }, { match: 'any' })).toBe('yes');
    expect(await port(any, { city: 'Oslo' }, { match: 'any' })).toBe('expression.path_missing');
    expect(await port(any, { city: 'Oslo' })).toBe('no');
  });

  it('goes to what fits no case of a switch', async () => {
    const value = '{{ item.body.priority }}';
    const route = { type: 'switch', params: { value, cases: [{ name: 'High' }] } };
    const { execution, records } = await run(small({ start: { type: 'webhook' }, route }), [request({ a: 1 }) as Item]);

    expect(execution.error).toBeNull();
    expect(records[1]!.outputs).toMatchObject({ otherwise: [{ body: { a: 1 } }] });
  });

  it('is told of when nothing came of it', async () => {
    const told = await explained(small(check([condition('{{ item.body.priority }}', 'equals', 'high')])), [
      request({ city: 'Rome' }) as Item,
    ]);

    expect(told.recorded.records[1]!.resolutions).toEqual([
      {
        ...{ param: 'conditions.0.left', expression: 'item.body.priority', itemIndex: 0 },
        ...{ value: null, source: null, absent: true },
      },
    ]);
    expect(told.sentence).toContain('`body.priority` was not there.');
  });
});
