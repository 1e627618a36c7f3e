// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions under test hold template literals
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScopes, type LineageRecord } from './lineage';
import { parseNative } from './native-parser';
import { withNativeScripts } from './native-scripts';
import { createQuickJs } from './sandbox';
import type { Item } from './schema';
import { defaultLimits, type ScriptOutcome } from './script';

const limits = { ...defaultLimits, itemMs: 2_000, totalMs: 20_000 };
const judge = createQuickJs(limits);
const native = withNativeScripts(judge, limits);

/** Items that came through two nodes; the second knows each item's origin, the third lost it. */
function scopesOf(items: readonly Item[]) {
  const outputs = { next: [...items] };
  const record = (nodeKey: string, rest: Partial<LineageRecord>): [string, LineageRecord] => [
    nodeKey,
    { nodeKey, status: 'succeeded', outputs, origins: { next: items.map((_, index) => index) }, sources: [], ...rest },
  ];
  const from = (nodeKey: string) => items.map((_, index) => ({ nodeKey, port: 'next', index }));
  const records = new Map([
    record('start', {}),
    record('second', { sources: from('start'), outputs: { next: items.map(item => ({ ...item, a: 7 })) } }),
    record('lost', { outputs: { next: [{ a: 1 }, { a: 2 }] } }),
  ]);
  return createScopes({
    ...{ records, items, sources: from('second'), triggerKey: 'start', now: '2026-03-01T08:00:00.000Z' },
    ...{ nodeKeys: ['start', 'second', 'lost', 'never'], workflow: { name: 'w' }, execution: { id: 'e' } },
  });
}

const plain = (outcomes: ScriptOutcome[][]) =>
  outcomes.map(row =>
    row.map(outcome =>
      outcome.ok ? { value: outcome.value } : { code: outcome.error.code, details: outcome.error.details },
    ),
  );

async function agree(scripts: readonly string[], items: readonly Item[]) {
  const batch = { scripts, scopes: scopesOf(items) };
  expect(plain(await native.evaluate(batch))).toEqual(plain(await judge.evaluate(batch)));
}

const names = ['a', 'b', 'c', 'length', 'constructor', '__proto__', 'x y'];
const scalars = fc.oneof(
  fc.integer({ min: -20, max: 200 }),
  fc.double(),
  fc.constantFrom(0, -0, 0.1, 1e21, 5e-324, 2 ** 53, 1.005, 2.5),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('', ' 12 ', '0x1f', '1e3', '-0', 'Infinity', '1_0', ' 7\t', 'a@b.c', 'ÄÖ', '\ud800', '12.50'),
  fc.boolean(),
  fc.constant(null),
);
const { value: values } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: scalars },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    {
      weight: 1,
      arbitrary: fc.array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 3 }).map(Object.fromEntries),
    },
  ),
}));
const usual = fc.tuple(scalars, scalars, values).map(([a, b, c]) => Object.entries({ a, b, c }));
const items = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: fc.constant([]) }),
    fc.array(fc.tuple(fc.constantFrom(...names), values), { maxLength: 3 }),
  )
  .map(([some, more]) => Object.fromEntries([...some, ...more]) as Item);

const step = fc.constantFrom('.a', '.b', '?.a', '?.b', '.c', '?.c', '[0]', '?.[1]', '.length', '["x y"]', '["a"]');
const rarely = fc.constantFrom('.constructor', '.__proto__', '.toString', '[00]', '["\\x61"]', '.trim', '?.x');
const method = fc.constantFrom(
  ...['.trim()', '.toUpperCase()', '?.toLowerCase()', '.includes("a")', '.startsWith(item.b)', '?.endsWith("")'],
  ...['.toFixed(2)', '.toFixed()', '.join(", ")', '.join()', '.trim().length', '.includes(item.b)', '.slice(1)'],
);
const root = fc.constantFrom(
  ...['item', 'item', 'item', 'item', 'trigger', 'nodes.start.item', 'nodes.second.item', 'nodes.second.items'],
  ...[
    'nodes.lost.item',
    'nodes.lost.items',
    'nodes.never.item',
    'nodes.never?.item',
    'now',
    'workflow.name',
    'execution.id',
  ],
);
const common = fc.constantFrom('item.a', 'item.b', 'item.a', 'item.c', 'trigger.b', 'item?.a', 'nodes.second.item.b');
const odd = fc
  .tuple(
    root,
    fc.array(fc.oneof({ weight: 9, arbitrary: step }, { weight: 1, arbitrary: rarely }), { maxLength: 3 }),
    fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: method }),
  )
  .map(([start, steps, call]) => `${start}${steps.join('')}${call}`);
