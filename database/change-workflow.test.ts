import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Change } from '@/engine/workflow/change';
import { freshDatabase } from '@/tests/support/database';
import { changeWorkflow, renameWorkflow, restoreVersion, undoLastChange } from './change-workflow';
import { duplicateWorkflow } from './duplicate-workflow';
import { listVersions, readChangesSince, readVersion } from './versions';
import { createWorkflow, deleteWorkflow, listWorkflows, listWorkflowsSummary, readDraft } from './workflows';

const database = await freshDatabase();

const editor = { author: 'user', nodeTypes } as const;
const addStart: Change = { type: 'add-node', node: { key: 'start', type: 'core.manual' } };
const addLimit: Change = {
  type: 'add-node',
  node: { key: 'first', type: 'core.limit', params: { count: 3, from: 'start' } },
};
const connect: Change = { type: 'connect', from: 'start', to: 'first' };
const limitTo = (count: number): Change => ({ type: 'update-node', node: 'first', params: { count } });

async function someWorkflow(changes: readonly Change[] = [addStart, addLimit, connect]) {
  const user = await database.addUser();
  const { id: workflowId } = await user.asUser(tx => createWorkflow(tx, { name: 'Orders' }));
  const change = (baseVersion: number, list: readonly Change[]) =>
    user.asUser(tx => changeWorkflow(tx, { ...editor, workflowId, baseVersion, changes: list }));
  const read = () => user.asUser(tx => readDraft(tx, { workflowId }));
  if (changes.length > 0) await change(0, changes);
  return { user, workflowId, change, read };
}

const countOf = (workflow: { nodes: readonly { key: string; params: Record<string, unknown> }[] }) =>
  workflow.nodes.find(node => node.key === 'first')?.params.count;

describe('changeWorkflow', () => {
  it('saves what it answers with, as rows and as one version', async () => {
    const { user, workflowId, change, read } = await someWorkflow([]);

    const reply = await change(0, [addStart, addLimit, connect]);

    expect(reply).toMatchObject({ version: 1, skipped: [], conflicts: [] });
    expect(reply.diff.added.map(node => node.key)).toEqual(['start', 'first']);
    expect((await read()).workflow).toEqual(reply.workflow);
    const saved = await user.asUser(tx => readVersion(tx, { workflowId, version: 1 }));
    expect(saved.workflow).toEqual(reply.workflow);
    expect(await user.asUser(tx => readChangesSince(tx, { workflowId, baseVersion: 0 }))).toEqual(reply.applied);
  });

  it('saves no version when nothing could be applied, and says what was skipped', async () => {
    const { change, read } = await someWorkflow();

    const reply = await change(1, [{ type: 'remove-node', node: 'nobody' }]);

    expect(reply).toMatchObject({ version: 1, applied: [], skipped: [{ code: 'node.not_found' }] });
    expect((await read()).version).toBe(1);
  });

  it('merges an edit of another field, and keeps both values of a clash', async () => {
    const { change, read } = await someWorkflow();
    await change(1, [limitTo(5)]);

    const other = await change(1, [{ type: 'update-node', node: 'first', params: { from: 'end' } }]);
    const clash = await change(1, [limitTo(9)]);

    expect(other).toMatchObject({ version: 3, conflicts: [] });
    expect(clash).toMatchObject({ version: 3, applied: [], conflicts: [{ base: 3, theirs: 5, yours: 9 }] });
    expect((await read()).workflow.nodes[1]?.params).toEqual({ count: 5, from: 'end' });
  });

  it('lets two connections race: every edit is kept, in one chain of versions', async () => {
    const { user, workflowId, change, read } = await someWorkflow();

    const replies = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        change(1, [{ type: 'add-node', node: { key: `step_${index}`, type: 'core.set' } }]),
      ),
    );

    expect(replies.map(reply => reply.version).sort()).toEqual([2, 3, 4, 5, 6, 7]);
    const { workflow, version } = await read();
    expect({ version, nodes: workflow.nodes.length }).toEqual({ version: 7, nodes: 8 });
    expect((await user.asUser(tx => readVersion(tx, { workflowId, version: 7 }))).workflow).toEqual(workflow);
  });

  it('lets two racing edits of one field become one edit and one conflict', async () => {
    const { change, read } = await someWorkflow();

    const [one, two] = await Promise.all([change(1, [limitTo(5)]), change(1, [limitTo(9)])]);

    expect([...one.conflicts, ...two.conflicts]).toHaveLength(1);
    expect([...one.applied, ...two.applied]).toHaveLength(1);
    expect((await read()).version).toBe(2);
  });

  it('keeps the order of steps and arrows through removing, undoing and swapping names', async () => {
    const { user, workflowId, change, read } = await someWorkflow();
    await change(1, [
      { type: 'insert-between', from: 'start', to: 'first', node: { key: 'middle', type: 'core.set' } },
      { type: 'remove-node', node: 'start' },
    ]);
    const swapped = await change(2, [
      { type: 'rename-node', node: 'middle', key: 'other' },
      { type: 'rename-node', node: 'first', key: 'middle' },
      { type: 'rename-node', node: 'other', key: 'first' },
    ]);
    expect((await read()).workflow).toEqual(swapped.workflow);

    const back = await user.asUser(tx => restoreVersion(tx, { ...editor, workflowId, version: 1 }));

    const first = await user.asUser(tx => readVersion(tx, { workflowId, version: 1 }));
    expect(back.workflow).toEqual(first.workflow);
    expect((await read()).workflow).toEqual(first.workflow);
  });

  it('stores any text a person can send', async () => {
    const { change, read } = await someWorkflow();

    await change(1, [{ type: 'update-node', node: 'first', params: { note: 'a\0b\ud800c', literally: '\\u0000' } }]);

    expect((await read()).workflow.nodes[1]?.params).toMatchObject({ note: 'a\ufffdb\ufffdc', literally: '\\u0000' });
  });
});

