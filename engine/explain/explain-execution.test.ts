import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import { answering, explained, run, small } from './testing/run-small';

const hook = { type: 'webhook', label: 'Order received' };
const order = (body: Record<string, unknown>) => [{ method: 'POST', headers: {}, query: {}, body, files: [] }] as never;
const store = (value: string) => ({
  type: 'data-table',
  label: 'Save order',
  params: { operation: 'insert', table: 'orders', values: [{ name: 'value', value }] },
});

describe('a missing field', () => {
  it('is a near miss of one that is there, in every step that the item reaches', async () => {
    const workflow = small({
      start: hook,
      check: {
        type: 'if',
        params: { conditions: [{ left: '{{ item.body.ammount }}', operator: 'greater', right: 1 }] },
      },
      save: { ...store('{{ item.body.ammount }}'), after: 'check yes' },
    });
    const told = await explained(workflow, order({ amount: 120 }));

    expect(told.cause).toEqual({ class: 'missing_field', node: 'check', origin: 'start', confidence: 'certain' });
    expect(told.evidence[0]).toMatchObject({ node: 'start', path: 'outputs.next[0].body.amount', value: 120 });
    expect(told.fix!.summary).toEqual([
      'In *check*, use `item.body.amount` instead of `item.body.ammount`',
      'In *Save order*, use `item.body.amount` instead of `item.body.ammount`',
    ]);
    expect(told.proof).toBe('works');
  });

  it('stands in the body of a request', async () => {
    const told = await explained(small({ start: hook, save: store('{{ item.amount }}') }), order({ amount: 120 }));

    expect(told.sentence).toMatchInlineSnapshot(
      `"Step *Save order* needs \`amount\`. The item from *Order received* has \`body.amount\`. Use that instead?"`,
    );
    expect(told).toMatchObject({ cause: { class: 'missing_field', origin: 'start' }, proof: 'works' });
  });

  it('comes with others, here and further on, and all are put right at once', async () => {
    const fields = [
      { name: 'who', value: '{{ item.name }}' },
      { name: 'total', value: '{{ item.amount * 2 }}' },
    ];
    const workflow = small({
      start: hook,
      copy: { type: 'set', params: { fields } },
      save: store('{{ item.who }} {{ item.total }} {{ item.city }}'),
    });
    const told = await explained(workflow, order({ name: 'Ada', amount: 1, city: 'Bonn' }));

    expect(told).toMatchObject({ cause: { class: 'missing_field', node: 'copy' }, proof: 'works' });
    expect(told.fix!.summary).toHaveLength(3);
  });

  it('is found inside a script', async () => {
    const told = await explained(
      small({ start: hook, save: store('{{ item.body.custmer.mail.toLowerCase() }}') }),
      order({ customer: { mail: 'A@B' } }),
    );

    expect(told.fix!.changes).toMatchObject([
      { params: { values: [{ name: 'value', value: '{{ item.body.customer.mail.toLowerCase() }}' }] } },
    ]);
    expect(told.proof).toBe('works');
  });

  it('was dropped by a step on the way and is taken from where it was', async () => {
    const workflow = small({
      start: hook,
      shorten: { type: 'set', params: { fields: [{ name: 'city', value: '{{ item.body.city }}' }], keep: 'only' } },
      save: store('{{ item.body.email }}'),
    });
    const told = await explained(workflow, order({ city: 'Berlin', email: 'a@b' }));

    expect(told.cause).toMatchObject({ class: 'missing_field', node: 'save', origin: 'shorten', confidence: 'likely' });
    expect(JSON.stringify(told.fix!.changes)).toContain('{{ trigger.body.email }}');
    expect(told.proof).toBe('works');
  });

  it('gets a default when only some items lack it', async () => {
    const told = await explained(small({ start: { type: 'manual' }, save: store('{{ item.note }}') }), [
      { note: 'x', a: 1 },
      { a: 2 },
    ]);

    expect(JSON.stringify(told.fix!.changes)).toContain('{{ item.note ?? \\"\\" }}');
    expect(told.proof).toBe('works');
  });

  it('was renamed since an earlier run', async () => {
    const workflow = small({ start: { type: 'manual' }, save: store('{{ item.headline }}') });
    const earlier = [await run(workflow, [{ headline: 'Old', n: 1 }])];
    const told = await explained(workflow, [{ caption: 'New', n: 2 }], { earlier });

    expect(told).toMatchObject({ cause: { class: 'missing_field', confidence: 'likely' }, proof: 'works' });
    expect(JSON.stringify(told.fix!.changes)).toContain('{{ item.caption }}');
  });

  it('gets a default when an earlier run had it', async () => {
    const workflow = small({ start: { type: 'manual' }, save: store('{{ item.note }} of {{ item.who.name }}') });
    const earlier = [await run(workflow, [{ note: 'Old', who: { name: 'Ada' } }])];
    const told = await explained(workflow, [{ who: { name: 'Bob' } }], { earlier });

    expect(JSON.stringify(told.fix!.changes)).toContain('{{ item.note ?? \\"\\" }} of {{ item.who.name }}');
    expect(told.proof).toBe('works');
  });

  it('has no fix when nothing is near', async () => {
    const told = await explained(small({ start: hook, save: store('{{ item.body.colour }}') }), order({ amount: 1 }));

    expect(told).toMatchObject({ cause: { class: 'missing_field', origin: 'start' }, fix: null });
    expect(told.sentence).toMatchInlineSnapshot(
      `"Step *Save order* needs \`body.colour\`. The item from *Order received* has no such field; \`body\` has \`amount\`."`,
    );
  });

  it('may be a field to sort by, or a mistyped step', async () => {
    const sorted = await explained(
      small({ start: { type: 'manual' }, sort: { type: 'sort', params: { by: [{ field: 'amout' }] } } }),
      [{ amount: 2 }, { amount: 1 }],
    );
    const mistyped = await explained(
      small({
        start: { type: 'manual' },
        order: { type: 'limit', params: { count: 1 } },
        save: store('{{ nodes.ordr.item.a }}'),
      }),
      [{ a: 1 }],
    );

    expect(sorted).toMatchObject({ cause: { class: 'missing_field', node: 'sort', origin: 'start' }, proof: 'works' });
    expect(mistyped).toMatchObject({ cause: { class: 'missing_field', node: 'save' }, proof: 'works' });
  });
});

