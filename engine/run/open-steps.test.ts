import { describe, expect, it } from 'vitest';
import { run, small } from '../explain/testing/run-small';
import { nodeTypes } from '../nodes/registry.generated';
import type { Item } from '../workflow/schema';
import { validateWorkflow } from '../workflow/validate';
import { summarizeRun } from './summarize-run';

type Nodes = Parameters<typeof small>[0];
const start = { type: 'manual' };
const open = { conditions: [], match: 'all' };
const set = (value: string) => ({ type: 'set', label: 'Set', params: { fields: [{ name: 'seen', value }] } });

const issuesOf = (nodes: Nodes) =>
  validateWorkflow(small(nodes), nodeTypes).map(({ code, blocks, nodeKey }) => `${code} ${blocks} ${nodeKey}`);

async function rehearse(nodes: Nodes, items: readonly Item[] = [{ id: 1 }], mode: 'verify' | 'live' = 'verify') {
  const { execution, records } = await run(small(nodes), items, { mode });
  const byKey = Object.fromEntries(records.map(record => [record.nodeKey, record]));
  return { execution, byKey, told: summarizeRun(execution, records) };
}

describe('what is open in a step', () => {
  it('blocks real runs only: addresses, conditions, and who gets a mail', () => {
    expect(
      issuesOf({
        start,
        call: { type: 'http-request', label: 'Call', params: { method: 'POST', url: '' } },
        feed: { type: 'rss-read', label: 'Feed', params: { url: '' } },
        keep: { type: 'filter', label: 'Keep', params: open },
        mail: { type: 'send-email', label: 'Mail', params: { to: '', subject: 'Hi', text: 'Hi' } },
        wait: { type: 'wait', label: 'Wait', params: { mode: 'for' } },
      }),
    ).toEqual([
      'address_open live call',
      'address_open live feed',
      'condition_open live keep',
      'setting_open live mail',
      'credential_missing live mail',
      'setting_open live wait',
    ]);
  });

  it('blocks every run where a value is wrong rather than missing, or shapes what follows', () => {
    expect(
      issuesOf({
        start,
        keep: {
          type: 'filter',
          label: 'Keep',
          params: { conditions: [{ left: '{{ item.id }}', operator: 'equals' }] },
        },
        call: { type: 'http-request', label: 'Call', params: { method: 'POST', url: 'example' } },
        set: { type: 'set', label: 'Set', params: { fields: [] } },
      }),
    ).toEqual(['param_missing run keep', 'param_invalid run call', 'param_missing run set']);
  });

  it('is told with what to do about it', () => {
    const nodes = {
      start,
      call: { type: 'http-request', label: 'Post it', params: { method: 'POST', url: '', service: 'slack' } },
      other: { type: 'http-request', label: 'Ask', params: { method: 'GET', url: '' } },
      check: { type: 'if', label: 'Is it big?', params: open },
    };
    const messages = validateWorkflow(small(nodes), nodeTypes).map(({ code, message }) => `${code}: ${message}`);
    expect(messages).toMatchInlineSnapshot(`
      [
        "address_open: "Post it" has no path yet: give the one that the service documents, such as /items. Test runs do without.",
        "credential_missing: "Post it" needs a key before it can work. Add one, or choose one that is there.",
        "address_open: "Ask" has no address yet: give the web address it is to call. Test runs do without.",
        "condition_open: "Is it big?" has no condition yet: say what is checked, with a field and a value. Test runs do without.",
      ]
    `);
  });
});

describe('a test run with something open', () => {
  it('does not call a step without an address, and says so in its record', async () => {
    const call = { type: 'http-request', label: 'Ask', params: { method: 'GET', url: '' } };
    const last = set('{{ item.body.customer.email }} {{ item.body.total * 2 }}');
    const { execution, byKey, told } = await rehearse({ start, call, last });

    expect(execution.status).toBe('succeeded');
    expect(byKey.call).toMatchObject({
      status: 'succeeded',
      simulated: true,
      given: 'open',
      resolvedParams: { url: '' },
    });
    // What the steps behind it read is there, so the rest of the workflow is tried too.
    expect(byKey.last!.outputs.next![0]!.seen).toBe('ada@example.com 240');
    expect(told).toMatchInlineSnapshot(
      `"The test run worked: 3 steps ran. "Ask" was not called, because its address is open: an example stands in for the answer."`,
    );
  });

  it('gives one entry of a list whose address is open', async () => {
    const call = { type: 'http-request', label: 'Ask', params: { method: 'GET', url: '', itemsPath: '' } };
    const { byKey } = await rehearse({ start, call, last: set('{{ item.title }}') });
    expect(byKey.last!.outputs.next).toEqual([
      { title: 'A question about my order', seen: 'A question about my order' },
    ]);
  });

  it('goes the way of yes where a condition is open, and keeps what a filter gets', async () => {
    const nodes = {
      start,
      keep: { type: 'filter', label: 'Keep', params: open },
      check: { type: 'if', label: 'Is it big?', params: open },
      yes: { ...set('big'), after: 'check yes' },
      no: { ...set('small'), after: 'check no' },
    };
    const { execution, byKey, told } = await rehearse(nodes, [{ id: 1 }, { id: 2 }]);

    expect(execution.status).toBe('succeeded');
    expect(byKey.yes!.outputs.next!.map(({ id }) => id)).toEqual([1, 2]);
    expect(byKey.no!.status).toBe('skipped');
    expect(told).toMatchInlineSnapshot(
      `"The test run worked: 4 steps ran. Nothing reached "Set". The conditions of "Keep" and "Is it big?" are open, so everything went on as if they held."`,
    );
  });

  it('gives the example of a feed, and passes on what a mail without a receiver would be about', async () => {
    const feed = { type: 'rss-read', label: 'Feed', params: { url: '' } };
    const mail = { type: 'send-email', label: 'Mail', params: { to: '', subject: '{{ item.title }}', text: 'x' } };
    const { execution, told } = await rehearse({ start, feed, mail });
    expect(execution.status).toBe('succeeded');
    expect(told).toMatchInlineSnapshot(
      `"The test run worked: 3 steps ran. "Feed" was not called, because its address is open: an example stands in for the answer. "Mail" was not carried out, because a setting of it is open."`,
    );
  });

  it('uses what was recorded or pinned before any example', async () => {
    const call = { type: 'http-request', label: 'Ask', params: { method: 'GET', url: '' } };
    const pinned = { ...call, options: { pinned: [{ body: { total: 7 } }] } };
    const { byKey } = await rehearse({ start, call: pinned, last: set('{{ item.body.total }}') });
    expect(byKey.call).toMatchObject({ given: 'pinned' });
    expect(byKey.last!.outputs.next![0]!.seen).toBe(7);
  });
});

it('never stands in for anything in a real run', async () => {
  const call = { type: 'http-request', label: 'Ask', params: { method: 'GET', url: '' } };
  const { execution, byKey } = await rehearse({ start, call }, [{}], 'live');
  expect(execution.status).toBe('failed');
  expect(byKey.call).toMatchObject({ status: 'failed', simulated: false, error: { code: 'node.params_invalid' } });
});

it('needs no key to rehearse what a mailbox would start', async () => {
  const mailbox = { type: 'email-received', label: 'New e-mail' };
  const { execution, byKey } = await rehearse({ start: mailbox, last: set('{{ item.subject }}') }, [
    { subject: 'Hello' },
  ]);
  expect(execution.status).toBe('succeeded');
  expect(byKey.last!.outputs.next![0]!.seen).toBe('Hello');
});
