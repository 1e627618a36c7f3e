import { describe, expect, it } from 'vitest';
import type { Item } from '../workflow/schema';
import { answering, explained, run, small } from './testing/run-small';

const message = (value: string) => ({ type: 'set', params: { fields: [{ name: 'text', value }], keep: 'all' } });
const code = (text: string) => ({ type: 'code', label: 'Own code', params: { code: text } });
const items = (...list: Record<string, unknown>[]) => list as Item[];

async function answered(body: unknown, ask: Record<string, unknown> = {}, timeZone?: string) {
  const server = await answering((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  const workflow = small({
    start: { type: 'manual' },
    ask: { type: 'http-request', label: 'Ask', params: { url: server.url, ...ask } },
    note: message('kept'),
  });
  const told = await explained({ ...workflow, settings: timeZone ? { timeZone } : {} }, [{}]);
  server.close();
  return told;
}

describe('a run that failed at nothing', () => {
  it('put a word for nothing into a text, and the field that was meant is near', async () => {
    const workflow = small({
      start: { type: 'manual', label: 'Start' },
      greet: message('{{ "Dear " + item.guest?.nmae }}'),
    });
    const told = await explained(workflow, items({ guest: { name: 'Ada' } }));
    expect(told.recorded.execution.status).toBe('succeeded');
    expect(told.cause).toEqual({ class: 'missing_field', node: 'greet', origin: 'start', confidence: 'certain' });
    expect(told.evidence[0]!.value).toBe('Dear undefined');
    expect(JSON.stringify(told.fix!.changes)).toContain('item.guest.name');
  });

  it.each([
    ['{{ "To " + item.guest }}', '[object Object]'],
    ['{{ "In all " + item.guest * 2 }}', 'NaN'],
  ])('put %s into a text', async (value, gap) => {
    const told = await explained(
      small({ start: { type: 'manual' }, greet: message(value) }),
      items({ guest: { a: 1 } }),
    );
    expect(told).toMatchObject({ cause: { class: 'wrong_type', node: 'greet' }, fix: null });
    expect(told.sentence).toContain(JSON.stringify(gap));
  });

  it('was told to write that very word', async () => {
    const told = await explained(
      small({ start: { type: 'manual' }, greet: message('undefined is a word, {{ item.a }}') }),
      items({ a: 'NaN' }),
    );
    expect(told.cause.class).toBe('unknown');
  });

  it('got an empty list', async () => {
    const told = await answered({ orders: [], total: 0 });
    expect(told.cause).toMatchObject({ class: 'empty_input', node: 'ask' });
    expect(told.evidence[0]).toMatchObject({ path: 'outputs.next[0].body.orders', value: [] });
  });

  it('got fewer items than an earlier run', async () => {
    let list: unknown[] = [{ id: 1 }, { id: 2 }];
    const server = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(list));
    });
    const workflow = small({
      start: { type: 'manual' },
      ask: { type: 'http-request', label: 'Ask', params: { url: server.url, itemsPath: '' } },
      note: message('kept'),
    });
    const earlier = [await run(workflow, [{}])];
    list = [];
    const told = await explained(workflow, [{}], { earlier });
    server.close();
    expect(told.cause).toMatchObject({ class: 'empty_input', origin: 'ask' });
    expect(told.sentence).toContain('In an earlier run it gave 2 items');
  });

  it('got days that had become moments', async () => {
    const list = [{ due: '2025-12-24T23:00:00.000Z' }, { due: '2025-07-01T22:00:00.000Z' }];
    const told = await answered(list, { itemsPath: '' }, 'Europe/Berlin');
    expect(told.cause).toMatchObject({ class: 'wrong_value', origin: 'ask', confidence: 'likely' });
    expect(told.sentence).toContain('2025-12-25');
    const real = await answered([...list, { due: '2025-07-01T08:15:00.000Z' }], { itemsPath: '' }, 'Europe/Berlin');
    expect(real.cause.class).toBe('unknown');
  });

  it('joined what came by one way only', async () => {
    const workflow = small({
      start: { type: 'manual' },
      big: {
        type: 'filter',
        label: 'Big ones',
        params: { conditions: [{ left: '{{ item.n }}', operator: 'greater', right: 5 }] },
      },
      all: { ...message('x'), label: 'All', after: 'start' },
      join: { type: 'merge', label: 'Join', params: { mode: 'append' }, after: 'all' },
    });
    const [big, join] = [workflow.nodes[1]!, workflow.nodes[3]!];
    const connection = {
      id: '00000000-0000-4000-8000-000000000900',
      from: big.id,
      port: 'next',
      to: join.id,
      input: 'in',
    };
    const told = await explained(
      { ...workflow, connections: [...workflow.connections, connection] },
      items({ n: 1 }, { n: 2 }),
    );
    expect(told.cause).toMatchObject({ class: 'empty_input', node: 'join', origin: 'big' });
    expect(told.sentence).toMatch(/2 items from \*All\*.*none from \*Big ones\*/);
  });

  it('kept some of the items, and says by which values', async () => {
    const workflow = small({
      start: { type: 'manual' },
      only: {
        type: 'filter',
        label: 'Only',
        params: { conditions: [{ left: '{{ item.n }}', operator: 'greater', right: 5 }] },
      },
    });
    const told = await explained(workflow, items({ n: 1 }, { n: 9 }));
    expect(told.sentence).toContain('*Only* kept 1 of 2: `n` was 1 and 9.');
  });

  it('was a run of one step', async () => {
    const workflow = small({ start: { type: 'manual' }, greet: message('hello') });
    const recorded = await run(workflow, [{}]);
    const reach = { kind: 'only' as const, nodeId: workflow.nodes[1]!.id, given: [] };
    const { explainExecution } = await import('./explain-execution');
    const { nodeTypes } = await import('../nodes/registry.generated');
    const told = explainExecution({ ...recorded, execution: { ...recorded.execution, reach }, nodeTypes });
    expect(told.cause).toMatchObject({ class: 'configuration', node: 'greet' });
    expect(told.sentence).toContain('only step *greet*');
  });
});

