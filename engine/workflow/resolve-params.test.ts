// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions under test hold template literals
import { describe, expect, it } from 'vitest';
import { createScopes, type LineageRecord } from './lineage';
import { resolveParams } from './resolve-params';
import { createSandbox } from './sandbox';
import type { Item } from './schema';

const sandbox = createSandbox();
const record = (nodeKey: string, items: Item[], more: Partial<LineageRecord> = {}): LineageRecord => ({
  nodeKey,
  status: 'succeeded',
  outputs: { next: items },
  origins: { next: items.map((_item, index) => index) },
  sources: [],
  ...more,
});

/** Resolves one text against items that came straight from a trigger called `start`. */
async function resolve(value: unknown, items: Item[] = [{}], more: LineageRecord[] = []) {
  const records = new Map([record('start', items), ...more].map(entry => [entry.nodeKey, entry]));
  const scopes = createScopes({
    records,
    items,
    sources: items.map((_item, index) => ({ nodeKey: 'start', port: 'next', index })),
    triggerKey: 'start',
    nodeKeys: [...records.keys(), 'later'],
    now: '2026-03-01T08:00:00.000Z',
    workflow: { name: 'Orders' },
    execution: { id: 'e1' },
  });
  const results = await resolveParams({ params: { value }, scopes, sandbox });
  return results.map(result =>
    result.ok ? result.params.value : { code: result.error.code, ...result.error.details },
  );
}
const one = async (value: unknown, item: Item = {}, more: LineageRecord[] = []) =>
  (await resolve(value, [item], more))[0];

describe('a text with expressions', () => {
  const item = { amount: 12.5, name: 'Ada', tags: ['b', 'a'], empty: null, deep: { 'x y': [1, { z: true }] } };

  it.each([
    ['plain text stays', 'no braces', 'no braces'],
    ['keeps the type of a lone expression', '{{ item.amount }}', 12.5],
    ['walks names in brackets', '{{ item.deep["x y"][1].z }}', true],
    ['treats null as a value', '{{ item.empty }}', null],
    ['writes null as nothing within text', 'a{{ item.empty }}b', 'ab'],
    ['writes objects as JSON within text', 'deep: {{ item.deep }}', 'deep: {"x y":[1,{"z":true}]}'],
    ['counts a list', '{{ nodes.start.items.length }}', 1],
    ['reads an item by position', '{{ nodes.start.items[0].name }}', 'Ada'],
    ['reads the trigger', '{{ trigger.name }}', 'Ada'],
    ['knows the workflow and the run', '{{ workflow.name }} {{ execution.id }}', 'Orders e1'],
    ['knows the time', '{{ now }}', '2026-03-01T08:00:00.000Z'],
    ['lets now be a date', '{{ now.getUTCFullYear() + 1 }}', 2027],
    ['lets now be text', '{{ now.slice(0, 10) }}', '2026-03-01'],
    ['fixes new Date()', '{{ new Date().toISOString() }}', '2026-03-01T08:00:00.000Z'],
    ['calculates', '{{ item.amount * 2 }}', 25],
    ['sorts in place without touching the item', '{{ item.tags.sort() }}{{ item.tags }}', '["a","b"]["b","a"]'],
    ['lets a missing value be handled', '{{ item.missing ?? "none" }}', 'none'],
    ['lets a missing branch be handled', '{{ item.customer?.email ?? "none" }}', 'none'],
    ['gives null for what optional chaining ends in', '{{ item.customer?.email }}', null],
    ['reads only the branch it takes', '{{ item.amount > 10 ? item.name : item.nothing }}', 'Ada'],
    ['does not mistake parameters for the item', '{{ nodes.start.items.map(item => item.name).join() }}', 'Ada'],
    ['takes braces in strings and templates', '{{ `}}${item.name}` + "}}" }}', '}}Ada}}'],
    ['builds objects', '{{ {a: {b: item.amount}} }}', { a: { b: 12.5 } }],
    ['gives dates as text', '{{ new Date(0) }}', '1970-01-01T00:00:00.000Z'],
    ['skips a node that did not run, when asked to', '{{ nodes.later?.item.x ?? 1 }}', 1],
  ])('%s', async (_promise, text, expected) => {
    expect(await one(text, item)).toEqual(expected);
  });

  it.each([
    ['{{ item.nam }}', { code: 'expression.path_missing', path: 'nam', nearest: 'name' }],
    ['{{ item.tagz.length }}', { code: 'expression.path_missing', path: 'tagz.length', nearest: 'tags.length' }],
    ['{{ item.nam.toUpperCase() }}', { code: 'expression.path_missing', path: 'nam', nearest: 'name' }],
    ['{{ item.nam + "!" }}', { code: 'expression.path_missing', path: 'nam', nearest: 'name' }],
    ['Hi {{ `${item.nam}` }}', { code: 'expression.path_missing', path: 'nam', nearest: 'name' }],
    ['{{ item.ammount * 2 }}', { code: 'expression.path_missing', path: 'ammount', nearest: 'amount' }],
    ['{{ item.deep.q.r * 2 }}', { code: 'expression.path_missing', path: 'deep.q.r' }],
    ['{{ item.constructor }}', { code: 'expression.path_missing' }],
    ['{{ item.empty.more }}', { code: 'expression.path_missing', path: 'empty.more' }],
    ['{{ item.empty.more + 1 }}', { code: 'expression.path_missing', path: 'empty.more' }],
    ['{{ name + "!" }}', { code: 'expression.path_missing', path: 'name', nearest: 'item.name' }],
    ['{{ name }}', { code: 'expression.path_missing', path: 'name', nearest: 'item.name' }],
    ['{{ nodes.strat.item.x }}', { code: 'expression.path_missing', path: 'nodes.strat', nearest: 'nodes.start' }],
    ['{{ nodes.later.item.x }}', { code: 'expression.node_not_executed', nodeKey: 'later' }],
    ['{{ nodes.later.item.x + 1 }}', { code: 'expression.node_not_executed', nodeKey: 'later' }],
    ['{{ nodes.later.items.length + 1 }}', { code: 'expression.node_not_executed', nodeKey: 'later' }],
    ['{{ item.amount + }}', { code: 'expression.syntax' }],
    ['{{ item.amount', { code: 'expression.syntax' }],
    ['{{ }}', { code: 'expression.syntax' }],
    ['{{ 1) + (2 }}', { code: 'expression.syntax' }],
    ['{{ () => 1 }}', { code: 'expression.threw', reason: 'its result is a function' }],
    ['{{ new Map() }}', { code: 'expression.threw', reason: 'its result is a Map' }],
    ['{{ item.name * 2 }}', { code: 'expression.threw', reason: 'its result is not a number' }],
    ['{{ (() => { const a = {}; a.a = a; return a })() }}', { code: 'expression.threw' }],
    ['{{ JSON.parse("{") }}', { code: 'expression.threw' }],
    ['{{ require("fs") }}', { code: 'expression.path_missing', path: 'require' }],
    ['{{ (() => 1).constructor("return this")() }}', { code: 'expression.threw' }],
  ])('%s is refused', async (text, expected) => {
    expect(await one(text, item)).toMatchObject(expected);
  });

  it('gives each of several nodes with several items its own', async () => {
    const orders = [{ id: 1 }, { id: 2 }];
    const both = await resolve('{{ nodes.start.item.id }}-{{ nodes.start.items.length * 10 }}', orders);
    expect(both).toEqual(['1-20', '2-20']);
  });

  it('says when no item of a node belongs to this one', async () => {
    const other = record('other', [{ id: 1 }, { id: 2 }]);
    const expected = { code: 'expression.item_ambiguous', nodeKey: 'other', count: 2 };
    expect(await one('{{ nodes.other.item.id }}', {}, [other])).toMatchObject(expected);
    expect(await one('{{ nodes.other.item.id + 1 }}', {}, [other])).toMatchObject(expected);
  });

  it('lets a condition ask whether something is there', async () => {
    expect(await one({ left: '{{ item.gone }}', operator: 'exists' })).toEqual({ left: null, operator: 'exists' });
  });

  it('fails only for the item that fails', async () => {
    const mixed = await resolve('{{ item.a * 2 }}', [{ a: 1 }, {}, { a: 3 }]);
    expect(mixed).toEqual([2, expect.objectContaining({ code: 'expression.path_missing' }), 6]);
  });
});

