import { describe, expect, it } from 'vitest';
import type { Item } from '../workflow/schema';
import { answering, explained, small } from './testing/run-small';

const text = (value: string) => ({
  type: 'set',
  label: 'Label',
  params: { fields: [{ name: 'text', value }], keep: 'all' },
});
const store = (value: string) => ({
  type: 'data-table',
  label: 'Keep',
  params: { operation: 'insert', table: 'shelf', values: [{ name: 'value', value }] },
});
const start = { type: 'manual', label: 'Start' };
const rows = (...list: Record<string, unknown>[]) => list as Item[];

describe('numbers that came as text', () => {
  it('were put side by side instead of added', async () => {
    const told = await explained(
      small({ start, sum: text('{{ item.net + item.tax }}') }),
      rows({ net: '40', tax: '8' }),
    );
    expect(told.cause).toEqual({ class: 'wrong_type', node: 'sum', origin: 'start', confidence: 'certain' });
    expect(told.sentence).toContain('`item.net + item.tax` became "408". There, `net` was "40" and `tax` was "8"');
    expect(told.evidence[0]).toMatchObject({ node: 'start', path: 'outputs.next[0].net', value: '40' });
    expect(JSON.stringify(told.fix!.changes)).toContain('{{ Number(item.net) + Number(item.tax) }}');
    expect(told.proof).toBe('works');
  });

  it('were compared letter by letter, and so the wrong way was taken', async () => {
    const check = {
      type: 'if',
      label: 'Heavy?',
      params: { conditions: [{ left: '{{ item.kg > "100" }}', operator: 'is_true' }] },
    };
    const workflow = small({ start, check, keep: { ...store('x'), after: 'check yes' } });
    const told = await explained(workflow, rows({ kg: '99' }));
    expect(told.cause).toMatchObject({ class: 'wrong_type', node: 'check', origin: 'start' });
    expect(JSON.stringify(told.fix!.changes)).toContain('Number(item.kg) > 100');
    expect((await explained(workflow, rows({ kg: '900' }))).cause.class).not.toBe('wrong_type');
  });

  it('are words that belong together', async () => {
    const told = await explained(small({ start, sum: text('{{ item.a + item.b }}') }), rows({ a: 'x1', b: '8' }));
    expect(told.cause.class).toBe('unknown');
  });
});

describe('items', () => {
  it('all got what belongs to the first', async () => {
    const told = await explained(
      small({ start, tag: text('{{ nodes.start.items[0].size }}') }),
      rows({ size: 'S' }, { size: 'M' }, { size: 'L' }),
    );
    expect(told.cause).toMatchObject({ class: 'wrong_value', node: 'tag', confidence: 'likely' });
    expect(told.sentence).toContain('always from item 1 of *Start*, so all 3 items got "S"');
    expect(JSON.stringify(told.fix!.changes)).toContain('nodes.start.item.size');
    expect(told.proof).toBe('works');
  });

  it('came twice, and were stored twice', async () => {
    const told = await explained(
      small({ start, keep: store('{{ item.isbn }}') }),
      rows({ isbn: 1 }, { isbn: 2 }, { isbn: 1 }),
    );
    expect(told.sentence).toContain('items 1 and 3 that came to step *Keep* are the same');
    expect(told.cause).toMatchObject({ node: 'keep', origin: 'start' });
    expect(told.nextStep).toContain('Remove duplicates');
  });

  it('were left out as duplicates', async () => {
    const once = { type: 'remove-duplicates', label: 'Once each', params: { by: ['isbn'] } };
    const told = await explained(small({ start, once, tag: text('x') }), rows({ isbn: 1 }, { isbn: 2 }, { isbn: 1 }));
    expect(told.sentence).toContain('*Once each* left out 1 of 3, first item 3 (`isbn` was 1)');
  });

  it('were none, because the list was empty', async () => {
    const split = { type: 'split-out', label: 'Each book', params: { field: 'cart.books' } };
    const told = await explained(
      small({ start, split, keep: store('{{ item.isbn }}') }),
      rows({ cart: { books: [] } }),
    );
    expect(told.cause).toMatchObject({ class: 'empty_input', node: 'split', origin: 'start' });
    expect(told.sentence).toContain('`cart.books` from *Start* was an empty list');
    expect(told.evidence[0]).toMatchObject({ node: 'start', path: 'outputs.next[0].cart.books', value: [] });
  });

  it('did not pass because of a blank at the end', async () => {
    const filter = {
      type: 'filter',
      label: 'On loan',
      params: { conditions: [{ left: '{{ item.state }}', operator: 'equals', right: 'lent' }] },
    };
    const told = await explained(small({ start, filter, keep: store('x') }), rows({ state: 'lent ' }));
    expect(told.sentence).toContain('begins or ends with a blank');
    expect(told.nextStep).toContain('.trim()');
  });
});

