import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../nodes/registry.generated';
import type { NodeExecution } from '../run/node-execution';
import type { Item } from '../workflow/schema';
import { explainExecution } from './explain-execution';
import { explained, inLoop, run, small } from './testing/run-small';

const text = (value: string) => ({ type: 'set', params: { fields: [{ name: 'text', value }], keep: 'all' } });
const people = (...list: unknown[]) => list as Item[];

describe('a loop', () => {
  const letters = (value: string, params: Record<string, unknown> = {}) =>
    inLoop(
      small({
        start: { type: 'manual' },
        each: { type: 'loop', label: 'For each guest', params },
        write: { ...text(value), label: 'Write' },
      }),
      'each',
      'write',
    );

  it('whose third round lacked a field keeps what the other rounds have', async () => {
    const told = await explained(
      letters('{{ item.guest.city.toUpperCase() }}'),
      people({ guest: { city: 'Ulm' } }, { guest: { city: 'Bonn' } }, { guest: { town: 'Kiel' } }),
    );
    expect(told.sentence).toContain('*Write* in round 3 of *For each guest* needs `guest.city`');
    expect(told.cause).toMatchObject({ class: 'missing_field', node: 'each[2]/write', origin: 'start' });
    expect(told.proof).not.toBe('fails');
    expect(told.proofSentence ?? '').not.toContain('[');
  });

  it('that would take too many rounds says what to change', async () => {
    const told = await explained(letters('x', { maxRounds: 2 }), people({}, {}, {}));
    expect(told.cause).toMatchObject({ class: 'configuration', node: 'each', confidence: 'certain' });
    expect(told.nextStep).toContain('raise the most rounds');
  });

  it('that goes on after a failed round is explained by the step inside', async () => {
    const workflow = letters('{{ item.guest.city.toUpperCase() }}');
    const nodes = workflow.nodes.map(node =>
      node.key === 'each' ? { ...node, options: { onError: 'continue' as const } } : node,
    );
    const told = await explained({ ...workflow, nodes }, people({ guest: { town: 'Kiel' } }));
    expect(told.recorded.execution.status).toBe('succeeded');
    expect(told.sentence).toContain('*Write* in round 1 of *For each guest* needs `guest.city`');
    expect(told.sentence).toContain('The run went on without it');
  });
});

describe('a run that has not ended', () => {
  const parked = async (type: string, facts: Partial<NodeExecution>) => {
    const workflow = small({ start: { type: 'manual' }, ask: { ...text('x'), label: 'Ask the boss' } });
    const { execution, records } = await run({ ...workflow, settings: { timeZone: 'Europe/Rome' } }, [{}]);
    const startedAt = '2026-03-02T07:00:00.000Z';
    return explainExecution({
      execution: { ...execution, status: 'waiting', finishedAt: null },
      records: records.map(record =>
        record.nodeKey === 'ask'
          ? { ...record, type, status: 'waiting' as const, outputs: {}, startedAt, finishedAt: null, ...facts }
          : record,
      ),
      nodeTypes,
    });
  };

  it('waits for somebody, for days', async () => {
    const told = await parked('core.approval', {
      wakeAt: '2026-03-06T07:00:00.000Z',
      resolvedParams: { title: 'Order 40 chairs?' },
    });
    expect(told.cause).toMatchObject({ class: 'not_finished', node: 'ask', confidence: 'certain' });
    expect(told.sentence).toBe(
      'Nothing failed: step *Ask the boss* has asked "Order 40 chairs?" on Mon, 2 Mar 2026, 08:00 (Europe/Rome) and waits for an answer, until Fri, 6 Mar 2026, 08:00 (Europe/Rome) at the longest.',
    );
    expect(told.nextStep).toContain('Answer it');
    expect(told.evidence).toContainEqual(expect.objectContaining({ path: 'wakeAt' }));
  });

  it('waits for a call', async () => {
    const told = await parked('core.wait', { resolvedParams: { mode: 'call' } });
    expect(told.sentence).toContain('waits for a call to its address');
  });

  it('is tried again after a refusal', async () => {
    const error = { code: 'node.unavailable', message: 'shop.test answered 503.', details: {}, itemIndex: 0 };
    const told = await parked('core.http-request', { error, wakeAt: '2026-03-02T07:05:00.000Z' });
    expect(told.sentence).toContain('is tried again on Mon, 2 Mar 2026, 08:05');
    expect(told.sentence).toContain('503');
  });
});

describe('a workflow that another one called', () => {
  it('is explained by what stopped there', async () => {
    const below = await run(
      {
        ...small({ start: { type: 'manual' }, bill: { ...text('{{ item.price }}'), label: 'Bill' } }),
        name: 'Billing',
      },
      [{ cost: 3 }],
    );
    const { execution, records } = await run(small({ start: { type: 'manual' }, call: text('x') }), [{}]);
    const details = { workflow: 'Billing', run: below.execution.id, reason: 'it stopped' };
    const error = { code: 'call.failed', message: '"Billing" failed.', details, itemIndex: null };
    const told = explainExecution({
      execution: { ...execution, status: 'failed', error: { ...error, nodeKey: 'call' } },
      records: records.map(record => (record.nodeKey === 'call' ? { ...record, status: 'failed', error } : record)),
      nodeTypes,
      called: [below],
    });
    expect(told.cause).toMatchObject({ class: 'missing_field', node: 'call' });
    expect(told.sentence).toContain('In "Billing": Step *Bill* needs `price`');
    expect(told.evidence.map(({ execution: id }) => id)).toContain(below.execution.id);
    expect(told.fix).toBeNull();
  });

  it.each([
    ['approval.nobody_answered', 'timeout', 'Run it again to ask anew'],
    ['wait.nobody_called', 'timeout', 'was given the address'],
    ['limit.items', 'wrong_value', 'less come at a time'],
    ['call.cycle', 'configuration', 'out of the circle'],
  ])('or a step that stopped with %s says what helps', async (code, cause, next) => {
    const { execution, records } = await run(small({ start: { type: 'manual' }, ask: text('x') }), [{}]);
    const error = { code, message: 'It was over.', details: {}, itemIndex: null };
    const told = explainExecution({
      execution: { ...execution, status: 'failed', error: { ...error, nodeKey: 'ask' } },
      records: records.map(record => (record.nodeKey === 'ask' ? { ...record, status: 'failed', error } : record)),
      nodeTypes,
    });
    expect(told.cause.class).toBe(cause);
    expect(told.nextStep).toContain(next);
  });
});
