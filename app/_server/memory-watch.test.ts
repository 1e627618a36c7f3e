import { expect, it, vi } from 'vitest';
import type { Driver } from '@/engine/run/driver';
import { freshDatabase } from '@/tests/support/database';
import { memoryWatched } from './memory-watch';

const { db, addUser } = await freshDatabase();

it('notes of the runs under way that memory fills up, once, and of no others', async () => {
  const owner = await addUser();
  const facts = { owner_id: owner.id, version: 1, workflow: '{}', mode: 'live' as const, started_by: 'cli' as const };
  const { id: workflow_id } = await db.service
    .insertInto('workflows')
    .values({ name: 'Big', owner_id: owner.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = [1, 2].map(() => ({ ...facts, workflow_id, trigger_node_id: crypto.randomUUID() }));
  const [big, other] = await db.service
    .insertInto('workflow_executions')
    .values(rows as never)
    .returning('id')
    .execute();
  const read = async () => {
    const found = await db.service.selectFrom('workflow_executions').select(['id', 'memory_short_at']).execute();
    return new Map(found.map(row => [row.id, row.memory_short_at]));
  };
  let share = 0.3;
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const inner: Partial<Driver> = {
    serve: async work => void work(big!.id, new AbortController().signal),
    stop: async () => undefined,
  };
  const driver = memoryWatched(inner as Driver, db, () => share);

  await driver.serve(() => over, { concurrency: 1 });
  const before = await read();
  share = 0.9;
  await vi.waitUntil(async () => (await read()).get(big!.id) !== null);
  const after = await read();
  end();
  await driver.stop();

  expect([before.get(big!.id), after.get(other!.id)]).toEqual([null, null]);
});