describe('a value of the wrong kind', () => {
  const over = (left: string) => ({
    type: 'filter',
    params: { conditions: [{ left, operator: 'greater', right: 100 }] },
  });

  it('is a number with its currency', async () => {
    const workflow = small({ start: hook, big: over('{{ item.body.amount }}'), save: store('x') });
    const told = await explained(workflow, order({ amount: '120,50 EUR' }));

    expect(told.cause).toEqual({ class: 'wrong_type', node: 'big', origin: 'start', confidence: 'certain' });
    expect(told.evidence[0]).toMatchObject({ path: 'outputs.next[0].body.amount', value: '120,50 EUR' });
    expect(told.proof).toBe('works');
  });

  it('is traced through the step that copied it', async () => {
    const copy = {
      type: 'set',
      params: { fields: [{ name: 'total', value: '{{ item.body.amount }}' }], keep: 'only' },
    };
    const told = await explained(
      small({ start: hook, copy, big: over('{{ item.total }}') }),
      order({ amount: 'much' }),
    );

    expect(told).toMatchObject({ cause: { class: 'wrong_type', node: 'big', origin: 'start' }, fix: null });
  });

  it('is nothing at all', async () => {
    const told = await explained(small({ start: hook, big: over('{{ item.body.amount }}') }), order({ amount: null }));

    expect(told).toMatchObject({ cause: { class: 'wrong_value', origin: 'start' }, fix: null });
  });

  it('is found among many items', async () => {
    const sum = { type: 'aggregate', params: { operations: [{ operation: 'sum', field: 'amount', as: 'total' }] } };
    const told = await explained(small({ start: { type: 'manual' }, sum }), [{ amount: 1 }, { amount: 'two' }]);

    expect(told.cause).toMatchObject({ class: 'wrong_type', node: 'sum', origin: 'start' });
    expect(told.evidence).toMatchObject([{ path: 'outputs.next[1].amount', value: 'two' }]);
  });

  it('is a setting that takes a number', async () => {
    const first = { type: 'limit', params: { count: '{{ item.body.many }}' } };
    const told = await explained(small({ start: hook, first }), order({ many: 'three' }));

    expect(told).toMatchObject({ cause: { node: 'first', origin: 'start' }, fix: null });
  });
});

