import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChanges, anyWorkflow } from '@/tests/support/arbitrary-changes';
import { testTypes } from '@/tests/support/node-types';
import { applyChanges } from './apply-changes';
import { diffWorkflows, isEmptyDiff, type WorkflowDiff } from './diff';
import { isEqual } from './equal';
import { changesBetween } from './invert';
import { mergeChanges } from './merge-changes';
import { referencesOf } from './references';
import { Workflow } from './schema';

const runs = { numRuns: 150 };

/** Every node that an edit touches: itself, its arrows, and what it reads from. */
const touched = ({ added, updated, removed, connections }: WorkflowDiff) =>
  new Set([
    ...[...added, ...updated, ...removed].map(({ id }) => id),
    ...[...added, ...removed].flatMap(({ parentId }) => parentId ?? []),
    ...[...connections.added, ...connections.removed].flatMap(({ from, to }) => [from, to]),
  ]);

describe('merging', () => {
  it('takes everything as it is when nobody else changed anything', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, (base, changes) => {
        expect(mergeChanges({ base, current: base, changes, nodeTypes: testTypes })).toEqual({
          mergeable: changes,
          conflicts: [],
        });
      }),
      runs,
    );
  });

  it('never overwrites what someone else changed', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, anyChanges, (base, theirChanges, yourChanges) => {
        const { workflow: current } = applyChanges(base, theirChanges, testTypes);
        const edits = yourChanges.filter(({ type }) => type === 'update-node' || type === 'update-workflow');

        const { mergeable } = mergeChanges({ base, current, changes: edits, nodeTypes: testTypes });
        const { workflow: merged } = applyChanges(current, mergeable, testTypes);

        for (const { id, params } of merged.nodes) {
          const [before, theirs] = [base, current].map(each => each.nodes.find(node => node.id === id));
          if (!before || !theirs) continue;
          for (const [name, value] of Object.entries(theirs.params))
            if (!Array.isArray(value) && !isEqual(value, before.params[name])) expect(params[name]).toEqual(value);
        }
        expect(Workflow.safeParse(merged).error).toBeUndefined();
      }),
      runs,
    );
  });

  it('loses nothing of edits that have nothing in common', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, anyChanges, (base, theirChanges, yourChanges) => {
        const { workflow: current } = applyChanges(base, theirChanges, testTypes);
        const { workflow: yours } = applyChanges(base, yourChanges, testTypes);
        const [theirDiff, yourDiff] = [diffWorkflows(base, current), diffWorkflows(base, yours)];
        const theirs = touched(theirDiff);
        fc.pre([...touched(yourDiff)].every(id => !theirs.has(id)));
        fc.pre(theirDiff.workflow.length === 0 || yourDiff.workflow.length === 0);
        const keys = new Set(current.nodes.map(({ key }) => key));
        fc.pre(
          [...yourDiff.added, ...yourDiff.updated].every(
            ({ key, id }) => !keys.has(key) || current.nodes.some(node => node.key === key && node.id === id),
          ),
        );

        const changes = changesBetween(base, yours);
        // Written by the old key, it follows their rename: nothing is lost, but it reads otherwise afterwards.
        const renamed = base.nodes.filter(({ id, key }) =>
          current.nodes.some(node => node.id === id && node.key !== key),
        );
        fc.pre(!renamed.some(({ key }) => referencesOf(changes).some(({ nodeKey }) => nodeKey === key)));
        const { mergeable, conflicts } = mergeChanges({ base, current, changes, nodeTypes: testTypes });
        const { workflow: merged } = applyChanges(current, mergeable, testTypes);

        expect(conflicts).toEqual([]);
        const lost = diffWorkflows(merged, applyChanges(merged, changesBetween(base, yours), testTypes).workflow);
        expect(lost.updated).toEqual([]);
        for (const { id } of [...yourDiff.added]) expect(merged.nodes.some(node => node.id === id)).toBe(true);
        for (const { id } of [...theirDiff.added]) expect(merged.nodes.some(node => node.id === id)).toBe(true);
      }),
      runs,
    );
  });

  it('is silent when both made the same edit', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, (base, changes) => {
        const { workflow: current } = applyChanges(base, changes, testTypes);

        const { mergeable, conflicts } = mergeChanges({
          base,
          current,
          changes: changesBetween(base, current),
          nodeTypes: testTypes,
        });

        expect(conflicts).toEqual([]);
        expect(isEmptyDiff(diffWorkflows(current, applyChanges(current, mergeable, testTypes).workflow))).toBe(true);
      }),
      runs,
    );
  });
});