describe('a script', () => {
  it.each([
    ['{{ (() => { for (;;); })() }}', 'time'],
    ['{{ /(a+)+$/.test("a".repeat(40) + "b") }}', 'time'],
    ['{{ (function again() { return again() + 1 })() }}', 'memory'],
    ['{{ "x".repeat(1e9) }}', 'memory'],
    ['{{ (() => { const all = []; for (;;) all.push("abc".repeat(9999) + all.length) })() }}', expect.any(String)],
    ['{{ "x".repeat(5e6) }}', 'size'],
  ])('%s meets its limit', async (text, limit) => {
    expect(await one(text)).toMatchObject({ code: 'expression.limit', limit });
    expect(await one('{{ 1 + 1 }}')).toBe(2);
  });

  it('cannot change what another one sees', async () => {
    await one('{{ (() => { try { Object.prototype.polluted = 1; Array.prototype.map = 2 } catch {} return 1 })() }}');
    expect(await one('{{ [1].map(x => x + 1)[0] + ({}.polluted ?? 0) }}')).toBe(2);
  });

  it('goes on after an item that took too long', async () => {
    const slow = await resolve('{{ (() => { while (item.a === 2); return item.a })() }}', [
      { a: 1 },
      { a: 2 },
      { a: 3 },
    ]);
    expect(slow).toEqual([1, expect.objectContaining({ code: 'expression.limit' }), 3]);
  });

  it('gives the same chance to the same run and another to another item', async () => {
    const [first, second] = await resolve('{{ Math.random() }}', [{ a: 1 }, { a: 2 }]);
    expect(await resolve('{{ Math.random() }}', [{ a: 1 }, { a: 2 }])).toEqual([first, second]);
    expect(first).not.toBe(second);
  });
});