describe('a service', () => {
  let server: Awaited<ReturnType<typeof answering>>;
  beforeAll(async () => {
    server = await answering((request, response) => {
      const status = Number(/\/(\d{3})/.exec(request.url ?? '')?.[1] ?? 200);
      const headers = { 'content-type': request.url?.includes('page') ? 'text/html' : 'application/json' };
      response.writeHead(status, headers);
      if (request.url === '/list') response.end('[{"id":1},{"id":2}]');
      else if (request.url?.includes('page')) response.end('<html><title>Hello</title></html>');
      else response.end('{"message":"email is not valid"}');
    });
  });
  afterAll(() => server.close());
  const once = { retry: { attempts: 1, delayMs: 0 } };
  const call = (path: string, more: Record<string, unknown> = {}) =>
    small({
      start: { type: 'manual' },
      call: { type: 'http-request', label: 'Call', params: { url: `${server.url}${path}`, ...more }, options: once },
    });

  it.each([
    ['/500', 'provider_fault', 'certain'],
    ['/429', 'rate_limited', 'certain'],
    ['/401', 'unauthorized', 'certain'],
    ['/403', 'forbidden', 'certain'],
    ['/404', 'not_found', 'certain'],
    ['/422', 'bad_request', 'unsure'],
  ])('that answers %s is %s, and nothing is edited', async (path, name, confidence) => {
    const told = await explained(call(path), [{}]);

    expect(told.cause).toEqual({ class: name, node: 'call', origin: 'call', confidence });
    expect(told.fix).toBeNull();
    expect(told.evidence[0]).toMatchObject({ path: 'error.details.status', value: Number(path.slice(1)) });
  });

  it('is not there', async () => {
    const gone = await answering(() => undefined);
    gone.close();
    const told = await explained(
      small({ start: { type: 'manual' }, call: { type: 'http-request', params: { url: gone.url }, options: once } }),
      [{}],
    );
    expect(told.cause).toMatchObject({ class: 'provider_fault', confidence: 'likely' });
  });

  it('has nothing at an address that was made from a value', async () => {
    const told = await explained(call('/404/{{ item.id }}'), [{ id: 77 }]);

    expect(told.cause).toEqual({ class: 'not_found', node: 'call', origin: 'start', confidence: 'likely' });
    expect(told.evidence).toContainEqual(expect.objectContaining({ path: 'outputs.next[0].id', value: 77 }));
  });

  it('was called with a gap in the address', async () => {
    const told = await explained(call('/404/{{ item.id }}'), [{ id: null }]);

    expect(told.cause).toMatchObject({ class: 'wrong_value', origin: 'start' });
  });

  it('names the value that it does not take', async () => {
    const body = { email: '{{ item.contact }}', name: '{{ item.name }}' };
    const told = await explained(call('/400', { method: 'POST', body }), [{ contact: 'nobody', name: 'Ada' }]);

    expect(told.cause).toEqual({ class: 'bad_request', node: 'call', origin: 'start', confidence: 'likely' });
    expect(told.sentence).toContain('`contact` was "nobody"');
  });

  it('answers without the list that was asked for', async () => {
    const told = await explained(call('/200', { itemsPath: 'mesage' }), [{}]);

    expect(told.cause).toMatchObject({ class: 'missing_field', node: 'call', origin: 'call' });
    expect(told.fix?.changes ?? []).toMatchObject([{ params: { itemsPath: 'message' } }]);
  });

  it('was given a value that is no address', async () => {
    const told = await explained(
      small({ start: hook, call: { type: 'http-request', params: { url: '{{ item.body.link }}' }, options: once } }),
      order({ link: 'nowhere' }),
    );
    expect(told.cause).toEqual({ class: 'wrong_value', node: 'call', origin: 'start', confidence: 'certain' });
  });

  it('sends a page where a feed was expected', async () => {
    const read = { type: 'rss-read', params: { url: `${server.url}/page` }, options: once };
    const told = await explained(small({ start: { type: 'manual' }, read }), [{}]);

    expect(told.cause).toMatchObject({ class: 'answer_unreadable', node: 'read' });
  });

  it('gives the list itself, and not one further in', async () => {
    const call = { type: 'http-request', params: { url: `${server.url}/list`, itemsPath: 'orders' }, options: once };
    const told = await explained(small({ start: { type: 'manual' }, call }), [{}]);

    expect(told).toMatchObject({ cause: { class: 'configuration', node: 'call' }, proof: 'works' });
    expect(told.fix!.summary).toEqual(['In *call*, set `itemsPath` to an empty text']);
  });

  it('may not be called', async () => {
    const call = { type: 'http-request', params: { url: 'http://169.254.169.254/latest' }, options: once };
    const told = await explained(small({ start: { type: 'manual' }, call }), [{}]);

    expect(told.cause).toMatchObject({ class: 'address_blocked', node: 'call' });
  });
});

