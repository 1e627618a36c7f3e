import { describe, expect, it } from 'vitest';
import { handleDue } from '@/app/_server/schedules';
import { changeWorkflow } from '@/database/change-workflow';
import { type DueTrigger, readNextDue, takeDueTriggers } from '@/database/due-schedules';
import { listExecutions, readExecution } from '@/database/executions';
import { activateTriggers, deactivateTriggers, listTriggers, setActiveVersion } from '@/database/triggers';
import { createWorkflow } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { freshDatabase } from '@/tests/support/database';

const database = await freshDatabase();
const { db } = database;

const params = { mode: 'cron', cron: '0 8 * * *', timeZone: 'Europe/Berlin' } as const;
const at = (text: string) => new Date(`2026-03-${text}Z`);
const take = (now: Date) => takeDueTriggers(db, { now, handle: due => handleDue(due, now) });

async function scheduled(nextAt: Date, policy: Record<string, unknown> = {}) {
  const user = await database.addUser();
  const workflowId = await user.asUser(async tx => {
    const { id } = await createWorkflow(tx, { name: 'Morning' });
    const changes = [{ type: 'add-node' as const, node: { key: 'morning', type: 'core.schedule', params } }];
    const { workflow } = await changeWorkflow(tx, {
      workflowId: id,
      baseVersion: 0,
      changes,
      author: 'user',
      nodeTypes,
    });
    const source = {
      nodeId: workflow.nodes[0]!.id,
      nodeKey: 'morning',
      kind: 'schedule' as const,
      config: { ...params, ...policy },
      nextAt,
    };
    await activateTriggers(tx, { workflowId: id, sources: [source] });
    await setActiveVersion(tx, { workflowId: id, version: 1 });
    return id;
  });
  const runs = () => user.asUser(tx => listExecutions(tx, { workflowId, limit: 50 }));
  const trigger = async () => (await user.asUser(tx => listTriggers(tx, { workflowId })))[0]!;
  const off = () => user.asUser(tx => deactivateTriggers(tx, { workflowId }));
  return { user, workflowId, runs, trigger, off };
}

describe('a due schedule', () => {
  it('starts one run however many processes look', async () => {
    const { user, runs, trigger, off } = await scheduled(at('10T07:00:00'));

    const started = (await Promise.all(Array.from({ length: 8 }, () => take(at('10T07:00:02'))))).flat();

    expect(started).toHaveLength(1);
    expect(await runs()).toMatchObject([{ id: started[0], startedBy: 'schedule', mode: 'live', status: 'queued' }]);
    const { execution } = await user.asUser(tx => readExecution(tx, { executionId: started[0]! }));
    expect(execution.triggerItems).toEqual([
      { scheduled_at: '2026-03-10T07:00:00.000Z', started_at: '2026-03-10T07:00:02.000Z', time_zone: 'Europe/Berlin' },
    ]);
    expect(new Date((await trigger()).nextAt!)).toEqual(at('11T07:00:00'));
    await off();
  });

  it('counts what nobody was there for, and does not make up for it', async () => {
    const { runs, trigger, off } = await scheduled(at('10T07:00:00'));

    await take(at('13T12:00:00'));

    expect(await runs()).toEqual([]);
    expect(await trigger()).toMatchObject({ missedCount: 4, nextAt: '2026-03-14T07:00:00Z' });
    await off();
  });

  it('runs the newest when only the ones before it were missed', async () => {
    const { runs, trigger, off } = await scheduled(at('10T07:00:00'));

    await take(at('12T07:00:30'));

    expect(await runs()).toHaveLength(1);
    expect((await trigger()).missedCount).toBe(2);
    await off();
  });

  it('is made up for once, when it says so, however long nobody was there', async () => {
    const { user, runs, trigger, off } = await scheduled(at('10T07:00:00'), { missed: 'once' });
    const started = await take(at('13T12:00:00'));
    expect([started.length, (await runs()).length]).toEqual([1, 1]);
    const { execution } = await user.asUser(tx => readExecution(tx, { executionId: started[0]! }));
    expect(execution.triggerItems[0]).toMatchObject({ scheduled_at: '2026-03-13T07:00:00.000Z' });
    expect(await trigger()).toMatchObject({ missedCount: 3, nextAt: '2026-03-14T07:00:00Z' });
    await off();
  });

  it.each([
    [undefined, ['10', '11', '12', '13'], 0],
    [2, ['12', '13'], 2],
  ])('is made up for each time, when it says so, up to %s', async (mostMissed, days, missedCount) => {
    const { user, trigger, off } = await scheduled(at('10T07:00:00'), { missed: 'all', mostMissed });
    const started = (await Promise.all(Array.from({ length: 4 }, () => take(at('13T12:00:00'))))).flat();
    const runs = await Promise.all(started.map(executionId => user.asUser(tx => readExecution(tx, { executionId }))));
    const times = runs.map(({ execution }) => execution.triggerItems[0]!.scheduled_at);
    expect(times).toEqual(days.map(day => `2026-03-${day}T07:00:00.000Z`));
    expect((await trigger()).missedCount).toBe(missedCount);
    await off();
  });

  it('is left alone before its time and when it is off', async () => {
    const { runs, off } = await scheduled(at('10T07:00:00'));

    await take(at('10T06:59:59'));
    const next = await readNextDue(db);
    await off();
    await take(at('10T07:00:01'));

    expect(next).toEqual(at('10T07:00:00'));
    expect(await runs()).toEqual([]);
  });
});

it('follows the clocks of its zone: eight is eight on both sides of the change', () => {
  const due = { config: params, dueAt: at('28T07:00:00'), timeZone: null } as unknown as DueTrigger;

  expect(handleDue(due, at('28T07:00:01')).nextAt).toEqual(at('29T06:00:00'));
});
