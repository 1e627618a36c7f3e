import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../nodes/registry.generated';
import { applyChanges } from './apply-changes';
import type { Change, NewNode } from './change';
import { emptyWorkflow, type Workflow } from './schema';
import { validateWorkflow } from './validate';

const add = (key: string, type: string, facts: Partial<NewNode> = {}): Change => ({
  type: 'add-node',
  node: { key, type, ...facts },
});
const connect = (from: string, to: string): Change => ({ type: 'connect', from, to });
const build = (...changes: Change[]) => applyChanges(emptyWorkflow('Loops'), changes, nodeTypes);
const found = (workflow: Workflow) =>
  validateWorkflow(workflow, nodeTypes).map(({ code, nodeKey, message }) => ({ code, nodeKey, message }));
const say = { operation: 'insert', table: 'seen', values: [{ name: 'who', value: '{{ item.name }}' }] };
const start = [add('start', 'core.manual'), add('each_row', 'core.loop'), connect('start', 'each_row')];
const inLoop = { parentId: 'each_row' };

describe('a loop', () => {
  it('takes steps by the key of the loop, and each begins with what arrived', () => {
    const { workflow, skipped } = build(...start, add('store', 'core.data-table', { ...inLoop, params: say }));
    expect(skipped).toEqual([]);
    expect(found(workflow)).toEqual([]);
    expect(workflow.nodes.find(({ key }) => key === 'store')!.parentId).toBe(workflow.nodes[1]!.id);
  });

  it('must own a step, and something must come back from it', () => {
    expect(found(build(...start).workflow)).toMatchObject([{ code: 'loop_empty', nodeKey: 'each_row' }]);
    const { workflow } = build(...start, add('halt', 'core.stop', { ...inLoop, params: { message: 'No' } }));
    expect(found(workflow)).toMatchObject([
      { code: 'loop_gives_nothing', message: expect.stringContaining('its steps end at "Halt"') },
    ]);
  });

  it('owns no trigger, and what is no loop owns nothing', () => {
    const { skipped } = build(
      ...start,
      add('hook', 'core.webhook', inLoop),
      add('x', 'core.set', { parentId: 'start' }),
    );
    expect(skipped.map(({ hint }) => hint)).toEqual([
      'A trigger starts the whole workflow, so it cannot be inside "Each row".',
      '"Start" is no loop, so no step can be inside of it. Add a core.loop.',
    ]);
    const { workflow } = build(...start, add('store', 'core.data-table', { ...inLoop, params: say }));
    const nodes = workflow.nodes.map(node => (node.type === 'core.loop' ? { ...node, type: 'core.limit' } : node));
    expect(found({ ...workflow, nodes })).toContainEqual(expect.objectContaining({ code: 'inside_no_loop' }));
  });

  it('has no arrows over its border, and the refusal says what happens without one', () => {
    const { skipped } = build(
      ...start,
      add('store', 'core.data-table', { ...inLoop, params: say }),
      add('after', 'core.limit', { params: { count: 1 } }),
      connect('each_row', 'store'),
      connect('store', 'each_row'),
      connect('store', 'after'),
    );
    expect(skipped.map(({ code }) => code)).toEqual(new Array(3).fill('connection.across_levels'));
    expect(skipped[0]!.hint).toContain('each round begins with the steps inside that no arrow leads to');
    expect(skipped[1]!.hint).toContain('comes back by itself');
    expect(skipped[2]!.hint).toContain('lead from the loop that "Store" is in');
  });

  it('is checked inside: what arrives there, what came back, and what its key means', () => {
    const conditions = [{ left: '{{ item.rows }}', operator: 'greater', right: 3 }];
    const counted = { operations: [{ operation: 'count', as: 'row_count' }] };
    const { workflow } = build(
      add('start', 'core.schedule', { params: { mode: 'cron', cron: '0 8 * * *' } }),
      add('poll', 'core.loop', { params: { mode: 'until', again: 'input', conditions } }),
      connect('start', 'poll'),
      add('note', 'core.set', {
        parentId: 'poll',
        params: { fields: [{ name: 'at', value: '{{ nodes.poll.item.schedulled_at }} {{ nodes.sum.item }}' }] },
      }),
      add('sum', 'core.aggregate', { parentId: 'poll', params: counted }),
      connect('note', 'sum'),
      add('after', 'core.set', {
        params: { fields: [{ name: 'n', value: '{{ item.row_cont }} {{ nodes.note.item.at }}' }] },
      }),
      connect('poll', 'after'),
    );
    const issues = validateWorkflow(workflow, nodeTypes).map(({ nodeKey, code, suggestion }) => [
      nodeKey,
      code,
      suggestion?.to ?? null,
    ]);
    expect(issues).toEqual([
      ['poll', 'path_unknown', 'item.row_count'],
      ['note', 'path_unknown', 'nodes.poll.item.scheduled_at'],
      ['note', 'reference_not_upstream', null],
      ['after', 'path_unknown', 'item.row_count'],
      ['after', 'reference_not_upstream', null],
    ]);
  });
});
