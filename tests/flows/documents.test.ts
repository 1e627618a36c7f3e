import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { loadPicker } from '@/app/_server/picker';
import { runTurn } from '@/app/_server/run-turn';
import { createRuns } from '@/app/_server/runs';
import { settings } from '@/app/_server/settings';
import { saveModelKey } from '@/database/model-keys';
import { readUsageOfExecution } from '@/database/models';
import { googleServer } from '../support/google-server';
import { openAiServer } from '../support/openai-server';
import { startRunning } from '../support/running';

let size = 64;
const house = await openAiServer(() => ({ content: 'Thirty days.' }), {
  dimensions: model => ({ embedder: size, other: 48, 'nomic-embed-text': 16 })[model] ?? null,
});
const google = await googleServer(() => ({ text: '' }));
Object.assign(process.env, {
  ...{ PARLEY_MODEL_URL: '', PARLEY_MODEL: '', PARLEY_EMBEDDING_MODEL: '' },
  ...{ OPENAI_API_KEY: '', ANTHROPIC_API_KEY: '', GOOGLE_GENERATIVE_AI_API_KEY: 'test-key' },
});
const { user, parley, addUser, build, run } = await startRunning();
afterAll(() => Promise.all([house.close(), google.close()]));
beforeEach(() => {
  size = 64;
  for (const list of [house.embedded, house.requests, google.embedded]) list.length = 0;
});

const add = (name: string, given: { provider?: string; type?: string; configuration?: object } = {}) =>
  parley.db.service
    .insertInto('ai_models')
    .values({
      ...{ name, display_name: name, provider: given.provider ?? 'house', model_type: given.type ?? 'embedding' },
      configuration: JSON.stringify({ base_url: house.url, ...given.configuration }) as never,
    })
    .execute();

const store = (params: object = {}) => ({
  ...{ key: 'store', type: 'ai.store-documents', label: 'Store it' },
  params: { text: '{{ item.text }}', source: '{{ item.title }}', collection: 'Handbook', ...params },
});
const find = (params: object = {}) => ({
  ...{ key: 'find', type: 'ai.find-passages', label: 'Find it' },
  params: { query: '{{ item.question }}', collection: 'handbook', ...params },
});
const workflowOf = (...steps: object[]) =>
  build([{ key: 'start', type: 'core.manual', label: 'Start' }, ...steps] as never);

const holidays = { title: 'Holidays', text: 'Everybody has thirty days off a year.' };
const pets = { title: 'Pets', text: '<p>The office dog sleeps under the big table.</p><p>It is called Bo.</p>' };
const question = 'How many days off has everybody?';

async function runOne(step: object, item: object, mode: 'live' | 'verify' = 'live') {
  const { execution, records } = await run(await workflowOf(step), [item as never], mode);
  return { execution, record: records.at(-1)! };
}
const outputOf = ({ record }: Awaited<ReturnType<typeof runOne>>) => record.outputs?.next ?? [];

describe('without an embedding model', () => {
  it('a test run shows what would happen, a real one says what is missing, and nothing is made up', async () => {
    const workflowId = await workflowOf(store());
    const tried = await run(workflowId, [holidays], 'verify');
    expect(tried.records.at(-1)).toMatchObject({
      ...{ status: 'succeeded', simulated: true },
      outputs: { next: [{ collection: 'Handbook', source: 'Holidays' }] },
    });
    const { execution } = await run(workflowId, [holidays]);
    expect(execution).toMatchObject({ status: 'failed', error: { code: 'model.none_embeds' } });
    expect(execution.error?.message).toContain('Settings, Models');
    const { cause, nextStep } = await createRuns({ claims: user.claims, asPerson: user.asUser }).explain(execution.id);
    expect([cause?.class, nextStep]).toEqual(['configuration', expect.stringContaining('embedding model')]);
  });

  it('whoever looks at the workflow is told before it runs', async () => {
    const { issues } = await runTurn({
      ...{ claims: user.claims, text: 'what does it do?', workflowId: await workflowOf(store()) },
    });
    expect(issues).toMatchObject([{ code: 'model_none', blocks: 'none' }]);
    expect(issues[0]?.message).toContain('asks an embedding model');
  });
});

