import { expect, it } from 'vitest';
import { createRuns } from '@/app/_server/runs';
import type { StartExecution } from '@/app/_server/start-execution';
import { complete } from '@/app/workflows/_panel/core/complete';
import { loadStep } from '@/app/workflows/_server/load-step';
import { previewExpression } from '@/app/workflows/_server/preview-expression';
import { readDraft } from '@/database/workflows';
import { edit, startRunning } from '@/tests/support/running';

const { parley, user, build, run, wait } = await startRunning();

const workflowId = await build([
  { key: 'start', type: 'core.manual' },
  { key: 'price', type: 'core.set', params: { fields: [{ name: 'total', value: '{{ item.n * 2 }}' }] } },
  { key: 'note', type: 'core.set', params: { fields: [{ name: 'text', value: 'It is {{ item.total }}' }] } },
  {
    key: 'keep',
    type: 'core.data-table',
    params: { operation: 'insert', table: 'notes', values: [{ name: 'text', value: '{{ item.text }}' }] },
  },
]);
const { workflow } = await user.asUser(tx => readDraft(tx, { workflowId }));
const idOf = (key: string) => workflow.nodes.find(node => node.key === key)!.id;

async function runPart(
  part: Pick<StartExecution, 'only' | 'until' | 'from' | 'items'>,
  mode: 'live' | 'verify' = 'verify',
) {
  const { claims } = user;
  const started = await parley.startExecution({ claims, workflowId, mode, startedBy: 'person', ...part });
  return wait(started);
}
const given = ({ records }: Awaited<ReturnType<typeof wait>>) =>
  records.map(({ nodeKey, given }) => (given ? `${nodeKey} ${given}` : nodeKey));

it('runs a part of a workflow with what an earlier run recorded, and refuses where nothing was', {
  timeout: 60_000,
}, async () => {
  await expect(runPart({ only: idOf('note') })).rejects.toMatchObject({ code: 'run.nothing_recorded' });

  const until = await runPart({ until: idOf('price'), items: [{ n: 21 }] });
  expect(until.execution.status).toBe('succeeded');
  expect(given(until)).toEqual(['start', 'price']);

  const only = await runPart({ only: idOf('note') });
  expect(given(only)).toEqual(['start earlier', 'price earlier', 'note']);
  expect(only.records.at(-1)!.outputs.next![0]).toMatchObject({ text: 'It is 42' });
  expect(only.execution.reach).toMatchObject({ kind: 'only', nodeId: idOf('note') });

  const from = await runPart({ from: idOf('note') });
  expect(given(from)).toEqual(['start earlier', 'price earlier', 'note', 'keep']);
  expect(from.records.at(-1)!.simulated).toBe(true);
});

it('says what one step would do to others before it does it', { timeout: 60_000 }, async () => {
  await run(workflowId, [{ n: 1 }], 'verify');
  const runs = createRuns({ claims: user.claims, asPerson: user.asUser, startedBy: 'person' });

  expect(await runs.rehearse({ workflowId, only: idOf('note') })).toEqual([]);

  await edit(user, {
    workflowId,
    changes: [
      {
        type: 'update-node',
        node: 'price',
        options: { pinned: [{ total: 5 }] },
      },
    ],
  });
  const pinned = await runPart({ only: idOf('note') });
  expect(given(pinned)).toEqual(['start earlier', 'price pinned', 'note']);
  expect(pinned.records.at(-1)!.outputs.next![0]).toMatchObject({ text: 'It is 5' });
});

it('shows what an expression comes to on the data of the last run, and what was probably meant', async () => {
  const asked = (text: string) => previewExpression(user.asUser, { workflowId, nodeId: idOf('note'), text });

  expect(await asked('{{ item.total }}')).toEqual({ kind: 'value', value: 5, items: 1 });
  expect(await asked('Twice: {{ item.total * 2 }}')).toEqual({ kind: 'value', value: 'Twice: 10', items: 1 });
  expect(await asked('{{ item.totl }}')).toMatchObject({ kind: 'error', path: 'totl', nearest: 'total' });
  expect(await asked('{{ item. }}')).toMatchObject({ kind: 'error', nearest: null });
});

it('knows for the panel what is set, what arrives, what can be named and what went out last time', async () => {
  const facts = await loadStep(user, { workflowId, nodeId: idOf('note') });

  expect(facts.fields.map(({ name }) => name)).toContain('fields');
  expect(facts.input).toEqual({ items: [{ total: 5 }], total: 1 });
  expect(facts.last!.record.outputs.next).toEqual([{ total: 5, text: 'It is 5' }]);
  const named = (text: string) => complete(text, text.length, facts.scope)?.options.map(({ label }) => label);
  expect(named('{{ item.')).toContain('total');
  expect(named('{{ nodes.')).toEqual(['start', 'price']);
  expect(named('{{ nodes.price.item.')).toContain('total');
});

it('tries the last inputs on the edited version and says what differs, without doing anything', {
  timeout: 60_000,
}, async () => {
  const replayed = await build([
    { key: 'start', type: 'core.manual' },
    { key: 'price', type: 'core.set', params: { fields: [{ name: 'total', value: '{{ item.n * 2 }}' }] } },
    { key: 'only', type: 'core.filter', params: { conditions: [{ left: '{{ item.vip }}', operator: 'is_true' }] } },
    {
      key: 'keep',
      type: 'core.data-table',
      params: { operation: 'insert', table: 'replayed', values: [{ name: 'total', value: '{{ item.total }}' }] },
    },
  ]);
  for (const n of [1, 5, 7]) await run(replayed, [{ n, vip: true }], 'live');
  await run(replayed, [{ n: 'x' }], 'verify');
  const runs = createRuns({ claims: user.claims, asPerson: user.asUser, startedBy: 'person' });
  const replay = (count: number) => runs.replay({ workflowId: replayed, count });

  expect((await replay(5)).sentence).toBe('The last 3 inputs were tried again: 3 came out the same.');

  const fields = [{ name: 'total', value: '{{ item.n > 5 ? item.n * 3 : item.n * 2 }}' }];
  await edit(user, { workflowId: replayed, changes: [{ type: 'update-node', node: 'price', params: { fields } }] });
  const { runs: compared, sentence, version } = await replay(2);
  expect([sentence, version]).toEqual([
    'The last 2 inputs were tried again: 1 came out the same, 1 came out otherwise.',
    2,
  ]);
  expect(compared[0]).toMatchObject({
    outcome: 'different',
    differences: [{ where: 'Keep', path: 'values.0.value', before: 14, after: 21 }],
    given: ['Keep'],
  });
  const rows = await parley.servicesFor(user.id).tables.find('replayed', { filters: [], match: 'all', limit: 10 });
  expect(rows.map(({ total }) => total)).toEqual([2, 10, 14]);

  const broken = {
    type: 'update-node' as const,
    node: 'price',
    params: { fields: [{ name: 'total', value: '{{ item.m }}' }] },
  };
  await edit(user, { workflowId: replayed, changes: [broken] });
  expect((await replay(1)).runs[0]).toMatchObject({ outcome: 'broken', before: 'succeeded', after: 'failed' });
});
