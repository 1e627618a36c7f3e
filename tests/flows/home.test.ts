import { describe, expect, it } from 'vitest';
import { runtime } from '@/app/_server/runtime';
import { runBatch } from '@/app/workflows/_server/batch';
import { importWorkflow } from '@/database/import-workflow';
import { listRuns, type RunFilter } from '@/database/run-list';
import { nameVersion } from '@/database/version-names';
import { readVersion } from '@/database/versions';
import { listOverview, listTags } from '@/database/workflow-overview';
import { readDraft } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { readPortable, toPortable } from '@/engine/workflow/portable';
import { startRunning } from '../support/running';

const { user, build, run } = await startRunning();

const scheduled = () =>
  build([
    { key: 'when', type: 'core.schedule', params: { mode: 'cron', cron: '0 8 * * *' } },
    { key: 'note', type: 'core.set', params: { fields: [{ name: 'a', value: 1 }] } },
  ]);
const byHand = (value = '1') =>
  build([
    { key: 'start', type: 'core.manual' },
    { key: 'note', type: 'core.set', params: { fields: [{ name: 'a', value: `{{ ${value} }}` }] } },
  ]);
const rowOf = async (id: string) =>
  (await user.asUser(tx => listOverview(tx, { limit: 100 }))).find(row => row.id === id)!;
const batch = (ids: readonly string[], action: Parameters<typeof runBatch>[1]['action'], tag = '') =>
  runBatch(user, { ids, action, tag });

describe('the list of workflows', () => {
  it('says when each runs next, how the last run went, and how often they work', async () => {
    const id = await byHand('item.ok.yes');
    await run(id, [{ ok: { yes: true } }]);
    await run(id, [{ wrong: true }]);
    const other = await scheduled();
    await runtime().activate({ claims: user.claims, workflowId: other });

    expect(await rowOf(id)).toMatchObject({
      finished: 2,
      succeeded: 1,
      nextRunAt: null,
      lastRun: { status: 'failed' },
    });
    const on = await rowOf(other);
    expect(on).toMatchObject({ isActive: true, nodeCount: 2, lastRun: null });
    expect(Date.parse(on.nextRunAt!)).toBeGreaterThan(Date.now());
  });

  it('is tagged, and read by tag', async () => {
    const [one, two] = [await byHand(), await byHand()];

    const results = await batch([one, two], 'tag', 'monthly');
    await batch([two], 'untag', 'monthly');

    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await user.asUser(tx => listTags(tx))).toContain('monthly');
    const tagged = await user.asUser(tx => listOverview(tx, { limit: 10, tag: 'monthly' }));
    expect(tagged.map(({ id }) => id)).toEqual([one]);
  });

  it('tells of each row what came of it', async () => {
    const [can, cannot] = [await scheduled(), await byHand()];

    const on = await batch([can, cannot], 'on');

    expect(on.map(({ ok }) => ok)).toEqual([true, false]);
    expect(on[1]!.sentence).toMatch(/starts only by hand/);
    expect(await batch([can], 'off')).toMatchObject([{ ok: true }]);
    expect(await rowOf(can)).toMatchObject({ isActive: false });
  });

  it('runs the last run again, and says where nothing ever ran', async () => {
    const [ran, never] = [await byHand(), await byHand()];
    await run(ran);

    const [again, not] = await batch([ran, never], 'rerun');

    expect(again).toMatchObject({ ok: true, executionId: expect.any(String) });
    expect(not).toMatchObject({ ok: false, sentence: expect.stringMatching(/never ran/) });
  });

  it('deletes what is there, switched off first, and nothing of others', async () => {
    const id = await scheduled();
    await runtime().activate({ claims: user.claims, workflowId: id });
    const nobodys = crypto.randomUUID();

    const results = await batch([id, nobodys], 'delete');

    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
    await expect(user.asUser(tx => readDraft(tx, { workflowId: id }))).rejects.toMatchObject({
      code: 'workflow.not_found',
    });
  });

  it('is exported and imported again as a draft', async () => {
    const id = await scheduled();
    const { workflow } = await user.asUser(tx => readDraft(tx, { workflowId: id }));
    const [document] = readPortable(JSON.stringify([toPortable(workflow)]));

    const made = await user.asUser(tx => importWorkflow(tx, { document: document!, nodeTypes }));

    expect(made.skipped).toEqual([]);
    expect(toPortable(made.workflow)).toEqual(toPortable(workflow));
    expect(await rowOf(made.id)).toMatchObject({ isActive: false, isOwn: true });
  });
});

describe('the list of runs', () => {
  const runsOf = (filter: Omit<RunFilter, 'limit'>) => user.asUser(tx => listRuns(tx, { limit: 2, ...filter }));

  it('is filtered by workflow, outcome, mode and time, and pages by key', async () => {
    const workflowId = await byHand('item.ok.yes');
    for (const ok of [{ yes: 1 }, { yes: 2 }, null]) await run(workflowId, [{ ok }], 'verify');
    await run(workflowId, [{ ok: { yes: 3 } }], 'live');

    const first = await runsOf({ workflowId });
    const second = await runsOf({ workflowId, before: first.at(-1)!.id });

    expect([...first, ...second].map(({ status }) => status)).toEqual([
      'succeeded',
      'failed',
      'succeeded',
      'succeeded',
    ]);
    expect(await runsOf({ workflowId, status: 'failed' })).toHaveLength(1);
    expect(await runsOf({ workflowId, mode: 'live', hours: 1 })).toHaveLength(1);
    expect(await runsOf({ workflowId, status: 'waiting' })).toEqual([]);
  });
});

describe('a version', () => {
  it('is given a name, and nothing else of it changes', async () => {
    const workflowId = await byHand();
    const before = await user.asUser(tx => readVersion(tx, { workflowId, version: 1 }));

    await user.asUser(tx => nameVersion(tx, { workflowId, version: 1, name: 'As shown to Ada' }));

    const after = await user.asUser(tx => readVersion(tx, { workflowId, version: 1 }));
    expect(after).toEqual({ ...before, name: 'As shown to Ada' });
    await expect(user.asUser(tx => nameVersion(tx, { workflowId, version: 9, name: 'None' }))).rejects.toMatchObject({
      code: 'workflow.version_not_found',
    });
  });
});