describe('documents', () => {
  it('are stored as passages, and what a source held is replaced by what it holds now', async () => {
    await add('embedder', { configuration: { price: { input: 10 } } });
    const workflowId = await workflowOf(store());
    const first = await run(workflowId, [{ ...holidays, text: 'Nobody has a day off.' }, pets]);
    expect(first.records.at(-1)?.outputs?.next).toEqual([
      { collection: 'Handbook', source: 'Holidays', passages: 1, replaced: 0 },
      { collection: 'Handbook', source: 'Pets', passages: 1, replaced: 0 },
    ]);
    const again = await run(workflowId, [holidays]);
    expect(again.records.at(-1)?.outputs?.next).toEqual([
      { collection: 'Handbook', source: 'Holidays', passages: 1, replaced: 1 },
    ]);
    const usage = await user.asUser(tx => readUsageOfExecution(tx, { executionId: again.execution.id }));
    const tokens = Math.ceil(holidays.text.length / 4);
    expect(usage).toEqual([
      { model: 'embedder', nodeKey: 'store', inputTokens: tokens, outputTokens: 0, costUsd: (tokens * 10) / 1e6 },
    ]);
  });

  it('are found by what they are about, with score and source, and a model answers from them', async () => {
    await add('writer', { type: 'chat' });
    const prompt = 'Answer {{ item.question }} from {{ item.passages }} alone.';
    const write = { key: 'write', type: 'ai.generate-text', label: 'Answer', params: { prompt, model: 'writer' } };
    const { execution, records } = await run(await workflowOf(find({ limit: 1 }), write), [{ question }]);
    expect(execution.status).toBe('succeeded');
    const found = records.find(({ nodeKey }) => nodeKey === 'find')?.outputs?.next?.[0]?.passages;
    expect(found).toEqual([{ text: holidays.text, source: 'Holidays', passage: 1, score: expect.any(Number) }]);
    expect(JSON.stringify(house.requests.at(-1))).toContain('thirty days off');
    expect(records.at(-1)?.outputs?.next?.[0]).toMatchObject({ question, text: 'Thirty days.' });
  });

  it('that are too far from the question are left out, and finding none is no failure', async () => {
    expect(outputOf(await runOne(find({ minScore: 0.99 }), { question }))).toEqual([{ question, passages: [] }]);
    const [{ passages }] = outputOf(await runOne(find(), { question: 'the dog called Bo' })) as [
      { passages: object[] },
    ];
    expect(passages).toMatchObject([{ source: 'Pets', text: expect.not.stringContaining('<p>') }, {}]);
  });

  it('are neither stored nor looked for in a test run: no model is asked, and the record says so', async () => {
    const stored = await runOne(store(), holidays, 'verify');
    const found = await runOne(find(), { question }, 'verify');
    expect([stored.record.simulated, found.record.simulated]).toEqual([true, true]);
    expect(outputOf(found)).toMatchObject([{ question, passages: [{ source: expect.any(String) }] }]);
    expect(house.embedded).toEqual([]);
  });

  it('are nobody else’s', async () => {
    const other = await addUser();
    for (const table of ['document_collections', 'document_passages'] as const)
      expect(await other.asUser(tx => tx.selectFrom(table).selectAll().execute())).toEqual([]);
    const { documents } = parley.servicesFor(other.id);
    expect(await documents!.findCollection('handbook')).toBeNull();
    const own = parley.servicesFor(user.id).documents!;
    expect(await own.findCollection(' HANDBOOK ')).toMatchObject({ name: 'Handbook', model: 'embedder' });
  });

  it('of a long text are embedded in batches, and a text without a name is known by itself', async () => {
    const text = Array.from({ length: 120 }, (_, index) => `Rule ${index}. ${'word '.repeat(16)}`).join('\n\n');
    const long = store({ collection: 'Rules', source: '', size: 100, overlap: 0 });
    const [first] = outputOf(await runOne(long, { text }));
    expect(first).toMatchObject({ passages: 120, source: expect.stringMatching(/^text [0-9a-f]{12}$/) });
    expect(house.embedded.map(({ input }) => input.length)).toEqual([96, 24]);
    const [again] = outputOf(await runOne(long, { text }));
    expect(again).toMatchObject({ source: first!.source, replaced: 120 });
    expect((await runOne(long, { text: '  ' })).execution.error).toMatchObject({ code: 'node.data_wrong' });
  });
});

