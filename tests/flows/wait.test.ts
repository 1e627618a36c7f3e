import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runtime } from '@/app/_server/runtime';
import { waitForState } from '@/app/_server/wait-for-execution';
import { readExecution } from '@/database/executions';
import { createWorkflow } from '@/database/workflows';
import type { Change } from '@/engine/workflow/change';
import { freshDatabase } from '@/tests/support/database';
import { edit, environmentFor } from '@/tests/support/running';

const database = await freshDatabase();
const environment = environmentFor({ ...database, port: 0 });
Object.assign(process.env, environment);
const parley = runtime();
const user = await database.addUser();
afterAll(() => parley.close());

async function startWorker(): Promise<ChildProcess> {
  const file = join(import.meta.dirname, '../support/worker.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise(resolve => child.stdout!.once('data', resolve));
  return child;
}

it('a run that waits keeps no worker and goes on with another one after a restart', { timeout: 60_000 }, async () => {
  const { id: workflowId } = await user.asUser(tx => createWorkflow(tx, { name: 'Wait' }));
  const changes: Change[] = [
    { type: 'add-node', node: { key: 'start', type: 'core.manual' } },
    { type: 'add-node', node: { key: 'hold', type: 'core.wait', params: { amount: 6, unit: 'seconds' } } },
    {
      type: 'add-node',
      node: { key: 'after', type: 'core.set', params: { fields: [{ name: 'done', value: true }] } },
    },
    { type: 'connect', from: 'start', to: 'hold' },
    { type: 'connect', from: 'hold', to: 'after' },
  ];
  await edit(user, { workflowId, changes });
  const first = await startWorker();
  const executionId = await parley.startExecution({
    claims: user.claims,
    workflowId,
    mode: 'live',
    startedBy: 'person',
  });
  const { events } = await parley.parts();
  const state = await waitForState({
    ...{ db: parley.db, events, executionId, timeoutMs: 40_000 },
    until: ({ status }) => status === 'waiting',
  });
  expect(state?.status).toBe('waiting');
  first.kill('SIGKILL');

  const second = await startWorker();
  await parley.waitForExecution(executionId, { timeoutMs: 40_000 });
  second.kill('SIGTERM');

  const { execution, records } = await user.asUser(tx => readExecution(tx, { executionId }));
  expect(execution).toMatchObject({ status: 'succeeded', epoch: 2 });
  expect(records.map(({ nodeKey, status, attempt }) => [nodeKey, status, attempt])).toEqual([
    ['start', 'succeeded', 1],
    ['hold', 'succeeded', 1],
    ['after', 'succeeded', 1],
  ]);
});