describe('texts', () => {
  it('have a gap where a value was nothing', async () => {
    const told = await explained(small({ start, greet: text('Hello {{ item.nick }}, welcome') }), rows({ nick: null }));
    expect(told.cause).toMatchObject({ class: 'wrong_value', node: 'greet', origin: 'start' });
    expect(told.sentence).toContain('`nick` from *Start* was nothing');
  });

  it('hold an expression that was never worked out', async () => {
    const server = await answering((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ asked: request.url }));
    });
    const url = `${server.url}/books/%7B%7B%20item.isbn%20%7D%7D`;
    const ask = { type: 'http-request', label: 'Look up', params: { url } };
    const told = await explained(small({ start, ask, tag: text('x') }), rows({ isbn: 7 }));
    const later = await explained(small({ start, ask, tag: text('{{ item.body.author.name }}') }), rows({ isbn: 7 }));
    server.close();
    expect(told.cause).toMatchObject({ class: 'configuration', node: 'ask', confidence: 'certain' });
    expect(told.fix!.summary[0]).toContain('write `{{ item.isbn }}` instead of');
    expect(told.proof).toBe('works');
    expect(later.cause).toMatchObject({ class: 'configuration', node: 'tag', origin: 'ask' });
  });

  it('are broken JSON, and no number is taken out of them', async () => {
    const read = { type: 'read-json', label: 'Read', params: { text: '{{ item.reply }}' } };
    const told = await explained(small({ start, read }), rows({ reply: '{ "shelf": , "row": 2 }' }));
    expect(told.cause).toMatchObject({ node: 'read', origin: 'start' });
    expect(told.sentence).not.toContain('number');
    expect(told.fix).toBeNull();
  });

  it('are no JSON, where an expression reads them so', async () => {
    const told = await explained(
      small({ start, read: text('{{ JSON.parse(item.reply).total }}') }),
      rows({ reply: 'Of course: {"total": 3}' }),
    );
    expect(told.cause).toMatchObject({ class: 'answer_unreadable', node: 'read', origin: 'start' });
    expect(told.nextStep).toContain('Read JSON');
  });
});

describe('a step on a way that was not taken', () => {
  it('is read all the same: which way was taken, and what to write', async () => {
    const check = {
      type: 'if',
      label: 'Member?',
      params: { conditions: [{ left: '{{ item.since }}', operator: 'exists' }] },
    };
    const workflow = small({
      start,
      check,
      rebate: { ...text('5'), label: 'Rebate', after: 'check yes' },
      bill: { ...text('{{ nodes.rebate.item.text }}'), label: 'Bill', after: 'check no' },
    });
    const told = await explained(workflow, rows({ name: 'Ada' }));
    expect(told.sentence).toContain('*Member?* sent 1 item to `no`');
    expect(told.nextStep).toContain('nodes.rebate?.item?.text ?? "…"');
  });
});

describe('what code gave', () => {
  it('is no list of objects', async () => {
    const count = { type: 'code', label: 'Count', params: { code: 'return items.length' } };
    const told = await explained(small({ start, count }), rows({}, {}));
    expect(told.sentence).toContain('The code of step *Count* gave 2');
    expect(told.nextStep).toContain('return');
  });
});

describe('a setting that was written by hand', () => {
  it.each([
    ['Book List!A1 ', '"Book List!A1 "', 'ends with a blank'],
    ['KW7!A:C', '"KW7"', 'looks like the name of a cell'],
  ])('%s is refused', async (range, shown, why) => {
    const server = await answering((_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `Unable to parse range: ${range}` } }));
    });
    const put = { type: 'http-request', label: 'Put', params: { method: 'POST', url: server.url, body: { range } } };
    const told = await explained(small({ start, put }), rows({}));
    server.close();
    expect(told.sentence).toContain(shown);
    expect(told.sentence).toContain(why);
    expect(told.cause.confidence).not.toBe('certain');
  });
});
