import { expect, it } from 'vitest';
import { runTurn } from '@/app/_server/run-turn';
import { createRuns } from '@/app/_server/runs';
import { startRunning } from '../support/running';

Object.assign(process.env, { PARLEY_MODEL_URL: '', PARLEY_MODEL: '', ANTHROPIC_API_KEY: '', OPENAI_API_KEY: '' });
const { user, build, run } = await startRunning();

const steps = [
  { key: 'start', type: 'core.manual', label: 'Start' },
  { key: 'write', type: 'ai.generate-text', label: 'Write it', params: { prompt: 'A line about {{ item.subject }}' } },
];

it('a step that asks a model, where none is set up: tried with a stand-in, and for real a sentence, never an answer', async () => {
  const workflowId = await build(steps as never);
  const tried = await run(workflowId, [{ subject: 'tea' }], 'verify');
  expect(tried.records.at(-1)).toMatchObject({ status: 'succeeded', simulated: true });

  const { execution, records } = await run(workflowId, [{ subject: 'tea' }]);
  expect(execution).toMatchObject({ status: 'failed', error: { code: 'model.none' } });
  expect(records.find(({ nodeKey }) => nodeKey === 'write')?.outputs).toEqual({});

  const asPerson = user.asUser;
  const { cause, fix, nextStep } = await createRuns({ claims: user.claims, asPerson }).explain(execution.id);
  expect(cause).toMatchObject({ class: 'configuration', node: 'write' });
  expect(nextStep).toContain('Settings, Models');
  expect(fix).toBeNull();
});

it('and whoever looks at the workflow is told before it runs', async () => {
  const workflowId = await build(steps as never);
  const { issues } = await runTurn({ claims: user.claims, text: 'what does it do?', workflowId });
  expect(issues).toMatchObject([{ code: 'model_none', blocks: 'none' }]);
});