describe('no failure, and yet nothing', () => {
  const big = { conditions: [{ left: '{{ item.amount }}', operator: 'greater', right: 100 }] };

  it('was left over by a filter', async () => {
    const workflow = small({
      start: { type: 'manual' },
      keep: { type: 'filter', label: 'Only big', params: big },
      save: store('{{ item.amount }}'),
    });
    const told = await explained(workflow, [{ amount: 20 }, { amount: 70 }]);

    expect(told.cause).toEqual({ class: 'nothing_arrived', node: 'keep', origin: 'start', confidence: 'certain' });
    expect(told.sentence).toMatchInlineSnapshot(
      `"Step *Only big* keeps items where amount > 100. Of 2 items none passed, so *Save order* had nothing to do. \`amount\` was 20 and 70."`,
    );
    expect(told.evidence.map(({ value }) => value)).toEqual([20, 70, []]);
  });

  it('went the other way', async () => {
    const workflow = small({
      start: { type: 'manual' },
      check: { type: 'if', label: 'Is it big?', params: big },
      save: { ...store('{{ item.amount }}'), after: 'check yes' },
      answer: { type: 'respond', params: { body: 'small' }, after: 'check no' },
    });
    const told = await explained(workflow, [{ amount: 20 }]);

    expect(told.cause).toEqual({ class: 'wrong_branch', node: 'check', origin: 'start', confidence: 'certain' });
    expect(told.sentence).toMatchInlineSnapshot(
      `"Step *Is it big?* (amount > 100) sent 1 item to \`no\` and none to \`yes\`, so *Save order* had nothing to do. \`amount\` was 20."`,
    );
  });

  it('came from a source without items', async () => {
    const find = { type: 'data-table', params: { operation: 'find', table: 'empty' } };
    const workflow = small({ start: { type: 'manual' }, find, save: store('{{ item.amount }}') });
    const told = await explained(workflow, [{ a: 1 }]);

    expect(told.cause).toMatchObject({ class: 'empty_input', node: 'find', origin: 'find' });
  });

  it('is not so where a summary says that there was nothing', async () => {
    const find = { type: 'data-table', params: { operation: 'find', table: 'empty' } };
    const operations = ['count', 'sum', 'average', 'list'].map(operation => ({ operation, field: 'n', as: operation }));
    const count = { type: 'aggregate', params: { operations } };
    const total = await run(small({ start: { type: 'manual' }, find, count }), [{ a: 1 }]);
    const grouped = { type: 'aggregate', params: { operations, groupBy: 'city' } };
    const groups = await run(small({ start: { type: 'manual' }, find, count: grouped }), [{ a: 1 }]);

    expect(total.records[2]!.outputs).toEqual({ next: [{ count: 0, sum: 0, average: null, list: [] }] });
    expect(groups.records[2]!.status).toBe('skipped');
  });

  it('ended at a filter, or passed it in part', async () => {
    const keep = { type: 'filter', label: 'Only big', params: big };
    const ended = await explained(small({ start: { type: 'manual' }, keep }), [{ amount: 1 }]);
    const part = await explained(small({ start: { type: 'manual' }, keep }), [{ amount: 1 }, { amount: 200 }]);

    expect(ended.cause).toMatchObject({ class: 'nothing_arrived', node: 'keep', origin: 'start' });
    expect(part.sentence).toContain('*Only big* kept 1 of 2');
  });

  it('was only a test run', async () => {
    const workflow = small({ start: { type: 'manual' }, save: store('{{ item.amount }}') });
    const told = await explained(workflow, [{ amount: 1 }], { mode: 'verify' });

    expect(told.cause).toMatchObject({ class: 'configuration', node: 'save' });
  });

  it('did everything', async () => {
    const told = await explained(small({ start: { type: 'manual' }, save: store('{{ item.amount }}') }), [
      { amount: 1 },
    ]);

    expect(told).toMatchObject({ cause: { class: 'unknown', confidence: 'unsure' }, fix: null });
  });
});