describe('code that stopped', () => {
  it.each<[string, string, Record<string, unknown>, string, RegExp]>([
    [
      'reads a field that is called otherwise',
      'return { city: items[1].address.city };',
      {},
      'missing_field',
      /no `address`.*`adress` meant/,
    ],
    [
      'is given prose for JSON',
      'return JSON.parse(items[0].text);',
      {},
      'answer_unreadable',
      /`text` from \*Start\*.*words stand around/,
    ],
    ['uses a name from elsewhere', 'return $input.all();', {}, 'expression_error', /called `items`/],
    ['calls the net', 'return fetch("https://example.com");', {}, 'expression_error', /no network/],
  ])('%s', async (_what, text, _none, cause, sentence) => {
    const workflow = small({ start: { type: 'manual', label: 'Start' }, own: code(text) });
    const list = items({ address: { city: 'Bonn' }, text: 'Here you are: {"a": 1}' }, { adress: { city: 'Ulm' } });
    const told = await explained(workflow, list);
    expect(told.cause).toMatchObject({ class: cause, node: 'own' });
    expect(told.sentence).toMatch(sentence);
    expect(told.evidence.map(({ path }) => path)).toContain('error.details.reason');
  });
});

it('takes JSON out of the sentences around its fence, and names the step that gave none', async () => {
  const read = { type: 'read-json', params: { text: '{{ item.answer }}' } };
  const workflow = small({ start: { type: 'manual', label: 'Start' }, read });
  const fenced = await explained(workflow, items({ answer: 'Sure.\n```json\n{"a": 1}\n```\nAnything else?' }));
  expect(fenced.recorded.execution.status).toBe('succeeded');
  const prose = await explained(workflow, items({ answer: 'There was nothing to find.' }));
  expect(prose.cause).toMatchObject({ node: 'read', origin: 'start' });
});
