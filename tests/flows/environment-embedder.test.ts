import { afterAll, expect, it } from 'vitest';
import { openAiServer } from '../support/openai-server';
import { startRunning } from '../support/running';

const house = await openAiServer(() => ({}), { dimensions: model => (model === 'embedder' ? 16 : null) });
Object.assign(process.env, {
  ...{ PARLEY_MODEL_URL: house.url, PARLEY_MODEL_KEY: 'k', PARLEY_MODEL: 'writer', PARLEY_EMBEDDING_MODEL: 'embedder' },
  ...{ OPENAI_API_KEY: 'of the shell', ANTHROPIC_API_KEY: '', GOOGLE_GENERATIVE_AI_API_KEY: '' },
});
const { build, run } = await startRunning();
afterAll(() => house.close());

it('the environment names the model that embeds, at the address that it names', async () => {
  const workflowId = await build([
    { key: 'start', type: 'core.manual', label: 'Start' },
    {
      ...{ key: 'store', type: 'ai.store-documents', label: 'Store' },
      params: { text: 'Ports of the north.', collection: 'Atlas' },
    },
    { key: 'find', type: 'ai.find-passages', label: 'Find', params: { query: 'ports', collection: 'Atlas' } },
  ] as never);
  const { execution, records } = await run(workflowId);
  expect(execution.status).toBe('succeeded');
  expect(records.at(-1)?.outputs?.next?.[0]?.passages).toMatchObject([{ text: 'Ports of the north.' }]);
  expect(house.embedded.map(({ model }) => model)).toEqual(['embedder', 'embedder']);
});
