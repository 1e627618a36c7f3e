import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { NodeExecution } from '@/engine/run/node-execution';
import { skippedRecord } from '@/engine/run/plain-records';
import type { WorkflowNode } from '@/engine/workflow/schema';
import { freshDatabase } from '@/tests/support/database';
import { Batch } from './batch';
import { changeWorkflow } from './change-workflow';
import { openExecutionEvents } from './events';
import { createExecution, readExecution } from './executions';
import { createJournal } from './journal';
import { createWorkflow } from './workflows';

const database = await freshDatabase();
const { serviceUrl } = database;
const user = await database.addUser();

async function someExecution() {
  return user.asUser(async tx => {
    const { id: workflowId } = await createWorkflow(tx, { name: 'Journal' });
    const changes = [{ type: 'add-node' as const, node: { key: 'start', type: 'core.manual' } }];
    const { workflow } = await changeWorkflow(tx, { workflowId, baseVersion: 0, changes, author: 'user', nodeTypes });
    const [node] = workflow.nodes as [WorkflowNode];
    const facts = { version: 1, mode: 'live', triggerNodeId: node.id, items: [{ n: 1 }], startedBy: 'person' } as const;
    return { executionId: await createExecution(tx, { workflowId, ...facts }), node };
  });
}

const record = (node: WorkflowNode, facts: Partial<NodeExecution>): NodeExecution => ({
  ...skippedRecord(node, new Date('2026-01-02T03:04:05.678Z')),
  status: 'succeeded',
  ...facts,
});

const read = (executionId: string) => user.asUser(tx => readExecution(tx, { executionId }));

describe('the journal', () => {
  it('gives a record back as it was written, whatever the items hold', async () => {
    const journal = createJournal({ serviceUrl });
    const { executionId, node } = await someExecution();
    const written = record(node, {
      seq: 1,
      outputs: { next: [{ text: 'ä "quoted" \\ {} [] , ☂', list: [[1], [null]], none: null }] },
      origins: { next: [null] },
      sources: [{ nodeKey: 'start', port: 'next', index: 0 }],
      error: { code: 'x.y', message: 'm', details: { deep: { a: [1] } }, itemIndex: 0 },
      wakeAt: '2027-01-01T00:00:00.000Z',
    });

    const claimed = await journal.claim(executionId);
    await journal.write({ executionId, epoch: 1, records: [written], progress: { status: 'waiting' } });
    const again = await journal.claim(executionId);

    expect(claimed).toMatchObject({
      execution: { status: 'running', epoch: 1, triggerItems: [{ n: 1 }] },
      records: [],
    });
    expect(again!.records).toEqual([written]);
    expect((await read(executionId)).records).toEqual([written]);
    await journal.close();
  });

  it('refuses a worker that was overtaken, all or nothing', async () => {
    const [slow, quick] = [createJournal({ serviceUrl }), createJournal({ serviceUrl })];
    const { executionId, node } = await someExecution();
    await slow.claim(executionId);
    const overtaking = await quick.claim(executionId);

    const late = slow.write({
      executionId,
      epoch: 1,
      records: [record(node, { seq: 1, label: 'late' })],
      progress: { status: 'failed' },
    });
    await expect(late).rejects.toMatchObject({ code: 'execution.lease_lost' });
    await quick.write({ executionId, epoch: 2, records: [record(node, { seq: 1, label: 'quick' })] });

    expect(overtaking!.execution.epoch).toBe(2);
    const { execution, records } = await read(executionId);
    expect([execution.status, records.map(({ label }) => label)]).toEqual(['running', ['quick']]);
    await Promise.all([slow.close(), quick.close()]);
  });

  it('refuses the older of two epochs even within one commit', async () => {
    const journal = createJournal({ serviceUrl });
    const { executionId, node } = await someExecution();
    await journal.claim(executionId);
    await journal.claim(executionId);

    const results = await Promise.allSettled([
      journal.write({ executionId, epoch: 1, records: [record(node, { seq: 1, label: 'old' })] }),
      journal.write({ executionId, epoch: 2, records: [record(node, { seq: 1, label: 'new' })] }),
    ]);

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect((await read(executionId)).records.map(({ label }) => label)).toEqual(['new']);
    await journal.close();
  });

  it('takes nothing more for what is finished', async () => {
    const journal = createJournal({ serviceUrl });
    const { executionId, node } = await someExecution();
    await journal.claim(executionId);
    const finishedAt = '2026-01-02T03:04:06.000Z';
    await journal.write({ executionId, epoch: 1, records: [], progress: { status: 'succeeded', finishedAt } });

    expect(await journal.claim(executionId)).toBeNull();
    await expect(journal.write({ executionId, epoch: 1, records: [record(node, { seq: 9 })] })).rejects.toMatchObject({
      code: 'execution.lease_lost',
    });
    expect((await read(executionId)).execution).toMatchObject({ status: 'succeeded', finishedAt });
    await journal.close();
  });

  it('tells whoever watches that something was committed', async () => {
    const journal = createJournal({ serviceUrl });
    const events = await openExecutionEvents({ serviceUrl });
    const { executionId, node } = await someExecution();
    const told = Promise.withResolvers<void>();
    events.watch(executionId, ({ moved }) => moved && told.resolve());

    await journal.claim(executionId);
    await journal.write({
      executionId,
      epoch: 1,
      records: [record(node, { seq: 1 })],
      progress: { status: 'running' },
    });

    await told.promise;
    await Promise.all([journal.close(), events.close()]);
  });
});

describe('a batch', () => {
  it('gathers what arrives while the last one is in flight', async () => {
    const sizes: number[] = [];
    const batch = new Batch<number, number>(async entries => {
      sizes.push(entries.length);
      await new Promise(resolve => setImmediate(resolve));
      return entries.map(entry => entry * 2);
    });

    const first = batch.add(1);
    await Promise.resolve();
    await Promise.resolve();
    const rest = Array.from({ length: 40 }, (_, index) => batch.add(index));

    expect(await Promise.all([first, ...rest])).toEqual([2, ...Array.from({ length: 40 }, (_, index) => index * 2)]);
    expect(sizes).toEqual([1, 40]);
  });

  it('lets one entry fail alone, and all of them when the statement does', async () => {
    const batch = new Batch<string, string>(async entries => {
      if (entries.includes('down')) throw new Error('down');
      return entries.map(entry => (entry === 'bad' ? new Error('bad') : entry));
    });

    expect((await Promise.allSettled([batch.add('good'), batch.add('bad')])).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect((await Promise.allSettled([batch.add('good'), batch.add('down')])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
  });
});
