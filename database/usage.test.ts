import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '@/tests/support/database';
import { json } from './json';
import { pruneRuns, readRunRetention } from './run-retention';
import { createTeam } from './teams';
import { readUsage } from './usage';
import { createWorkflow } from './workflows';

const database = await freshDatabase();
const { db } = database;
const ann = await database.addUser();
const bob = await database.addUser();
const cat = await database.addUser();

const eventsOf = async (id: string): Promise<Record<string, number>> => {
  const { rows } = await sql<{ event: string; count: number }>`
    select event_type as event, count(*)::int as count from user_analytics where user_id = ${id} group by 1`.execute(
    db.service,
  );
  return Object.fromEntries(rows.map(({ event, count }) => [event, count]));
};

const addRun = (workflowId: string, status: string) =>
  sql`
  with run as (insert into workflow_executions (workflow_id, owner_id, version, workflow, mode, trigger_node_id, started_by)
    values (${workflowId}, ${ann.id}, 1, '{}', 'live', gen_random_uuid(), 'person') returning id)
  insert into node_executions (execution_id, node_key, node_id, type, label, status, outputs, started_at, seq)
    select id, 'start', gen_random_uuid(), 'core.set', 'S', ${status}, '{"next": [{"a": 1}]}', now(), 1 from run
    returning execution_id`.execute(db.service);

const endRuns = (workflowId: string, status: string) =>
  sql`update workflow_executions set status = ${status}, finished_at = now() where workflow_id = ${workflowId} and finished_at is null`.execute(
    db.service,
  );

