import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { asService, asUser, type Transaction } from '@/database/connection';
import { freshDatabase } from '@/tests/support/database';
import { comparisons } from './database-queries';
import { fillMany, idOf, ownWorkflows } from './many-rows';

const { db } = await freshDatabase();
await asService(db, async tx => {
  await fillMany(tx, { workflows: 2_000, runs: 1, steps: 2 });
  await sql`update workflows set visibility = 'public' where id = ${idOf(3, 1_234)}`.execute(tx);
  await sql`update workflow_shares set expires_at = now() - interval '1 hour'
    where user_id = ${idOf(1, 0)} and workflow_id = (select max(workflow_id::text)::uuid from workflow_shares where user_id = ${idOf(1, 0)})`.execute(
    tx,
  );
});

const ids = async (tx: Transaction, where: ReturnType<typeof sql>) =>
  (await sql<{ id: string }>`select id from workflows where ${where} order by id`.execute(tx)).rows.map(({ id }) => id);

it.each([0, 1, 7, 39])('one workflow is seen exactly where its policy shows it: person %i', async number => {
  const claims = { sub: idOf(1, number), role: 'authenticated' as const };
  const bySet = await asUser(db, claims, tx => ids(tx, sql`true`));
  const byOne = await asService(db, async tx => {
    await sql`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`.execute(tx);
    return ids(tx, sql`parley.may_read_workflow(id)`);
  });

  expect(byOne).toEqual(bySet);
  expect(bySet).toContain(idOf(3, 1_234));
  expect(bySet.length).toBeGreaterThan(ownWorkflows);
  expect(bySet.length).toBeLessThan(2_000);
});

it('what is measured gives the person and the hand the same number of rows', async () => {
  const person = idOf(1, 0);
  const subject = { workflowId: idOf(3, 7), sharedWorkflowId: idOf(3, 60), executionId: idOf(4, (7_919 * 7) % 2_000) };
  const lists = comparisons({ person, ...subject }).filter(({ name }) => !name.startsWith('open'));
  for (const { name, ours, byHand } of lists) {
    const claims = { sub: person, role: 'authenticated' as const };
    const mine = (await asUser(db, claims, ours)) as readonly unknown[];
    const theirs = (await asService(db, byHand)) as { rows: readonly unknown[] };
    expect([name, mine.length]).toEqual([name, theirs.rows.length]);
    expect(mine.length).toBeGreaterThan(0);
  }
});
