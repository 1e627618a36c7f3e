import { describe, expect, it } from 'vitest';
import { readRelatedRuns } from '@/database/called-runs';
import { listExecutions } from '@/database/executions';
import { startFailureRuns } from '@/database/failure-runs';
import { createWorkflow } from '@/database/workflows';
import type { NewNode } from '@/engine/workflow/change';
import { edit, startRunning } from '@/tests/support/running';

const { parley, user, run, wait, addUser } = await startRunning();

/** Steps in a row under a name of their own: workflows call each other by it. */
async function named(name: string, nodes: readonly NewNode[], owner = user): Promise<string> {
  const { id: workflowId } = await owner.asUser(tx => createWorkflow(tx, { name }));
  const changes = [
    ...nodes.map(node => ({ type: 'add-node' as const, node })),
    ...nodes.slice(1).map((node, index) => ({ type: 'connect' as const, from: nodes[index]!.key!, to: node.key! })),
  ];
  await edit(owner, { workflowId, changes });
  return workflowId;
}
const start: NewNode = { key: 'start', type: 'core.manual' };
const called: NewNode = { key: 'called', type: 'core.called' };
const call = (workflow: string, params = {}, facts = {}): NewNode => ({
  ...{ key: 'call', type: 'core.call-workflow', params: { workflow, ...params } },
  ...facts,
});
const set = (name: string, value: string): NewNode => ({
  key: name,
  type: 'core.set',
  params: { fields: [{ name, value }] },
});
const stop = (message: string): NewNode => ({ key: 'halt', type: 'core.stop', params: { message } });
const runsOf = (workflowId: string) => user.asUser(tx => listExecutions(tx, { workflowId, limit: 20 }));
const related = (executionId: string) => user.asUser(tx => readRelatedRuns(tx, { executionId }));

