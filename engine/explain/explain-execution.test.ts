import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import { store } from './testing/orders';
import { explained, run, small } from './testing/run-small';

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
