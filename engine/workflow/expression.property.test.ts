// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions under test hold template literals
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import { checkExpression } from './expression';
import { createScopes } from './lineage';
import { formatPath, parsePath, walkPath } from './path';
import { referencesOf, renameReferences } from './references';
import { resolveParams } from './resolve-params';
import { createSandbox } from './sandbox';
import type { Item } from './schema';
import { parseTemplate } from './template';

const sandbox = createSandbox({ itemMs: 25, totalMs: 200, memoryBytes: 8_000_000, resultSize: 100_000 });

async function resolve(value: string, item: Item) {
  const records = new Map([
    [
      'start',
      { nodeKey: 'start', status: 'succeeded', outputs: { next: [item] }, origins: { next: [0] }, sources: [] },
    ],
  ]);
  const scopes = createScopes({
    ...{ records, items: [item], sources: [{ nodeKey: 'start', port: 'next', index: 0 }], triggerKey: 'start' },
    ...{
      nodeKeys: ['start', 'later'],
      now: '2026-03-01T08:00:00.000Z',
      workflow: { name: 'w' },
      execution: { id: 'e' },
    },
  });
  return (await resolveParams({ params: { value }, scopes, sandbox }))[0]!;
}

/** Everything a script may come to: a JSON value, or a failure of ours. */
async function holds(text: string, item: Item = {}) {
  const result = await resolve(text, item);
  if (!result.ok) expect(result.error.code).toMatch(/^expression\./);
  else expect(() => JSON.stringify(result.params.value)).not.toThrow();
}

const pieces = fc.constantFrom(
  ...[
    'item',
    'item.a',
    'item.list',
    'nodes',
    'nodes.start.items',
    'trigger',
    'now',
    '1',
    '"x"',
    '`t${item.a}`',
    '[]',
    '{}',
  ],
  ...[
    'null',
    'undefined',
    'this',
    'globalThis',
    'Object',
    'Array',
    'Math',
    'Date',
    'JSON',
    'Reflect',
    'Symbol.iterator',
  ],
  ...['.constructor', '.__proto__', '.prototype', '["constructor"]', '.map', '.toString()', '.length', '?.x', '[0]'],
  ...['(', ')', '=>', ',', '+', '-', '*', '??', '||', '?', ':', '=', '!', '...', 'new ', 'typeof ', 'void ', 'delete '],
  ...[
    '(() => { for (;;); })()',
    '(function f() { return f() })()',
    '"a".repeat(1e8)',
    'Array(1e7).fill(0)',
    'eval("1")',
  ],
  ...[
    '/(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")',
    'Object.prototype.x = 1',
    'import("fs")',
    'async () => 1',
    '/a/g',
  ],
);

describe('an expression', () => {
  it('comes to JSON or to a typed failure, whatever its text', async () => {
    const scripts = fc.array(pieces, { minLength: 1, maxLength: 8 }).map(parts => `{{ ${parts.join(' ')} }}`);
    await fc.assert(
      fc.asyncProperty(scripts, text => holds(text, { a: 1, list: [3, 1, 2] })),
      { numRuns: 150 },
    );
    expect(await resolve('{{ [1, 2].map(x => x * 2) }}', {})).toMatchObject({ params: { value: [2, 4] } });
  });

  it('comes to JSON or to a typed failure for any characters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), source => holds(`a {{ ${source} }} b`)),
      { numRuns: 150 },
    );
  });

  it.each([
    '{{ (() => { const o = {}; let p = o; for (let i = 0; i < 30000; i++) p = p.a = {}; return o })() }}',
    '{{ JSON.parse("[".repeat(50000) + "]".repeat(50000)) }}',
    '{{ new RegExp("(?:".repeat(20000) + ")".repeat(20000)).test("") }}',
    '{{ item.constructor.constructor("return process")() }}',
    '{{ ({}).constructor.constructor("return process")() }}',
    '{{ (async function* () {}).constructor("return 1")() }}',
    '{{ (() => { throw { toString() { throw 1 } } })() }}',
    '{{ ({ toJSON() { for (;;); } }) }}',
    '{{ ({ get a() { for (;;); } }) }}',
    '{{ new Proxy({}, {}) }}',
    '{{ 10n ** 100n }}',
    '{{ Array.from({ length: 1e6 }, (_, i) => "item " + i) }}',
    '{{ (() => { try { for (;;); } catch { return 1 } finally { return 2 } })() }}',
    `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`,
    `{{ ${'[1]+'.repeat(2000)}1 }}`,
  ])('%s stays within its limits', async text => {
    await holds(text);
    expect(await resolve('{{ 1 + 1 }}', {})).toMatchObject({ params: { value: 2 } });
  });
});