describe('a step that calls a workflow', () => {
  it('gives it the items, waits, and goes on with what it gave; both runs know each other', async () => {
    const child = await named('Priced', [called, set('price', '{{ item.n * 2 }}')]);
    const parent = await named('Orders', [start, call('priced'), set('note', 'costs {{ item.price }}')]);
    const { execution, records } = await run(parent, [{ n: 1 }, { n: 2 }], 'live');

    expect(execution.error).toBeNull();
    expect(records.at(-1)!.outputs.next!.map(({ note }) => note)).toEqual(['costs 2', 'costs 4']);
    const [made, ...more] = await runsOf(child);
    expect([made!.startedBy, made!.status, more]).toEqual(['workflow', 'succeeded', []]);
    expect(await related(execution.id)).toMatchObject({ parent: null, children: [{ id: made!.id, stepKey: 'call' }] });
    expect(await related(made!.id)).toMatchObject({ parent: { id: execution.id, name: 'Orders' }, children: [] });
  });

  it('makes a run for each item, keeps which came of which, and passes on the one that failed', async () => {
    const check: NewNode = {
      ...{ key: 'odd', type: 'core.if' },
      params: { conditions: [{ left: '{{ item.n }}', operator: 'equals', right: 1 }] },
    };
    const child = await named('Choosy', [called, check]);
    await edit(user, {
      workflowId: child,
      changes: [
        { type: 'add-node', node: stop('One is refused') },
        { type: 'connect', from: 'odd', port: 'yes', to: 'halt' },
        { type: 'add-node', node: set('fine', 'yes') },
        { type: 'connect', from: 'odd', port: 'no', to: 'fine' },
      ],
    });
    const parent = await named('Each', [
      start,
      call('Choosy', { per: 'item' }, { options: { onError: 'continue' } }),
      set('from', '{{ nodes.start.item.n }}'),
    ]);
    const { execution, records } = await run(parent, [{ n: 1 }, { n: 2 }], 'live');

    expect(execution.status).toBe('succeeded');
    const given = records.at(-1)!.outputs.next!;
    expect(given.map(({ from }) => from).sort()).toEqual([1, 2]);
    expect(given.find(({ from }) => from === 1)).toMatchObject({
      error: { code: 'call.failed', message: '"Choosy", which this step ran, failed: One is refused' },
    });
  });

  it('goes on at once where it does not wait', async () => {
    const child = await named('Later', [
      called,
      { key: 'long', type: 'core.wait', params: { amount: 2, unit: 'hours' } },
    ]);
    const parent = await named('Starts it', [start, call('Later', { wait: false })]);
    const { execution, records } = await run(parent, [{ n: 1 }], 'live');

    expect(execution.status).toBe('succeeded');
    const [made] = await runsOf(child);
    expect(records.at(-1)!.outputs.next).toEqual([{ n: 1, called: { workflow: 'Later', run: made!.id } }]);
    await parley.cancelExecution({ claims: user.claims, executionId: made!.id });
  });

  it('stops what it waits for when it is stopped', async () => {
    const child = await named('Slow', [
      called,
      { key: 'long', type: 'core.wait', params: { amount: 2, unit: 'hours' } },
    ]);
    const parent = await named('Waits', [start, call('Slow')]);
    const executionId = await parley.startExecution({
      claims: user.claims,
      workflowId: parent,
      mode: 'live',
      startedBy: 'person',
    });
    await expect.poll(async () => (await runsOf(child))[0]?.status, { timeout: 15_000 }).toBe('waiting');
    await parley.cancelExecution({ claims: user.claims, executionId });

    expect((await wait(executionId)).execution.status).toBe('cancelled');
    const [made] = await runsOf(child);
    expect((await wait(made!.id)).execution.status).toBe('cancelled');
  });

  it.each([
    ['itself', 'Circle', 'call.cycle', '"Circle" is already running further up'],
    ['a name that is nearly one', 'Pricd', 'call.workflow_unknown', 'Did you mean "Priced"?'],
    ['what cannot be called', 'Hook only', 'call.no_trigger', 'has no trigger for being called'],
    ["another person's", 'Private', 'call.workflow_unknown', 'that you may run'],
  ])('refuses %s', async (_what, workflow, code, sentence) => {
    if (workflow === 'Hook only')
      await named(workflow, [{ key: 'hook', type: 'core.webhook', params: { respond: 'immediately' } }]);
    if (workflow === 'Private') await named(workflow, [called, set('x', 'y')], await addUser());
    const parent = await named(workflow === 'Circle' ? 'Circle' : `Asks ${workflow}`, [start, call(workflow)]);
    const { execution } = await run(parent, [{}], 'live');

    expect(execution).toMatchObject({ status: 'failed', error: { code, nodeKey: 'call' } });
    expect(execution.error!.message).toContain(sentence);
  });

  it('starts nothing in a test run', async () => {
    const child = await named('Untouched', [called, set('x', 'y')]);
    const { records } = await run(await named('Tries', [start, call('Untouched')]), [{ n: 1 }], 'verify');
    expect(records.at(-1)).toMatchObject({ simulated: true, outputs: { next: [{ n: 1 }] } });
    expect(await runsOf(child)).toEqual([]);
  });
});

describe('when a workflow fails', () => {
  it('starts what asked for it with the facts, once, and never in a circle', async () => {
    const all = await named('Tell me', [{ key: 'failed', type: 'core.failure' }, stop('And I fail, too')]);
    const one = await named('Tell of one', [
      { key: 'failed', type: 'core.failure', params: { workflow: 'Fails' } },
      set('told', '{{ item.step }}: {{ item.message }}'),
    ]);
    for (const workflowId of [all, one]) {
      const { problems } = await parley.activate({ claims: user.claims, workflowId });
      expect(problems).toEqual([]);
    }
    const { execution } = await run(
      await named('Fails', [start, { ...stop('No stock'), label: 'Check stock' }]),
      [{}],
      'live',
    );
    await run(await named('Fails as a test', [start, stop('Only a test')]), [{}], 'verify');
    const first = async (workflowId: string) => {
      await expect.poll(async () => (await runsOf(workflowId)).length, { timeout: 15_000 }).toBe(1);
      return wait((await runsOf(workflowId))[0]!.id);
    };
    const told = await first(one);
    expect(told.execution).toMatchObject({ status: 'succeeded', startedBy: 'failure', parentId: execution.id });
    expect(told.execution.triggerItems[0]).toMatchObject({ workflow: 'Fails', run_id: execution.id, step_key: 'halt' });
    expect(told.records.at(-1)!.outputs.next![0]).toMatchObject({ told: 'Check stock: No stock' });

    expect((await first(all)).execution.status).toBe('failed');
    expect(await startFailureRuns(parley.db, { executionId: execution.id })).toEqual([]);
    expect((await runsOf(all)).length + (await runsOf(one)).length).toBe(2);
  });
});
