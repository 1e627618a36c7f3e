import { afterAll, describe, expect, it } from 'vitest';
import { fairDriver } from '@/app/_server/fair-driver';
import { installPgBoss, openPgBossDriver } from '@/engine/drivers/pg-boss';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { freshDatabase } from '@/tests/support/database';
import type { TestUser } from '@/tests/support/test-database';
import { changeWorkflow } from './change-workflow';
import { createExecution } from './executions';
import { createJournal } from './journal';
import { json } from './json';
import { findReleasedRuns, readRunLimits } from './run-limits';
import { findStrayExecutions } from './service-executions';
import { createTeam } from './teams';
import { createWorkflow, readDraft } from './workflows';

const { db, serviceUrl, addUser } = await freshDatabase();
/** Two workers, as far as the database can tell. */
const workers = [createJournal({ serviceUrl }), createJournal({ serviceUrl })] as const;
afterAll(() => Promise.all(workers.map(worker => worker.close())));

async function makeRuns(user: TestUser, count: number): Promise<string[]> {
  return user.asUser(async tx => {
    const { id: workflowId } = await createWorkflow(tx, { name: 'Test' });
    await changeWorkflow(tx, {
      ...{ workflowId, baseVersion: 0, author: 'user', nodeTypes },
      changes: [{ type: 'add-node', node: { key: 'start', type: 'core.manual' } }],
    });
    const { workflow } = await readDraft(tx, { workflowId });
    const facts = { workflowId, version: 1, mode: 'live', items: [{}], startedBy: 'cli' } as const;
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1)
      ids.push(await createExecution(tx, { ...facts, triggerNodeId: workflow.nodes[0]!.id }));
    return ids;
  });
}

const limit = (user: TestUser, limits: Record<string, number>) =>
  db.service
    .updateTable('users')
    .set({ limits: json(limits) })
    .where('id', '=', user.id)
    .execute();

/** Each asks for every other one, at the same time. */
const claimAll = async (ids: readonly string[]) => {
  const claimed = await Promise.all(ids.map((id, index) => workers[index % 2]!.claim(id)));
  return claimed.flatMap(one => (one ? [one.execution.id] : []));
};
const finish = (executionId: string, epoch = 1) =>
  workers[0].write({
    ...{ executionId, epoch, records: [] },
    progress: { status: 'succeeded', finishedAt: new Date().toISOString() },
  });

describe('a limit of runs at a time', () => {
  it('holds over all workers, gives a place to the next, and is nobody else’s', async () => {
    const [limited, other] = [await addUser(), await addUser()];
    await limit(limited, { concurrent_runs: 3 });
    const ids = await makeRuns(limited, 30);
    const others = await makeRuns(other, 5);

    const claimed = await claimAll([...ids, ...others]);
    const early = await findReleasedRuns(db);
    const first = claimed.find(id => ids.includes(id))!;
    await finish(first);
    const released = await findReleasedRuns(db);
    const again = await claimAll(released);

    expect(claimed.filter(id => others.includes(id))).toEqual(others);
    expect(claimed.filter(id => ids.includes(id))).toHaveLength(3);
    expect(early).toEqual([]);
    expect(released).toEqual([ids.find(id => !claimed.includes(id))]); // the oldest
    expect(again).toEqual(released);
    expect(await claimAll(ids.filter(id => !claimed.includes(id) && !again.includes(id)))).toEqual([]);
  });

  it('lets a run that is continued elsewhere keep its place, and one that is to be stopped through', async () => {
    const user = await addUser();
    await limit(user, { concurrent_runs: 1 });
    const [running, stopped] = (await makeRuns(user, 2)) as [string, string];
    await claimAll([running]);
    await db.service
      .updateTable('workflow_executions')
      .set({ cancel_requested: true })
      .where('id', '=', stopped)
      .execute();

    const claimed = await claimAll([running, stopped]);

    expect(claimed.toSorted()).toEqual([running, stopped].toSorted());
  });

  it('gives back everything that was held once there is no limit any more', async () => {
    const user = await addUser();
    await limit(user, { concurrent_runs: 0 });
    const ids = await makeRuns(user, 4);
    const before = await claimAll(ids);
    const heldThen = await readRunLimits(db, { most: 20_000 });
    await db.service
      .updateTable('workflow_executions')
      .set({ created_at: '2020-01-01' })
      .where('id', 'in', ids)
      .execute();
    const strays = await findStrayExecutions(db);
    await limit(user, {});

    const released = await findReleasedRuns(db);

    expect(before).toEqual([]);
    expect(heldThen).toMatchObject({ anyHeld: true, limitedOwners: expect.arrayContaining([user.id]) });
    expect(strays.filter(id => ids.includes(id))).toEqual([]); // whoever looks for lost ones leaves them alone
    expect(released.filter(id => ids.includes(id))).toEqual(ids);
    expect(await claimAll(ids)).toHaveLength(4);
  });

  it('is the team’s for the team’s workflows', async () => {
    const user = await addUser();
    const { id: team } = await user.asUser(tx => createTeam(tx, { name: 'Team' }));
    await db.service
      .updateTable('teams')
      .set({ limits: json({ concurrent_runs: 2 }) })
      .where('id', '=', team)
      .execute();
    const own = await makeRuns(user, 4);
    await db.service.updateTable('workflows').set({ team_id: team }).where('owner_id', '=', user.id).execute();
    await db.service.updateTable('workflow_executions').set({ group_id: team }).where('id', 'in', own).execute();

    expect(await claimAll(own)).toHaveLength(2);
  });
});

describe('a limit of runs a minute', () => {
  it('counts what begins, however soon it is over', async () => {
    const user = await addUser();
    await limit(user, { runs_per_minute: 4 });
    const ids = await makeRuns(user, 10);

    const claimed = await claimAll(ids);
    await Promise.all(claimed.map(id => finish(id)));
    const meanwhile = await findReleasedRuns(db);
    await db.service.updateTable('run_turns').set({ taken_at: '2020-01-01' }).where('group_id', '=', user.id).execute();
    const later = (await findReleasedRuns(db)).filter(id => ids.includes(id));

    expect(claimed).toHaveLength(4);
    expect(meanwhile.filter(id => ids.includes(id))).toEqual([]);
    expect(later).toHaveLength(4);
  });
});

it('takes a single run before the flood of another person that was there first', async () => {
  await installPgBoss({ connectionString: serviceUrl });
  const driver = fairDriver(await openPgBossDriver({ connectionString: serviceUrl }), db);
  const [many, few] = [await addUser(), await addUser()];
  const flood = await makeRuns(many, 120);
  await Promise.all(flood.map(id => driver.start(id)));
  const [single] = (await makeRuns(few, 1)) as [string];
  await driver.start(single);
  const order: string[] = [];
  const all = Promise.withResolvers<void>();

  await driver.serve(
    async id => {
      order.push(id);
      if (order.length === 121) all.resolve();
    },
    { concurrency: 6 },
  );
  await all.promise;

  expect(order.indexOf(single)).toBeLessThan(6); // in the first fetch
  expect(new Set(order).size).toBe(121);
  await driver.stop();
});
