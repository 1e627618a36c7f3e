import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../nodes/registry.generated';
import { applyChanges } from '../workflow/apply-changes';
import type { Change, NewNode } from '../workflow/change';
import { emptyWorkflow, type Workflow } from '../workflow/schema';
import { validateWorkflow } from '../workflow/validate';
import { nearby } from './nearby';
import { suggestSteps } from './suggest-steps';

const build = (...changes: Change[]) => applyChanges(emptyWorkflow('Test'), changes, nodeTypes).workflow;

const feed = build(
  { type: 'add-node', node: { key: 'start', ...usual('core.schedule') } },
  { type: 'add-node', node: { key: 'read', ...usual('core.rss-read') } },
  { type: 'connect', from: 'start', to: 'read' },
);

function usual(type: string): NewNode {
  return { type, params: nodeTypes[type]!.example.params as NewNode['params'] };
}

describe('suggested steps', () => {
  it('are three different ones that leave nothing to fix once they stand there', () => {
    const { id } = feed.nodes.find(({ key }) => key === 'read')!;
    const before = validateWorkflow(feed, nodeTypes).length;

    const steps = suggestSteps(feed, { from: id, port: 'next' }, { nodeTypes });

    expect(new Set(steps.map(({ type }) => type)).size).toBe(3);
    for (const { type, params } of steps) {
      const node = { key: 'added', type, params } as NewNode;
      const { workflow, skipped } = applyChanges(
        feed,
        [
          { type: 'add-node', node },
          { type: 'connect', from: id, to: 'added' },
        ],
        nodeTypes,
      );
      expect(skipped).toEqual([]);
      const issues = validateWorkflow(workflow, nodeTypes).filter(
        ({ blocks }) => blocks === 'run' || blocks === 'save',
      );
      expect(issues.length).toBeLessThanOrEqual(before);
    }
  });

  it('start the workflow where nothing leads to the place', () => {
    const steps = suggestSteps(emptyWorkflow('Test'), {}, { nodeTypes });

    expect(steps.map(({ type }) => nodeTypes[type]!.kind)).toEqual(['trigger', 'trigger', 'trigger']);
  });

  it('answer a webhook that has no answer yet', () => {
    const hook = build({ type: 'add-node', node: { key: 'hook', ...usual('core.webhook') } });

    const steps = suggestSteps(hook, { from: hook.nodes[0]!.id, port: 'next' }, { nodeTypes });

    expect(steps.map(({ type }) => type)).toContain('core.respond');
  });
  it('hold no answer where nobody waits for one', () => {
    const byHand = build(
      { type: 'add-node', node: { key: 'start', ...usual('core.manual') } },
      { type: 'add-node', node: { key: 'get', ...usual('core.http-request') } },
      { type: 'connect', from: 'start', to: 'get' },
    );
    const get = byHand.nodes.find(({ key }) => key === 'get')!;

    const steps = suggestSteps(byHand, { from: get.id, port: 'next' }, { nodeTypes });

    expect(steps.map(({ type }) => type)).not.toContain('core.respond');
    expect(steps).toHaveLength(3);
  });

  it('of a large workflow are those of the part around the place', () => {
    const chain = (count: number) =>
      build(
        { type: 'add-node', node: { key: 'hook', ...usual('core.webhook') } },
        ...Array.from({ length: count }, (_, index): Change[] => [
          { type: 'add-node', node: { key: `s${index}`, ...usual('core.sort') } },
          { type: 'connect', from: index === 0 ? 'hook' : `s${index - 1}`, to: `s${index}` },
        ]).flat(),
      );
    const behindLast = (workflow: Workflow) =>
      suggestSteps(workflow, { from: workflow.nodes.at(-1)!.id, port: 'next' }, { nodeTypes });

    const large = chain(200);
    expect(nearby(large, [large.nodes.at(-1)!.id]).nodes.map(({ key }) => key)).toEqual(
      large.nodes.slice(-60).map(({ key }) => key),
    );
    expect(behindLast(large)).toHaveLength(3);
  });
});