describe('a sentence is given', () => {
  const failureOf = async (step: object, item: object) => (await runOne(step, item)).execution.error;

  it('for a collection that does not exist, with the one that was probably meant', async () => {
    const error = await failureOf(find({ collection: 'handbok' }), { question });
    expect(error).toMatchObject({ code: 'collection.not_found' });
    expect(error?.message).toBe('There is no collection called "handbok". Did you mean "Handbook"?');
    expect(house.embedded).toEqual([]);
  });

  it('for a model whose embeddings have become longer or shorter than those stored', async () => {
    size = 32;
    for (const [step, item] of [
      [find(), { question }],
      [store(), holidays],
    ] as const) {
      const error = await failureOf(step, item);
      expect(error).toMatchObject({ code: 'collection.dimension_differs' });
      expect(error?.message).toContain('holds embeddings of 64 numbers by embedder, and embedder gave 32');
    }
  });

  it('for another model than the one that the collection was stored with', async () => {
    await add('other');
    const longer = await failureOf(find({ model: 'other' }), { question });
    expect(longer?.message).toContain('Choose embedder in the step');
    await add('same length', { configuration: { model: 'embedder' } });
    const error = await failureOf(find({ model: 'same length' }), { question });
    expect(error).toMatchObject({ code: 'collection.model_differs' });
    expect(error?.message).toContain('holds embeddings by embedder');
  });

  it('for a model that nobody knows, one that has no embeddings, and a key that is missing', async () => {
    expect(await failureOf(store({ model: 'nothing' }), holidays)).toMatchObject({ code: 'model.cannot_embed' });
    await add('unlisted there');
    const refused = await failureOf(store({ model: 'unlisted there', collection: 'New' }), holidays);
    expect(refused).toMatchObject({ code: 'model.refused' });
    const keyless = await failureOf(store({ model: 'text-embedding-3-small', collection: 'New' }), holidays);
    expect(keyless).toMatchObject({ code: 'model.no_key' });
  });
});

describe('an embedding model', () => {
  it('of Google is asked as Google is, otherwise for what is looked for than for what is looked through', async () => {
    await add('gemini', { provider: 'google', configuration: { base_url: google.url } });
    const stored = await runOne(store({ collection: 'Second', model: 'gemini', size: 100, overlap: 0 }), {
      ...{ title: 'Long', text: `${'one '.repeat(24)}\n\n${'two '.repeat(24)}` },
    });
    expect(outputOf(stored)).toMatchObject([{ passages: 2 }]);
    const [found] = outputOf(await runOne(find({ collection: 'second', limit: 1 }), { question: 'two' }));
    expect(found).toMatchObject({ passages: [{ passage: 2 }] });
    expect(google.embedded).toMatchObject([
      { requests: [{ taskType: 'RETRIEVAL_DOCUMENT' }, { taskType: 'RETRIEVAL_DOCUMENT' }] },
      { taskType: 'RETRIEVAL_QUERY' },
    ]);
  });

  it('comes with the address of a server of one’s own, and is not offered for conversations', async () => {
    const key = { integration: 'openai-compatible' as const, name: 'Workshop', apiKey: null, baseUrl: house.url };
    await saveModelKey(parley.db, {
      ...{ claims: user.claims, masterKey: settings().encryptionKey },
      key: { ...key, models: ['chatty', 'nomic-embed-text'], listed: 2 },
    });
    const names = (await loadPicker(user.claims)).models.map(({ name }) => name);
    expect(names.filter(name => name.startsWith('Workshop'))).toEqual(['Workshop: chatty']);
    const stored = await runOne(store({ collection: 'Third', model: 'Workshop: nomic-embed-text' }), holidays);
    expect(stored.execution.status).toBe('succeeded');
    expect(house.embedded.at(-1)?.model).toBe('nomic-embed-text');
  });
});