describe('going back', () => {
  it('undoes the last change as a new version, and asked again goes back further', async () => {
    const { user, workflowId, change } = await someWorkflow();
    await change(1, [limitTo(5)]);
    await change(2, [limitTo(9)]);
    const undo = () => user.asUser(tx => undoLastChange(tx, { ...editor, workflowId }));

    const replies = [await undo(), await undo(), await undo(), await undo()];

    expect(replies.map(reply => [reply.version, countOf(reply.workflow) ?? null])).toEqual([
      [4, 5],
      [5, 3],
      [6, null],
      [6, null],
    ]);
    const versions = await user.asUser(tx => listVersions(tx, { workflowId, limit: 3 }));
    expect(versions.map(each => [each.version, each.restores])).toEqual([
      [6, 0],
      [5, 1],
      [4, 2],
    ]);
  });

  it('knows no version that was never saved', async () => {
    const { user, workflowId } = await someWorkflow();

    const attempt = user.asUser(tx => restoreVersion(tx, { ...editor, workflowId, version: 7 }));

    await expect(attempt).rejects.toMatchObject({ code: 'workflow.version_not_found' });
  });
});

describe('workflows', () => {
  it('are listed page by page, newest change first, found by words of their name', async () => {
    const { user, workflowId } = await someWorkflow();
    const { id: second } = await user.asUser(tx => createWorkflow(tx, { name: '100% of invoices' }));
    await user.asUser(tx => renameWorkflow(tx, { ...editor, workflowId, name: 'Big orders' }));

    const [page] = await user.asUser(tx => listWorkflows(tx, { limit: 1 }));
    const rest = await user.asUser(tx => listWorkflows(tx, { limit: 9, after: page }));
    const found = await user.asUser(tx => listWorkflows(tx, { limit: 9, search: 'ORDERS big' }));
    const percent = await user.asUser(tx => listWorkflows(tx, { limit: 9, search: '%' }));

    expect([page?.id, ...rest.map(each => each.id)]).toEqual([workflowId, second]);
    expect(found.map(each => each.name)).toEqual(['Big orders']);
    expect(percent.map(each => each.name)).toEqual(['100% of invoices']);
    const summary = await user.asUser(tx => listWorkflowsSummary(tx, { limit: 1 }));
    expect(summary).toMatchObject([{ id: workflowId, nodeCount: 2, lastExecution: null }]);
  });

  it('are copied with ids of their own, and deleted with everything of theirs', async () => {
    const { user, workflowId, read } = await someWorkflow();
    const { workflow } = await read();

    const copy = await user.asUser(tx => duplicateWorkflow(tx, { ...editor, workflowId }));
    await user.asUser(tx => deleteWorkflow(tx, { workflowId }));

    const copied = await user.asUser(tx => readDraft(tx, { workflowId: copy.id }));
    expect(copied.workflow.name).toBe('Orders (copy)');
    expect(copied.workflow.nodes.map(({ key, params }) => ({ key, params }))).toEqual(
      workflow.nodes.map(({ key, params }) => ({ key, params })),
    );
    expect(copied.workflow.nodes[0]?.id).not.toBe(workflow.nodes[0]?.id);
    expect(copied.workflow.connections[0]?.from).toBe(copied.workflow.nodes[0]?.id);
    await expect(read()).rejects.toMatchObject({ code: 'workflow.not_found' });
  });

  it('do not exist for another user', async () => {
    const { workflowId } = await someWorkflow();
    const stranger = await database.addUser();
    const refused = { code: 'workflow.not_found' };

    await expect(stranger.asUser(tx => readDraft(tx, { workflowId }))).rejects.toMatchObject(refused);
    await expect(
      stranger.asUser(tx => changeWorkflow(tx, { ...editor, workflowId, baseVersion: 1, changes: [limitTo(1)] })),
    ).rejects.toMatchObject(refused);
    await expect(stranger.asUser(tx => deleteWorkflow(tx, { workflowId }))).rejects.toMatchObject(refused);
  });
});