const path = fc.oneof({ weight: 2, arbitrary: common }, { weight: 1, arbitrary: odd });
const literal = fc.constantFrom(
  ...['0', '1', '2.5', '.5', '1e3', '1.', '0x10', '08', '1_0', '""', '"a"', "'12'", '" 3 "', 'true', 'false', 'null'],
  ...['undefined', 'NaN', '`x`', '"\\n"', '100', '1n'],
);
const binaries = ['+', '-', '*', '/', '%', '===', '!==', '==', '!=', '<', '<=', '>', '>=', '&&', '||', '??', '**', ','];
const { script: scripts } = fc.letrec<{ script: string }>(tie => ({
  script: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: path },
    { weight: 1, arbitrary: literal },
    {
      weight: 4,
      arbitrary: fc
        .tuple(tie('script'), fc.constantFrom(...binaries), tie('script'))
        .map(([left, operator, right]) => `${left} ${operator} ${right}`),
    },
    { weight: 2, arbitrary: tie('script').map(inner => `(${inner})`) },
    {
      weight: 1,
      arbitrary: fc.tuple(tie('script'), tie('script'), tie('script')).map(([a, b, c]) => `(${a}) ? ${b} : ${c}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('!', '-', '+', 'typeof ', '~'), tie('script'))
        .map(([operator, inner]) => `${operator}(${inner})`),
    },
    { weight: 1, arbitrary: tie('script').map(inner => `\`t \${${inner}} \${item.b}\``) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('Number', 'String', 'Boolean', 'Math.round', 'Math.max', 'Math.floor', 'Math.sqrt'),
          path,
        )
        .map(([name, inner]) => `${name}(${inner})`),
    },
  ),
}));

describe('a native script', () => {
  it('comes to exactly what the sandbox comes to, values and failures alike', async () => {
    await fc.assert(
      // One script at a time: in the sandbox, what one script reads may change the words of another's failure.
      fc.asyncProperty(scripts, fc.array(items, { minLength: 1, maxLength: 3 }), (script, list) =>
        agree([script], list),
      ),
      { numRuns: Number(process.env.NATIVE_RUNS ?? 2_000) },
    );
  });

  it('computes numbers and writes them as the sandbox does', async () => {
    const pairs = fc.array(fc.record({ a: fc.oneof(fc.double(), scalars), b: fc.oneof(fc.double(), scalars) }));
    const sums = ['item.a + item.b', 'item.a * item.b', 'item.a / item.b', 'item.a % item.b', '`${item.a}`'];
    const more = ['item.a.toFixed(3)', 'Number(item.a)', 'item.a < item.b', 'item.a == item.b', 'Math.round(item.a)'];
    await fc.assert(
      fc.asyncProperty(pairs, async list => agree([...sums, ...more], list as Item[])),
      { numRuns: 100 },
    );
  });

  it.each([
    'item.price * item.count',
    '(item.price - item.discount) / 100 >= 5 && item.paid !== true',
    'item.customer?.name ?? "nobody"',
    'item.total > 100 ? "large" : "small"',
    '`${item.first} ${item.last}`',
    'nodes.start.items.length + nodes.second.item.a',
    'item.email.trim().toLowerCase()',
    'Math.round(item.price * 1.2)',
  ])('%s needs no sandbox', source => {
    expect(parseNative(source)).not.toBeNull();
  });

  it.each([
    'item.a ** 2',
    'item.a?.b || item.c ?? 1',
    'item.list.map(x => x)',
    'item[item.a]',
    'item.a--',
    'item.a = 1',
    '[1]',
    '({})',
    '(item.a).b',
    'nodes["start"]',
    'item.a.constructor("x")',
    'globalThis',
    '1 + /a/',
    '010',
    `${'-'.repeat(1)}${'(+'.repeat(70)}1${')'.repeat(70)}`,
  ])('%s is left to the sandbox', source => {
    expect(parseNative(source)).toBeNull();
  });

  it('leaves results beyond their limits to the sandbox', async () => {
    const small = { ...limits, resultSize: 100 };
    const sandbox = createQuickJs(small);
    const batch = { scripts: ['item.a + item.a'], scopes: scopesOf([{ a: 'x'.repeat(80) }]) };
    expect(plain(await withNativeScripts(sandbox, small).evaluate(batch))).toMatchObject([
      [{ code: 'expression.limit' }],
    ]);
  });
});
