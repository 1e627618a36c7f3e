import { describe, expect, it } from 'vitest';
import { run, small } from '../explain/testing/run-small';
import type { Item } from '../workflow/schema';
import { summarizeRun } from './summarize-run';

const over = (left: string) => ({ conditions: [{ left, operator: 'greater', right: 100 }] });
const keep = { type: 'filter', label: 'Unpaid', params: over('{{ item.amount }}') };
const answer = { type: 'respond', label: 'Answer', params: { body: 'ok' } };
const amounts = (...list: number[]): Item[] => list.map(amount => ({ amount }));
const request = (body: Item) => [{ method: 'POST', headers: {}, query: {}, body, files: [] }] as Item[];

async function told(nodes: Parameters<typeof small>[0], items: readonly Item[], mode: 'live' | 'verify' = 'live') {
  const { execution, records } = await run(small(nodes), items, { mode });
  return summarizeRun(execution, records);
}

describe('what a run did, in a sentence', () => {
  it('is that it worked when something reached an end', async () => {
    const nodes = { start: { type: 'manual' }, keep, last: { type: 'limit', params: { count: 1 } } };
    expect(await told(nodes, amounts(20, 200))).toBe('The run worked: 3 steps ran.');
  });

  it('begins with where the items stayed when nothing came through', async () => {
    const nodes = { start: { type: 'manual' }, keep, last: { ...answer, label: 'Last' } };
    expect(await told(nodes, amounts(20, 30, 40))).toMatchInlineSnapshot(
      `"Nothing came through: "Unpaid" let none of 3 items pass. Nothing reached "Last"."`,
    );
    expect(await told(nodes, amounts(20))).toMatchInlineSnapshot(
      `"Nothing came through: "Unpaid" did not let its item pass. Nothing reached "Last"."`,
    );
  });

  it('names the search that found nothing', async () => {
    const find = { type: 'data-table', label: 'Find orders', params: { operation: 'find', table: 'empty' } };
    const nodes = { start: { type: 'manual' }, find, last: { type: 'limit', label: 'First', params: { count: 1 } } };
    expect(await told(nodes, [{}])).toMatchInlineSnapshot(
      `"Nothing came through: "Find orders" gave no items. Nothing reached "First"."`,
    );
  });

  it('says that a caller who waits got no answer, and why', async () => {
    const check = { type: 'if', label: 'Is it big?', params: over('{{ item.body.amount }}') };
    const nodes = { start: { type: 'webhook' }, check, answer: { ...answer, after: 'check yes' } };
    expect(await told(nodes, request({ amount: 20 }))).toMatchInlineSnapshot(
      `"No answer step was reached: "Is it big?" sent its item to "no", where nothing follows. Nothing reached "Answer"."`,
    );
    expect(await told(nodes, request({ amount: 200 }))).toMatchInlineSnapshot(
      `"The run worked: 3 steps ran. It answered 200: ok."`,
    );
  });

  it('does not claim to know what a request would have been answered', async () => {
    const send = { type: 'http-request', label: 'Send', params: { method: 'POST', url: 'https://example.com' } };
    expect(await told({ start: { type: 'manual' }, send }, [{}], 'verify')).toMatchInlineSnapshot(
      `"The test run worked: 2 steps ran. "Send" was only simulated; its answer is not known."`,
    );
  });
});
