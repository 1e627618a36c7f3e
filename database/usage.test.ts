import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '@/tests/support/database';
import { readUsage } from './usage';
import { createWorkflow } from './workflows';

const database = await freshDatabase();
const { db } = database;
const ann = await database.addUser();
const bob = await database.addUser();

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
