import { describe, expect, it } from 'vitest';
import type { WorkflowNode } from '@/engine/workflow/schema';
import { flow, step } from '@/tests/support/flow';
import type { Operator } from './conditions';
import { exampleInputs } from './example-input';
import { nodeTypes } from './registry.generated';

const hook = (params = {}) => step('hook', { type: 'core.webhook', params });
const hand = step('hand', { type: 'core.manual' });
const node = (key: string, type: string, params: object): WorkflowNode =>
  step(key, { type: `core.${type}`, params: params as WorkflowNode['params'] });
const on = (left: string, operator: Operator, right?: unknown) => ({ conditions: [{ left, operator, right }] });
const check = (left: string, operator: Operator, right?: unknown, key = 'check') =>
  node(key, 'if', on(left, operator, right));
const answer = (key: string, body: unknown) => node(key, 'respond', { body });

const examples = (...lines: Parameters<typeof flow>) => exampleInputs(flow(...lines), nodeTypes);
const bodies = (...lines: Parameters<typeof flow>) =>
  Object.fromEntries(examples(...lines).map(({ label, items }) => [label, items[0]!.body]));

describe('example inputs', () => {
  it('lie just above and just below a limit', () => {
    const lines = ['hook > check', 'check yes> big', 'check no> small'] as const;
    const found = bodies(
      ...lines,
      hook(),
      check('{{ trigger.body.amount }}', 'greater', 100),
      answer('big', 'big'),
      answer('small', 'small'),
    );
    expect(found).toEqual({ 'amount 101': { amount: 101 }, 'amount 99': { amount: 99 } });
  });

  it('are requests as a webhook gives them', () => {
    const [first] = examples('hook > check', hook({ method: 'PUT' }), check('{{ item.body.a }}', 'equals', 'x'));
    expect(first!.items).toEqual([{ method: 'PUT', headers: {}, query: {}, body: { a: 'x' }, files: [] }]);
  });

  it.each<[Operator, unknown, string[]]>([
    ['less', 18, ['age 17', 'age 19']],
    ['less_or_equal', 0.5, ['age 0.5', 'age 0.6']],
    ['greater_or_equal', 18, ['age 18', 'age 17']],
    ['equals', 'Berlin', ['city Berlin', 'city something else']],
    ['not_equals', 'Rome', ['city Berlin', 'city Rome']],
    ['contains', 'urgent', ['subject Something about urgent', 'subject A question about my order']],
    ['ends_with', '@example.org', ['email ada@example.org', 'email ada@example.com']],
    ['starts_with', 'INV-', ['id INV-1001', 'id A-1001']],
    ['matches', '^\\d{5}$', ['zip 10115', 'zip 15']],
    ['is_true', undefined, ['paid true', 'paid false']],
    ['exists', undefined, ['email ada@example.com', 'no email']],
    ['is_empty', undefined, ['no email', 'email ada@example.com']],
    ['before', '2026-03-02', ['date 2026-03-01', 'date 2026-03-03']],
  ])('of %s %j take both ways', (operator, right, labels) => {
    const name = labels[0]!.replace(/^no /, '').split(' ')[0]!;
    const found = examples(
      'hook > check',
      'check yes> a',
      'check no> b',
      hook(),
      check(`{{ item.body.${name} }}`, operator, right),
      answer('a', 'a'),
      answer('b', 'b'),
    );
    expect(found.map(({ label }) => label)).toEqual(labels);
  });

  it('reach a decision behind a decision', () => {
    const found = examples(
      'hook > check',
      'check yes> vip',
      'vip yes> a',
      'vip no> b',
      'check no> c',
      hook(),
      check('{{ item.body.amount }}', 'greater', 100),
      check('{{ trigger.body.customer.plan }}', 'equals', 'gold', 'vip'),
      ...['a', 'b', 'c'].map(key => answer(key, key)),
    );
    expect(found.map(({ items }) => items[0]!.body)).toEqual([
      { amount: 101, customer: { plan: 'gold' } },
      { amount: 101, customer: { plan: 'standard' } },
      { amount: 99, customer: { plan: 'standard' } },
    ]);
  });

  it('meet one limit inside another', () => {
    const found = bodies(
      'hook > check',
      'check yes> huge',
      'huge yes> a',
      'huge no> b',
      hook(),
      check('{{ item.body.amount }}', 'greater', 100),
      check('{{ item.body.amount }}', 'greater', 1000, 'huge'),
      ...['a', 'b'].map(key => answer(key, key)),
    );
    expect(Object.values(found)).toEqual(expect.arrayContaining([{ amount: 1001 }, { amount: 101 }, { amount: 99 }]));
    expect(Object.keys(found)).toHaveLength(3);
  });

  it('take every case of a switch', () => {
    const route = node('route', 'switch', {
      value: '{{ item.body.country }}',
      cases: [
        { name: 'Germany', equals: 'DE' },
        { name: 'Austria', equals: 'AT' },
      ],
    });
    const found = bodies(
      'hook > route',
      'route germany> a',
      'route austria> b',
      'route otherwise> c',
      hook(),
      route,
      ...['a', 'b', 'c'].map(key => answer(key, key)),
    );
    expect(Object.values(found)).toEqual([{ country: 'DE' }, { country: 'Germany' }, { country: 'AT' }]);
    expect(Object.keys(found)).toHaveLength(3);
  });

  it('follow a field through a set node to where it comes from', () => {
    const set = node('prepare', 'set', {
      keep: 'only',
      fields: [{ name: 'total', value: '{{ item.body.order.amount }}' }],
    });
    const found = bodies('hook > prepare', 'prepare > check', hook(), set, check('{{ item.total }}', 'greater', 50));
    expect(Object.values(found)).toEqual([{ order: { amount: 51 } }, { order: { amount: 49 } }]);
  });

  it('fill in what else is read, as its name suggests', () => {
    const table = node('store', 'data-table', {
      operation: 'insert',
      table: 'people',
      values: ['name', 'email', 'city', 'signup_date', 'items[0].price'].map((name, index) => ({
        name: `c${index}`,
        value: `{{ trigger.body.${name} }}`,
      })),
    });
    const found = examples('hook > store', hook(), table);
    expect(found).toMatchObject([
      {
        label: 'example',
        items: [
          {
            body: {
              name: 'Ada Lovelace',
              email: 'ada@example.com',
              city: 'Berlin',
              signup_date: '2026-03-02',
              items: [{ price: 120 }],
            },
          },
        ],
      },
    ]);
  });

  it('give a small plausible body when nobody says what is in it', () => {
    const [only] = examples('hook > store', hook(), node('store', 'data-table', { table: 'orders' }));
    expect(only).toMatchObject({ label: 'example', items: [{ body: { id: 'A-1001', amount: 120 } }] });
  });

  it('put text into queries and headers', () => {
    const found = examples('hook > check', hook({ method: 'GET' }), check('{{ item.query.limit }}', 'greater', 10));
    expect(found.map(({ items }) => items[0]!.query)).toEqual([{ limit: '11' }, { limit: '9' }]);
  });

  it('understand lengths and scripts about one field', () => {
    const found = bodies('hook > check', hook(), check('{{ item.body.items.length }}', 'greater', 2));
    expect(Object.values(found).map(body => (body as { items: unknown[] }).items.length)).toEqual([3, 1]);
    const script = bodies('hook > check', hook(), check('{{ Number(item.body.amount) }}', 'greater', 2));
    expect(Object.values(script)).toEqual([{ amount: 3 }, { amount: 1 }]);
  });

  it.each<[string, Operator, unknown, unknown[]]>([
    ['{{ item.body.age >= 18 }}', 'is_true', undefined, [{ age: 18 }, { age: 17 }]],
    ['{{ item.body.age < 18 }}', 'is_false', undefined, [{ age: 18 }, { age: 17 }]],
    ["{{ trigger.body.city === 'Rome' }}", 'equals', true, [{ city: 'Rome' }, { city: 'Berlin' }]],
    [
      "{{ item.body.text.includes('help') }}",
      'is_true',
      undefined,
      [{ text: 'Something about help' }, { text: 'When will my order arrive?' }],
    ],
  ])('understand the comparison in %s %s', (left, operator, right, expected) => {
    expect(Object.values(bodies('hook > check', hook(), check(left, operator, right)))).toEqual(expected);
  });

  const both = [
    { left: '{{ item.body.amount }}', operator: 'greater', right: 100 },
    { left: '{{ item.body.city }}', operator: 'equals', right: 'Rome' },
  ];

  it.each([
    [
      'all',
      [
        { amount: 101, city: 'Rome' },
        { amount: 101, city: 'Berlin' },
        { amount: 99, city: 'Rome' },
      ],
    ],
    [
      'any',
      [
        { amount: 101, city: 'Berlin' },
        { amount: 99, city: 'Rome' },
        { amount: 99, city: 'Berlin' },
      ],
    ],
  ])('let each of several conditions decide alone, where %s must hold', (match, expected) => {
    const found = Object.values(bodies('hook > check', hook(), node('check', 'if', { conditions: both, match })));
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found).toHaveLength(3);
  });

  it('look into a script that asks several things', () => {
    const left = "{{ item.body.amount > 100 && (item.body.city === 'Rome' || !item.body.paid) }}";
    const found = Object.values(bodies('hook > check', hook(), check(left, 'is_true')));
    expect(found).toEqual(
      expect.arrayContaining([
        { amount: 101, city: 'Rome', paid: true },
        { amount: 101, city: 'Berlin', paid: false },
        { amount: 101, city: 'Berlin', paid: true },
      ]),
    );
    expect(found.some(body => (body as { amount: number }).amount === 99)).toBe(true);
  });

  it('are at most eight', () => {
    const conditions = Array.from({ length: 14 }, (_, index) => ({
      ...{ left: `{{ item.body.f${index} }}`, operator: 'equals', right: index },
    }));
    expect(examples('hook > check', hook(), node('check', 'if', { conditions })).length).toBeLessThanOrEqual(8);
  });

  it.each<[string, object]>([
    [
      '{{ item.body.items.reduce((s, i) => s + i.price * i.qty, 0) }}',
      {
        items: [
          { price: 120, qty: 2 },
          { price: 240, qty: 4 },
        ],
      },
    ],
    [
      '{{ item.body.lines.filter(l => l.paid).map(({ sku }) => sku).join() }}',
      {
        lines: [
          { paid: true, sku: 'A-1001' },
          { paid: true, sku: 'A-1001' },
        ],
      },
    ],
    ['{{ item.body.points.reduce((a, b) => a + b, 0) }}', { points: [10, 20] }],
    ['{{ item.body.totel * 2 }}', { totel: 10 }],
    ['{{ item.body.totel }}', { totel: 'text' }],
    ['{{ item.body.country }} {{ item.body.summary }}', { country: 'Germany', summary: 'text' }],
  ])('hold what %s reads, and nothing else', (body, expected) => {
    const [first] = examples('hook > answer', hook(), answer('answer', body));
    expect(first!.items[0]!.body).toEqual(expected);
  });

  it('are one for a schedule, and several items for a list by hand', () => {
    const daily = step('start', { type: 'core.schedule', params: { cron: '0 8 * * *' } });
    expect(examples('start > check', daily, check('{{ now }}', 'after', '2026-01-01'))).toEqual([
      { label: 'example', items: [{}] },
    ]);
    const [byHand] = examples('hand > order', hand, node('order', 'sort', { by: [{ field: 'amount' }] }));
    expect(byHand!.items).toEqual([{ amount: 120 }, { amount: 360 }, { amount: 240 }]);
  });

  it('start at the trigger that was named, and at no other', () => {
    const workflow = flow(
      'hook > check',
      'hand > other',
      hook(),
      hand,
      check('{{ item.body.a }}', 'exists'),
      node('other', 'limit', { count: 1 }),
    );
    const byHand = exampleInputs(workflow, nodeTypes, { triggerNodeId: hand.id });
    expect(byHand).toEqual([{ label: 'example', items: [{}] }]);
    expect(() => exampleInputs(flow('check', check('{{ item.a }}', 'exists')), nodeTypes)).toThrow(
      'workflow.not_runnable',
    );
  });

  it('are the same every time', () => {
    const lines = ['hook > check', hook(), check('{{ item.body.amount }}', 'greater', 100)] as const;
    expect(examples(...lines)).toEqual(examples(...lines));
  });
});

it('what a mailbox or a failure starts is tried on one as they give it', () => {
  const mailbox = step('mailbox', { type: 'core.email-received' });
  const keep = node('keep', 'data-table', { operation: 'insert', table: 'letters', values: [] });
  const [example] = exampleInputs(flow('mailbox > keep', mailbox, keep), nodeTypes);
  expect(example!.items).toMatchObject([{ from: 'ada@example.com', subject: 'An order', files: [] }]);

  const decided = exampleInputs(
    flow('mailbox > check', mailbox, check('{{ item.subject }}', 'contains', 'rent')),
    nodeTypes,
  );
  expect(decided.map(({ items }) => items[0]!.subject)).toEqual(['Something about rent', 'A question about my order']);

  const failure = step('failure', { type: 'core.failure' });
  const [failed] = exampleInputs(flow('failure > keep', failure, keep), nodeTypes);
  expect(failed!.items).toMatchObject([{ workflow: 'Order triage', code: 'node.unavailable' }]);
});
