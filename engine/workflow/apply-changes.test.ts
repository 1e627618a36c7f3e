import { describe, expect, it } from 'vitest';
import { flow, idOf, step } from '@/tests/support/flow';
import { testTypes } from '@/tests/support/node-types';
import { applyChanges } from './apply-changes';
import type { Change } from './change';
import { describeDiff, diffWorkflows } from './diff';
import { emptyWorkflow, type Workflow } from './schema';

const apply = (workflow: Workflow, ...changes: Change[]) => applyChanges(workflow, changes, testTypes);
const arrows = ({ nodes, connections }: Workflow) => {
  const keyOf = (id: string) => nodes.find(node => node.id === id)!.key;
  return connections.map(({ from, port, to }) => `${keyOf(from)} ${port}> ${keyOf(to)}`);
};
const refusal = (workflow: Workflow, change: Change) => {
  const { skipped, workflow: after } = apply(workflow, change);
  expect(after).toBe(workflow);
  return skipped.map(({ code, hint }) => `${code}: ${hint}`).join('\n');
};
const diamond = flow('start > check', 'check yes> tell', 'check no> log', 'tell > done', 'log > done');

describe('applyChanges', () => {
  it('fills in what was left out, and says what it chose', () => {
    const { workflow, applied } = applyChanges(
      emptyWorkflow('New'),
      [
        { type: 'add-node', node: { type: 'test.trigger' } },
        { type: 'add-node', node: { type: 'test.note', label: 'Prüfe Betrag (€)' } },
        { type: 'add-node', node: { type: 'test.note', key: 'big_orders' } },
        { type: 'add-node', node: { type: 'test.note', label: 'Start' } },
        { type: 'connect', from: 'start', to: 'prufe_betrag' },
      ],
      testTypes,
      {
        newId: (
          next => () =>
            idOf(`new ${next++}`)
        )(0),
      },
    );

    expect(workflow.nodes.map(({ key, label }) => [key, label])).toEqual([
      ['start', 'Start'],
      ['prufe_betrag', 'Prüfe Betrag (€)'],
      ['big_orders', 'Big orders'],
      ['start_2', 'Start'],
    ]);
    expect(applied.at(-1)).toEqual({
      type: 'connect',
      id: idOf('new 4'),
      from: idOf('new 0'),
      port: 'next',
      to: idOf('new 1'),
      input: 'in',
    });
  });

  it('refuses with a hint that leads on', () => {
    const connect = (from: string, to: string, port?: string): Change => ({ type: 'connect', from, to, port });

    expect(refusal(diamond, connect('chek', 'done'))).toBe(
      'node.not_found: There is no step called "chek". Did you mean check?',
    );
    expect(refusal(diamond, connect('check', 'done'))).toBe(
      'port.unknown: The step "Check" has the ways out yes and no. Say which one is meant.',
    );
    expect(refusal(diamond, connect('check', 'done', 'noo'))).toMatch(/Did you mean no\?$/);
    expect(refusal(diamond, connect('tell', 'done'))).toMatch(/^connection.exists/);
    expect(refusal(diamond, connect('done', 'check'))).toMatch(/^connection.cycle/);
    expect(refusal(diamond, connect('done', 'done'))).toMatch(/^connection.cycle/);
    expect(refusal(diamond, connect('done', 'start'))).toMatch(/^connection.into_trigger/);
    expect(refusal(diamond, { type: 'disconnect', from: 'start', to: 'done' })).toBe(
      'connection.not_found: There is no connection from "Start" to "Done". It leads to check.',
    );
    expect(refusal(diamond, { type: 'add-node', node: { type: 'test.notes' } })).toMatch(/Did you mean test.note\?$/);
    expect(refusal(diamond, { type: 'add-node', node: { type: 'test.note', key: 'tell' } })).toMatch(/^node.key_taken/);
    expect(refusal(diamond, { type: 'rename-node', node: 'tell', key: 'log' })).toMatch(/^node.key_taken/);
    expect(refusal(diamond, { type: 'update-node', node: 'tell', params: {} })).toMatch(/^change.nothing/);
    expect(refusal(diamond, { type: 'update-workflow', settings: { timeZone: 'Mars/North' } })).toMatch(
      /^change.invalid/,
    );
    expect(refusal(diamond, { type: 'add-node' } as Change)).toMatch(/^change.invalid/);
  });

  it('finds a step by id, by key, or by a name that only one has', () => {
    const { skipped } = apply(
      diamond,
      ...[idOf('tell'), 'log', 'Done', 'CHECK'].map(
        (node): Change => ({ type: 'rename-node', node, label: `New ${node}` }),
      ),
    );

    expect(skipped).toEqual([]);
  });

  it('closes the gap when a removed step is healed, but never joins what was chosen between', () => {
    expect(arrows(apply(diamond, { type: 'remove-node', node: 'tell', heal: true }).workflow)).toContain(
      'check yes> done',
    );
    expect(arrows(apply(diamond, { type: 'remove-node', node: 'tell' }).workflow)).not.toContain('check yes> done');
    expect(arrows(apply(diamond, { type: 'remove-node', node: 'check', heal: true }).workflow)).toEqual([
      'tell next> done',
      'log next> done',
    ]);
  });

  it('puts a step into an arrow', () => {
    const { workflow } = apply(diamond, {
      type: 'insert-between',
      from: 'check',
      to: 'tell',
      node: { type: 'test.check', key: 'check_2' },
    });

    expect(arrows(workflow)).toContain('check yes> check_2');
    expect(arrows(workflow)).toContain('check_2 yes> tell');
    expect(arrows(workflow)).not.toContain('check yes> tell');
  });

  it('renames a step everywhere it is read', () => {
    const before = flow(
      'start > tell',
      step('tell', { params: { text: 'To {{ nodes.start.item.customer.email }}: nodes.start' } }),
    );

    const { workflow } = apply(before, { type: 'rename-node', node: 'start', key: 'order' });

    expect(workflow.nodes[1]!.params).toEqual({ text: 'To {{ nodes.order.item.customer.email }}: nodes.start' });
  });

  it('follows a case that was renamed in place, and lets the arrows of a removed one go', () => {
    const cases = (...names: string[]) => names.map(name => ({ name, when: `is ${name[0]}` }));
    const before = flow(
      'start > route',
      'route big> tell',
      'route small> log',
      step('route', { params: { cases: cases('big', 'small') } }),
    );
    const set = (value: ReturnType<typeof cases>) =>
      apply(before, { type: 'update-node', node: 'route', params: { cases: value } }).workflow;

    const renamed = set([{ name: 'Huge', when: 'is b' }, ...cases('small')]);
    const removed = set(cases('small'));

    expect(arrows(renamed)).toEqual(['start next> route', 'route huge> tell', 'route small> log']);
    expect(arrows(removed)).toEqual(['start next> route', 'route small> log']);
    expect(describeDiff(diffWorkflows(before, removed))).toContain('Disconnected "Route" (big) to "Tell"');
  });

  it('keeps the connections of a replaced step that still have a port', () => {
    const { workflow } = apply(diamond, { type: 'replace-node', node: 'tell', with: { type: 'test.check' } });

    expect(arrows(workflow)).toEqual(['start next> check', 'check yes> tell', 'check no> log', 'log next> done']);
  });

  it('has a way out for failures only while they are routed', () => {
    const routed = apply(
      diamond,
      { type: 'update-node', node: 'tell', options: { onError: 'route' } },
      { type: 'connect', from: 'tell', port: 'error', to: 'log' },
    );
    expect(arrows(routed.workflow)).toContain('tell error> log');

    const stopped = apply(routed.workflow, { type: 'update-node', node: 'tell', options: { onError: 'stop' } });
    expect(arrows(stopped.workflow)).not.toContain('tell error> log');
  });

  it('leaves a locked step alone until it is unlocked', () => {
    const locked = flow('start > note', step('note', { options: { locked: true } }));

    expect(refusal(locked, { type: 'remove-node', node: 'note' })).toMatch(/^node.locked/);
    expect(refusal(locked, { type: 'update-node', node: 'note', params: { limit: 5 } })).toMatch(/^node.locked/);
    expect(
      apply(
        locked,
        { type: 'update-node', node: 'note', options: { locked: false } },
        { type: 'remove-node', node: 'note' },
      ).skipped,
    ).toEqual([]);
  });
});