describe('a path', () => {
  const segments = fc.array(fc.oneof(fc.string(), fc.nat(99)), { minLength: 1, maxLength: 5 });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(segments, path => {
        expect(parsePath(formatPath(path))).toEqual(path);
      }),
    );
  });

  it('never reaches what a prototype offers', () => {
    const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'map', 'valueOf'];
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(...inherited), (json, name) => {
        const value: unknown = JSON.parse(json);
        const own = value !== null && typeof value === 'object' && Object.hasOwn(value, name);
        expect(walkPath(value, [name]).found).toBe(own);
      }),
    );
  });

  it('gives a value exactly as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.jsonValue(), async (name, value) => {
        const json = JSON.parse(JSON.stringify(value)) as Item[string];
        const item = Object.fromEntries([[name, json]]) as Item;
        expect(await resolve(`{{ ${formatPath(['item', name])} }}`, item)).toMatchObject({
          ok: true,
          params: { value: json },
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a text', () => {
  it('is read or refused with expression.syntax', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '{{', '}}', '{{ "', '`${', '{{ a'),
        (text, mark) => {
          const problem = checkExpression(text + mark + text);
          if (problem) expect(AppError.is(problem) && problem.code).toBe('expression.syntax');
          else expect(parseTemplate(text + mark + text)).toBeDefined();
        },
      ),
    );
  });

  it('changes nothing but the references when a node is renamed', () => {
    const texts = fc.array(
      fc.constantFrom(
        '{{ nodes.old.item.a }}',
        '{{ nodes["old"].items.length + item.old }}',
        'nodes.old',
        '{{ "nodes.old" }}',
      ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(texts, parts => {
        const params = { a: parts.join(' '), b: [{ c: parts[0] ?? '' }] };
        const renamed = renameReferences(params, 'old', 'brand_new');
        expect(referencesOf(renamed).filter(({ nodeKey }) => nodeKey === 'old')).toEqual([]);
        expect(renameReferences(renamed, 'brand_new', 'old')).toEqual(
          JSON.parse(JSON.stringify(params).replaceAll('nodes[\\"old\\"]', 'nodes[\\"old\\"]')),
        );
      }),
    );
  });
});

describe('references', () => {
  it.each([
    ['{{ item.a.b }}', [['item', null, null, 'a.b', true]]],
    [
      '{{ nodes.x.item.a + nodes["y"].items[2].b }}',
      [
        ['nodes', 'x', 'item', 'a', false],
        ['nodes', 'y', 'items', '[2].b', false],
      ],
    ],
    ['{{ nodes.x.items.map(item => item.price).length }}', [['nodes', 'x', 'items', '', false]]],
    ['{{ ({ item: trigger.a, item_two: 1 }) }}', [['trigger', null, null, 'a', false]]],
    ['{{ "item.a" + `nodes.b ${now}` }}', [['now', null, null, '', false]]],
    ['{{ other.item.a }}', []],
  ])('%s', (text, expected) => {
    const found = referencesOf({ text }).map(({ root, nodeKey, within, path, plain }) => [
      root,
      nodeKey,
      within,
      path,
      plain,
    ]);
    expect(found).toEqual(expected);
  });
});
