import { expect, it } from 'vitest';
import { runTurn } from '@/app/_server/run-turn';
import { createRuns } from '@/app/_server/runs';
import { nextForOpen } from '@/engine/errors-catalogue/workflows';
import { edit, startRunning } from '../support/running';

const { parley, user, build, run } = await startRunning();
const { claims } = user;

const check = { key: 'check', type: 'core.if', label: 'Is it big?', params: { conditions: [] } };
const post = { key: 'post', type: 'core.http-request', label: 'Post it', params: { method: 'POST', url: '' } };
const steps = (type: string, params = {}) => [{ key: 'start', type, label: 'Start', params }, check, post] as never;
const arrows = ['start > check', 'check yes> post'];
const toGive = '"Is it big?" has no condition yet: say what is checked, with a field and a value.';
const refusal = {
  code: 'workflow.open',
  userMessage: expect.stringContaining(`${toGive} 1 more thing is open. ${nextForOpen}`),
};

it('is tried as a test, whose journal says what was open', async () => {
  const { execution, records } = await run(await build(steps('core.manual'), arrows), [{ amount: 7 }], 'verify');

  expect(execution.status).toBe('succeeded');
  expect(records.map(({ nodeKey, given, simulated }) => [nodeKey, given ?? null, simulated])).toEqual([
    ['start', null, false],
    ['check', 'open', true],
    ['post', 'open', true],
  ]);
});

it('does not run for real, whoever asks, and nobody is asked to approve it', async () => {
  const workflowId = await build(steps('core.manual'), arrows);
  const runs = createRuns({ claims, asPerson: user.asUser });
  const { workflow } = await user.asUser(tx =>
    import('@/database/workflows').then(({ readDraft }) => readDraft(tx, { workflowId })),
  );
  const start = { workflowId, triggerNodeId: workflow.nodes[0]!.id, items: [{}] };

  await expect(parley.startExecution({ claims, workflowId, mode: 'live', startedBy: 'person' })).rejects.toMatchObject(
    refusal,
  );
  await expect(runs.start({ ...start, mode: 'live' })).rejects.toMatchObject(refusal);
  await expect(runs.rehearse(start)).rejects.toMatchObject(refusal); // what `parley run --mode live` shows first

  const turn = await runTurn({ claims, text: 'run it live', workflowId });
  expect(turn.reply).toContain(toGive);
});

it.each([
  ['core.webhook', {}],
  ['core.form', { title: 'Order', fields: [{ name: 'amount' }] }],
  ['core.schedule', { mode: 'cron', cron: '0 8 * * *' }],
])('%s is not switched on, and says what to do next', async (type, params) => {
  const workflowId = await build(steps(type, params), arrows);
  const refused = await parley.activate({ claims, workflowId });
  expect(refused).toMatchObject({
    active: false,
    problems: [expect.stringContaining(toGive), expect.stringContaining('"Post it" has no address yet'), nextForOpen],
  });

  await edit(user, {
    workflowId,
    changes: [
      { type: 'update-node', node: 'check', params: { conditions: [{ left: 1, operator: 'equals', right: 1 }] } },
      { type: 'update-node', node: 'post', params: { url: 'https://example.com/orders' } },
    ],
  });
  expect(await parley.activate({ claims, workflowId })).toMatchObject({ active: true });
  await parley.deactivate({ claims, workflowId });
});

it('answers at its test address as if the condition held', async () => {
  const answer = { key: 'answer', type: 'core.respond', label: 'Answer', params: { body: 'big' } };
  const workflowId = await build(
    [{ key: 'start', type: 'core.webhook', label: 'Start' }, check, post, answer] as never,
    ['start > check', 'check yes> post', 'post > answer'],
  );
  const { addresses } = await parley.readActivation({ claims, workflowId });
  const at = (url: string) =>
    fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });

  expect(await (await at(addresses[0]!.testUrl)).text()).toBe('big');
  expect((await at(addresses[0]!.url)).status).toBe(404);
});
