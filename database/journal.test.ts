import { sql } from 'kysely';
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
import { addUsageRows } from './models';
import { wholeRecords } from './payload-rows';
import { lostItem } from './payloads';
import { uuidV7 } from './uuid';
import { dropWorkers, findAbandonedExecutions, seeWorker } from './workers';
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
  it('counts how often a run is taken up without anything of it being finished', async () => {
    const journal = createJournal({ serviceUrl });
    const { executionId, node } = await someExecution();
    const tries: (number | undefined)[] = [];
    const take = async (seq: number, facts: Partial<NodeExecution> | null, progress = {}) => {
      const claimed = (await journal.claim(executionId))!;
      tries.push(claimed.tries);
      const records = facts ? [record(node, { seq, nodeKey: `${seq}`, ...facts })] : [];
      await journal.write({ executionId, epoch: claimed.execution.epoch, records, progress });
    };

    await take(1, { status: 'succeeded' });
    for (const seq of [2, 3]) await take(seq, { status: 'running', finishedAt: null }); // begun is not finished
    await take(4, { status: 'succeeded' });
    await take(5, null, { status: 'waiting' }); // parked: it waits for somebody
    await take(6, null);
    await take(7, null);
    await journal.close();

    expect(tries).toEqual([1, 1, 2, 3, 1, 1, 2]);
  });

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

  it('keeps a long list once, however many steps pass it on, and gives it back as it was', async () => {
    const journal = createJournal({ serviceUrl });
    const { executionId, node } = await someExecution();
    const { executionId: other } = await someExecution();
    const list = Array.from({ length: 2_000 }, (_, id) => ({ id, note: 'ä "quoted" \\ text of some length' }));
    const own = { $payload: 'a field of a person' };
    const outputs = (at: number) => ({ next: [{ orders: list, deep: { inner: { list } }, own, at }] });
    const records = [1, 2, 3].map(seq => record(node, { seq, nodeKey: `${seq}`, outputs: outputs(seq) }));
    await journal.claim(executionId);
    await journal.claim(other);
    await Promise.all([
      journal.write({ executionId, epoch: 1, records: records.slice(0, 2), progress: {} }),
      journal.write({ executionId: other, epoch: 1, records: records.slice(0, 1), progress: {} }),
    ]);
    await journal.write({ executionId, epoch: 1, records: records.slice(2), progress: {} });
    await journal.close();

    const { rows } = await sql<{ execution_id: string; payloads: number; length: number }>`
      select p.execution_id, count(*)::int as payloads,
        (select sum(length(outputs::text))::int from node_executions n where n.execution_id = p.execution_id) as length
      from run_payloads p group by 1`.execute(database.db.service);
    expect(rows.map(({ execution_id, payloads }) => [execution_id, payloads]).sort()).toEqual(
      [executionId, other].map(id => [id, 1]).sort(),
    );
    expect(Math.max(...rows.map(({ length }) => length))).toBeLessThan(2_000);
    const again = createJournal({ serviceUrl });
    expect((await again.claim(executionId))!.records).toEqual(records);
    await again.close();
    expect((await read(executionId)).records).toEqual(records);

    const stranger = await database.addUser();
    expect(await stranger.asUser(tx => tx.selectFrom('run_payloads').selectAll().execute())).toEqual([]);
    await database.db.service.deleteFrom('workflow_executions').where('id', '=', executionId).execute();
    const left = await database.db.service.selectFrom('run_payloads').select('execution_id').execute();
    expect(left).toEqual([{ execution_id: other }]);
  });

  it('says which list is lost, and takes a field of a person for none', async () => {
    const journal = createJournal({ serviceUrl });
    const { executionId, node } = await someExecution();
    const list = Array.from({ length: 2_000 }, (_, id) => ({ id, text: 'x'.repeat(60) }));
    const alike = { $payload: 'h'.repeat(43) };
    const whole = record(node, { seq: 1, nodeKey: 'whole', outputs: { next: [{ alike }] } });
    const listed = record(node, { seq: 2, nodeKey: 'listed', label: 'Orders', outputs: { next: [{ list }] } });
    await journal.claim(executionId);
    await journal.write({ executionId, epoch: 1, records: [whole, listed], progress: {} });
    const before = await journal.claim(executionId);
    await database.db.service
      .deleteFrom('run_payloads')
      .where('execution_id', '=', executionId)
      .where('body', 'like', '[%')
      .execute();
    const after = await journal.claim(executionId);
    const shown = await read(executionId);
    await journal.close();

    expect([before!.lost, after!.lost, shown.lost]).toEqual([null, 'Orders', 'Orders']);
    expect(shown.records[0]).toEqual(whole);
    expect(shown.records[1]!.outputs.next).toEqual([{ list: [lostItem] }]);
    expect(() => wholeRecords(shown)).toThrow('execution.data_lost');
  });

  it('keeps no list of a worker that was overtaken', async () => {
    const journal = createJournal({ serviceUrl });
    const { executionId, node } = await someExecution();
    const outputs = { next: [{ list: Array.from({ length: 2_000 }, (_, id) => ({ id, text: 'x'.repeat(60) })) }] };
    await journal.claim(executionId);
    await journal.claim(executionId);
    const late = journal.write({
      ...{ executionId, epoch: 1, progress: {} },
      records: [record(node, { seq: 1, outputs })],
    });
    await expect(late).rejects.toMatchObject({ code: 'execution.lease_lost' });
    const kept = await database.db.service
      .selectFrom('run_payloads')
      .select('hash')
      .where('execution_id', '=', executionId)
      .execute();
    expect(kept).toEqual([]);
    await journal.close();
  });

  it('gives each execution the graph of its own version, and the same one to all of a version', async () => {
    const journal = createJournal({ serviceUrl });
    const made = [await someExecution(), await someExecution()];
    const { workflowId, version, mode, triggerNodeId } = (await read(made[0]!.executionId)).execution;
    const another = await user.asUser(tx =>
      createExecution(tx, { workflowId, version, mode, triggerNodeId, items: [], startedBy: 'person' }),
    );

    const [one, two, three] = await Promise.all(
      [...made.map(({ executionId }) => executionId), another].map(id => journal.claim(id)),
    );

    expect([one, two].map(claimed => claimed!.execution.workflow.nodes[0]!.id)).toEqual(
      made.map(({ node }) => node.id),
    );
    expect(three!.execution.workflow).toBe(one!.execution.workflow);
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

  it('makes an execution that only this process knew of, with what it did, in one statement', async () => {
    const workerId = crypto.randomUUID();
    const journal = createJournal({ serviceUrl, workerId });
    const { executionId: model, node } = await someExecution();
    const { execution } = await read(model);
    const [whole, begun, gone] = [uuidV7(), uuidV7(), uuidV7()];
    const make = (id: string) => ({
      ...execution,
      id,
      status: 'running' as const,
      epoch: 1,
      startedAt: execution.createdAt,
    });
    const finishedAt = '2026-01-02T03:04:06.000Z';

    const results = await Promise.allSettled([
      journal.write({
        ...{ executionId: whole, epoch: 1, records: [record(node, { seq: 1 })], create: make(whole) },
        progress: { status: 'succeeded', finishedAt, answer: { status: 200, headers: {}, body: 'hello' } },
      }),
      journal.write({ executionId: begun, epoch: 1, records: [], create: make(begun) }),
      journal.write({ executionId: gone, epoch: 1, records: [], create: { ...make(gone), version: 99 } }),
    ]);

    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const { execution: done, records } = await read(whole);
    expect(done).toMatchObject({
      status: 'succeeded',
      finishedAt,
      answer: { body: 'hello' },
      triggerItems: [{ n: 1 }],
    });
    expect(done.workflow).toEqual(execution.workflow);
    expect(records).toHaveLength(1);
    expect(await findAbandonedExecutions(database.db)).toEqual([begun]);
    await seeWorker(database.db, { workerId });
    expect(await findAbandonedExecutions(database.db)).toEqual([]);
    const taken = await journal.claim(begun);
    expect(taken!.execution).toMatchObject({ status: 'running', epoch: 2 });
    await dropWorkers(database.db, { workerId });
    expect(await findAbandonedExecutions(database.db)).toEqual([]);
    await journal.close();
  });

  it('lets only the run go whose workflow is deleted at that moment', async () => {
    const journal = createJournal({ serviceUrl });
    const { executionId: model, node } = await someExecution();
    const { execution } = await read(model);
    const [orphan, other] = [uuidV7(), uuidV7()];
    const nobodys = { ...execution, id: orphan, ownerId: crypto.randomUUID(), epoch: 1 };
    const write = (create: typeof execution) =>
      journal.write({ executionId: create.id, epoch: 1, records: [record(node, { seq: 1 })], create });

    const results = await Promise.allSettled([write(nobodys), write({ ...execution, id: other, epoch: 1 })]);

    expect(results).toMatchObject([{ reason: { code: 'execution.lease_lost' } }, { status: 'fulfilled' }]);
    expect((await read(other)).records).toHaveLength(1);
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

it('has beside a step what its language models came to', async () => {
  const journal = createJournal({ serviceUrl });
  const { executionId, node } = await someExecution();
  await journal.claim(executionId);
  const usage = (inputTokens: number, costUsd: number) => ({
    model: 'm',
    usage: { inputTokens, outputTokens: 1, costUsd },
  });
  await user.asUser(tx => addUsageRows(tx, { calls: [usage(10, 0.5), usage(5, 0.25)], executionId, nodeKey: 'ask' }));
  const asked = record(node, { nodeKey: 'ask', type: 'ai.generate-text', seq: 1 });
  const plain = record(node, { nodeKey: 'plain', seq: 2 });

  await journal.write({ executionId, epoch: 1, records: [asked, plain] });

  const rows = await user.asUser(tx =>
    tx
      .selectFrom('node_executions')
      .select(['node_key', 'input_tokens', 'output_tokens', 'cost_usd'])
      .where('execution_id', '=', executionId)
      .orderBy('seq')
      .execute(),
  );
  expect(rows).toEqual([
    { node_key: 'ask', input_tokens: 15, output_tokens: 2, cost_usd: 0.75 },
    { node_key: 'plain', input_tokens: null, output_tokens: null, cost_usd: null },
  ]);
});