describe('what happened', () => {
  it('is told exactly once, over eight connections at once', async () => {
    const eight = Array.from({ length: 8 }, (_, index) => index);
    const made = await Promise.all(
      eight.map(index =>
        ann.asUser(async tx => {
          const { id } = await createWorkflow(tx, { name: `Made ${index}` });
          await tx.updateTable('workflows').set({ is_active: true }).where('id', '=', id).execute();
          await tx
            .updateTable('workflows')
            .set({ is_active: true, description: 'again' })
            .where('id', '=', id)
            .execute();
          return id;
        }),
      ),
    );
    await Promise.all(made.map(id => addRun(id, 'succeeded')));
    // Everybody ends everything: each run ends once, whoever comes first.
    await Promise.all(made.flatMap(id => [endRuns(id, 'succeeded'), endRuns(id, 'failed')]));

    const events = await eventsOf(ann.id);
    expect(events).toMatchObject({ signed_up: 1, workflow_made: 8, workflow_switched_on: 8 });
    expect((events.run_finished ?? 0) + (events.run_failed ?? 0)).toBe(8);
  });

  it('is not told when it did not happen after all', async () => {
    const before = await eventsOf(ann.id);
    await expect(
      ann.asUser(async tx => {
        await createWorkflow(tx, { name: 'Never' });
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');

    expect(await eventsOf(ann.id)).toEqual(before);
  });
});

describe('usage', () => {
  it('counts each run on its day and under its workflow, however often and by how many it is brought up to date', async () => {
    const { id } = await ann.asUser(tx => createWorkflow(tx, { name: 'Counted' }));
    for (const status of ['succeeded', 'failed']) {
      await addRun(id, status);
      await endRuns(id, status);
    }
    await sql`insert into model_usage (user_id, model, input_tokens, output_tokens, cost_usd) values (${ann.id}, 'm', 70, 30, 0.25)`.execute(
      db.service,
    );

    const all = await Promise.all(Array.from({ length: 8 }, () => ann.asUser(tx => readUsage(tx, { days: 7 }))));

    for (const usage of all) {
      expect(usage).toEqual(all[0]);
      expect(usage.days).toHaveLength(7);
      expect(usage.days.at(-1)).toMatchObject({ runs: 10, tokens: 100, costUsd: 0.25 });
      const counted = usage.workflows.find(({ workflowId }) => workflowId === id);
      expect(counted).toMatchObject({ name: 'Counted', runs: 2, failed: 1 });
      expect(counted!.bytes).toBeGreaterThan(0);
    }
  });

  it('goes on with what came since, and keeps what a deleted workflow came to', async () => {
    const { id } = await ann.asUser(tx => createWorkflow(tx, { name: 'Gone soon' }));
    await addRun(id, 'succeeded');
    await endRuns(id, 'succeeded');
    const before = await ann.asUser(tx => readUsage(tx, { days: 1 }));
    await ann.asUser(tx => tx.deleteFrom('workflows').where('id', '=', id).execute());

    const after = await ann.asUser(tx => readUsage(tx, { days: 1 }));

    expect(before.days[0]!.runs).toBe(11);
    expect(after.workflows).toContainEqual(expect.objectContaining({ name: 'Gone soon', runs: 1 }));
    expect(after.days).toEqual(before.days);
  });

  it('is nobody else’s', async () => {
    const usage = await bob.asUser(tx => readUsage(tx, { days: 1 }));

    expect(usage).toMatchObject({ days: [{ runs: 0, tokens: 0 }], workflows: [] });
    expect(await bob.asUser(tx => tx.selectFrom('usage_daily').selectAll().execute())).toEqual([]);
  });
});

describe('runs that are older than they are kept', () => {
  type Facts = { count?: number; status?: string; days?: number; owner?: string };
  /** Oldest first, a minute apart; each with what hangs on a run. */
  const addOld = async (workflowId: string, { count = 1, status = 'succeeded', days = 40, owner = cat.id }: Facts) => {
    const { rows } = await sql<{ id: string }>`
      with run as (
        insert into workflow_executions (id, workflow_id, owner_id, version, workflow, mode, trigger_node_id, started_by, status, created_at, finished_at)
        select overlay(parley.first_id_at(at)::text placing right(gen_random_uuid()::text, 12) from 25)::uuid, ${workflowId}, ${owner}, 1, '{}', 'live',
          gen_random_uuid(), 'webhook', ${status}, at, case when ${status} = 'succeeded' then at end
        from generate_series(1, ${count}::int) n, lateral (select now() - make_interval(days => ${days}, mins => ${count} - n) as at) t
        returning id
      ), node as (
        insert into node_executions (execution_id, node_key, node_id, type, label, status, outputs, started_at, seq)
        select id, 'start', gen_random_uuid(), 'core.set', 'S', 'succeeded', '{"next": [{"a": 1}]}', now(), 1 from run
      ), file as (
        insert into run_files (owner_id, execution_id, name, media_type, content) select ${owner}, id, 'f', 'text/plain', 'x' from run
      ), asked as (
        insert into run_waits (execution_id, kind, name) select id, 'call', 'w' from run
      ), wrote as (
        insert into table_writes (owner_id, key) select ${owner}, id || '/store/0' from run
      )
      select id from run order by id`.execute(db.service);
    return rows.map(({ id }) => id);
  };
  const idsOf = async (workflowId: string) =>
    (
      await db.service
        .selectFrom('workflow_executions')
        .select('id')
        .where('workflow_id', '=', workflowId)
        .orderBy('id')
        .execute()
    ).map(({ id }) => id);
  const make = (user = cat) => user.asUser(async tx => (await createWorkflow(tx, { name: 'Old' })).id);
  const limit = (table: 'users' | 'teams', id: string, limits: Record<string, number>) =>
    db.service
      .updateTable(table)
      .set({ limits: json(limits) })
      .where('id', '=', id)
      .execute();
  const hangingOn = async (ids: readonly string[]) => {
    const { rows } = await sql<{ count: number }>`select (
      (select count(*) from node_executions where execution_id = any (${ids}::uuid[])) + (select count(*) from run_files where execution_id = any (${ids}::uuid[]))
      + (select count(*) from run_waits where execution_id = any (${ids}::uuid[])) + (select count(*) from table_writes where left(key, 36) = any (${ids}))
    )::int as count`.execute(db.service);
    return rows[0]!.count;
  };

  it('go with all that hangs on them, whoever is at it; the last ones, those that go on and what was counted stay', async () => {
    const workflowId = await make();
    const waiting = await addOld(workflowId, { status: 'waiting', days: 50 });
    const [called, calling] = [
      await addOld(workflowId, { days: 45 }),
      await addOld(workflowId, { status: 'running', days: 46 }),
    ];
    await sql`update workflow_executions set parent_id = ${calling[0]}, parent_key = 'call#0' where id = ${called[0]}`.execute(
      db.service,
    );
    const old = await addOld(workflowId, { count: 130 });
    const fresh = await addOld(workflowId, { count: 10, days: 2 });
    const held = old[3]!;
    const before = (await cat.asUser(tx => readUsage(tx, { days: 60 }))).workflows.find(
      one => one.workflowId === workflowId,
    )!;

    await db.service.transaction().execute(async tx => {
      await tx.selectFrom('workflow_executions').select('id').where('id', '=', held).forUpdate().execute();
      const pruned = await Promise.all([pruneRuns(db, { standardDays: null }), pruneRuns(db, { standardDays: null })]);
      expect(pruned[0]! + pruned[1]!).toBeGreaterThan(0);
      await pruneRuns(db, { standardDays: null });
    });
    const meanwhile = await idsOf(workflowId);
    await pruneRuns(db, { standardDays: null });

    const stay = [...waiting, ...calling, ...called, ...fresh].toSorted();
    expect(meanwhile).toEqual([...stay, held].toSorted());
    expect(await idsOf(workflowId)).toEqual(stay);
    expect(await hangingOn(old)).toBe(0);
    expect(await hangingOn(stay)).toBe(4 * stay.length);
    const after = (await cat.asUser(tx => readUsage(tx, { days: 60 }))).workflows.find(
      one => one.workflowId === workflowId,
    );
    expect(before.runs).toBe(141);
    expect(after).toEqual(before);
  });

  it('are counted before they go, for an owner who never looked', async () => {
    const owner = await database.addUser();
    const workflowId = await make(owner);
    await addOld(workflowId, { count: 30, owner: owner.id });

    await pruneRuns(db, { standardDays: null });

    expect(await idsOf(workflowId)).toHaveLength(10);
    const usage = await owner.asUser(tx => readUsage(tx, { days: 60 }));
    expect(usage.workflows).toMatchObject([{ workflowId, runs: 30 }]);
  });

  it('are as old as the team allows, else the owner, else the server, else the plan', async () => {
    const [own, none, paid, team] = [
      await database.addUser(),
      await database.addUser(),
      await database.addUser(),
      await database.addUser(),
    ];
    const ids = [await make(own), await make(none), await make(paid), await make(team)] as const;
    const { id: teamId } = await team.asUser(tx => createTeam(tx, { name: 'Team' }));
    await db.service.updateTable('workflows').set({ team_id: teamId }).where('id', '=', ids[3]).execute();
    await limit('users', own.id, { run_days: 7, runs_kept: 3 });
    await limit('users', none.id, { run_days: 0 });
    await limit('users', team.id, { run_days: 1, runs_kept: 0 });
    await limit('teams', teamId, { run_days: 100, runs_kept: 0 });
    await db.service.updateTable('users').set({ plan: 'pro' }).where('id', '=', paid.id).execute();
    for (const [index, owner] of [own, none, paid, team].entries()) {
      for (const days of [200, 60, 10]) await addOld(ids[index]!, { count: 4, days, owner: owner.id });
    }
    const told = await Promise.all(
      [own, none, paid, team].map((user, index) =>
        user.asUser(tx => readRunRetention(tx, { workflowId: ids[index], standardDays: null })),
      ),
    );

    expect(told).toEqual([
      { days: 7, kept: 3 },
      { days: null, kept: 10 },
      { days: 90, kept: 10 },
      { days: 100, kept: 0 },
    ]);
    expect(await bob.asUser(tx => readRunRetention(tx, { workflowId: ids[3], standardDays: null }))).toBeNull();
    await pruneRuns(db, { standardDays: null });
    const left = await Promise.all(ids.map(async id => (await idsOf(id)).length));
    expect(left).toEqual([3, 12, 10, 8]); // of the third the last ten stay, though two of them are older
    await limit('users', paid.id, { runs_kept: 1 });
    await pruneRuns(db, { standardDays: 5 });
    expect(await Promise.all(ids.map(async id => (await idsOf(id)).length))).toEqual([3, 12, 1, 8]);
    expect(await paid.asUser(tx => readRunRetention(tx, { standardDays: 5 }))).toEqual({ days: 5, kept: 1 });
  });

  it('are nobody’s to delete but the server’s', async () => {
    await expect(bob.asUser(tx => sql`select parley.prune_runs(array[]::uuid[])`.execute(tx))).rejects.toThrow(
      /permission denied/,
    );
  });
});
