import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChanges, anyWorkflow } from '@/tests/support/arbitrary-changes';
import { testTypes } from '@/tests/support/node-types';
import { applyChanges } from './apply-changes';
import { describeDiff, diffWorkflows, isEmptyDiff } from './diff';
import { isEqual } from './equal';
import { nodesOnCycles } from './graph';
import { changesBetween } from './invert';
import { outlineWorkflow } from './outline';
import { isTrigger, portsOf } from './ports';
import { Workflow } from './schema';
import { validateWorkflow } from './validate';

const runs = { numRuns: 150 };

function expectValid(workflow: Workflow) {
  expect(Workflow.safeParse(workflow).error).toBeUndefined();
  const unique = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);
  unique(workflow.nodes.map(({ id }) => id));
  unique(workflow.nodes.map(({ key }) => key));
  unique(workflow.connections.map(({ id }) => id));
  unique(workflow.connections.map(({ from, port, to }) => `${from} ${port} ${to}`));
  const nodes = new Map(workflow.nodes.map(node => [node.id, node]));
  for (const { from, port, to } of workflow.connections) {
    const [source, target] = [nodes.get(from)!, nodes.get(to)!];
    expect(portsOf(source, testTypes)).toContain(port);
    expect(isTrigger(target.type, testTypes)).toBe(false);
    expect(source.parentId).toBe(target.parentId);
  }
  for (const { type, parentId } of workflow.nodes) {
    expect(testTypes[type]).toBeDefined();
    if (parentId) expect(nodes.has(parentId)).toBe(true);
  }
  expect(nodesOnCycles(workflow)).toEqual([]);
}

describe('any list of changes', () => {
  it('leaves a valid graph, and each change either applies or is refused with a code and a hint', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, (workflow, changes) => {
        const before = structuredClone(workflow);

        const { workflow: after, applied, skipped } = applyChanges(workflow, changes, testTypes);

        expectValid(after);
        expect(applied.length + skipped.length).toBe(changes.length);
        for (const { change, code, hint } of skipped) {
          expect(changes).toContain(change);
          expect(code).toMatch(/^[a-z]+\.[a-z_]+$/);
          expect(hint).toMatch(/[.?]$/);
        }
        expect(workflow).toEqual(before);
        expect(validateWorkflow(after, testTypes).filter(({ blocks }) => blocks === 'save')).toEqual([]);
        expect(outlineWorkflow(after, testTypes)).toBeTypeOf('string');
      }),
      runs,
    );
  });

  it('gives the same again when what was applied is applied again', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, (workflow, changes) => {
        const { workflow: after, applied } = applyChanges(workflow, changes, testTypes);

        const again = applyChanges(workflow, applied, testTypes);

        expect(again.skipped).toEqual([]);
        expect(again.workflow).toEqual(after);
      }),
      runs,
    );
  });

  it('has an inverse that gives the original back', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, (before, changes) => {
        const { workflow: after } = applyChanges(before, changes, testTypes);

        const undone = applyChanges(after, changesBetween(after, before), testTypes);

        expect(undone.skipped).toEqual([]);
        expect(isEmptyDiff(diffWorkflows(undone.workflow, before))).toBe(true);
        expect(undone.workflow).toEqual(before);
      }),
      runs,
    );
  });

  it('is led to by changesBetween from any other workflow', () => {
    fc.assert(
      fc.property(anyWorkflow, anyWorkflow, (before, after) => {
        const { workflow, skipped } = applyChanges(before, changesBetween(before, after), testTypes);

        expect(skipped).toEqual([]);
        expect(isEmptyDiff(diffWorkflows(workflow, after))).toBe(true);
      }),
      runs,
    );
  });

  it('is described by its diff: empty exactly when nothing is different, and said in words', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, (before, changes) => {
        const { workflow: after } = applyChanges(before, changes, testTypes);
        const byId = (workflow: Workflow) => ({
          ...workflow,
          nodes: workflow.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          connections: workflow.connections.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        });

        const diff = diffWorkflows(before, after);

        expect(isEmptyDiff(diff)).toBe(isEqual(byId(before), byId(after)));
        expect(describeDiff(diff).length > 0).toBe(!isEmptyDiff(diff));
      }),
      runs,
    );
  });
});