describe('other endings', () => {
  it('names a table that does not exist, and the one that was meant', async () => {
    const find = { type: 'data-table', params: { operation: 'find', table: 'big order' } };
    const save = { type: 'data-table', params: { operation: 'insert', table: 'big orders', values: [] } };
    const told = await explained(small({ start: { type: 'manual' }, find, save }), [{ a: 1 }]);

    expect(told.cause).toMatchObject({ class: 'table_missing', node: 'find' });
    expect(told.fix!.changes).toMatchObject([{ params: { table: 'big orders' } }]);
  });

  it('says that an expression reads from a step that did not run', async () => {
    const workflow = small({
      start: { type: 'manual' },
      check: { type: 'if', params: { conditions: [{ left: '{{ item.a }}', operator: 'equals', right: 1 }] } },
      extra: { type: 'limit', params: { count: 1 }, after: 'check yes' },
      save: { ...store('{{ nodes.extra.item.a }}'), after: 'check no' },
    });
    const told = await explained(workflow, [{ a: 2 }]);

    expect(told.cause).toMatchObject({ class: 'expression_error', node: 'save', origin: 'extra' });
  });

  it('says that the run was stopped', async () => {
    const stop = new AbortController();
    stop.abort(new AppError('execution.cancelled', {}));
    const told = await explained(small({ start: { type: 'manual' }, save: store('x') }), [{}], { signal: stop.signal });

    expect(told.cause).toMatchObject({ class: 'cancelled' });
  });

  it('tells of a failure that the run went on after', async () => {
    const check = {
      type: 'filter',
      params: { conditions: [{ left: '{{ item.amount }}', operator: 'greater', right: 1 }] },
      options: { onError: 'continue' as const },
    };
    const told = await explained(small({ start: { type: 'manual' }, check }), [{ amuont: 5 }]);

    expect(told).toMatchObject({ cause: { class: 'missing_field', node: 'check', origin: 'start' } });
  });
});
