import { afterAll, describe, expect, it } from 'vitest';
import { findLocalServers } from '@/agent/models/find-local-servers';
import { loadPicker } from '@/app/_server/picker';
import { runTurn } from '@/app/_server/run-turn';
import { settings } from '@/app/_server/settings';
import { tryCredential } from '@/app/_server/try-credential';
import { tryKey } from '@/app/_server/try-key';
import { saveCredential } from '@/database/credentials';
import { deleteModelKey, listModelKeys, type NewKey, saveModelKey } from '@/database/model-keys';
import { seal, unseal } from '@/database/seal';
import { anthropicModels, anthropicServer } from '../support/anthropic-server';
import { openAiServer } from '../support/openai-server';
import { startRunning } from '../support/running';

const anthropic = await anthropicServer(() => ({ text: 'Good day.' }), { key: 'sk-ant-right-1234' });
const local = await openAiServer(() => ({ content: 'Good day from here.' }));
Object.assign(process.env, {
  ...{ ANTHROPIC_BASE_URL: anthropic.url, ANTHROPIC_API_KEY: '', PARLEY_MODEL_URL: '', PARLEY_MODEL: '' },
});
const { user, parley } = await startRunning();
afterAll(() => Promise.all([anthropic.close(), local.close()]));

const masterKey = () => settings().encryptionKey;
const keep = (key: Pick<NewKey, 'integration' | 'name' | 'apiKey' | 'baseUrl' | 'models'>, claims = user.claims) =>
  saveModelKey(parley.db, { claims, masterKey: masterKey(), key: { ...key, listed: key.models.length } });
const mine = () => listModelKeys(parley.db, user.claims);

describe('a key to a provider', () => {
  it('is tried by listing what it may use, with the provider’s own client', async () => {
    const given = { integration: 'anthropic' as const, baseUrl: null };
    expect(await tryKey({ ...given, apiKey: 'sk-ant-right-1234' })).toEqual(anthropicModels.toSorted());
    await expect(tryKey({ ...given, apiKey: 'wrong' })).rejects.toMatchObject({ code: 'model.unauthorized' });
    expect(await tryKey({ integration: 'openai-compatible', apiKey: null, baseUrl: local.url })).toEqual([
      'test-model',
    ]);
    const wrong = { integration: 'openai-compatible' as const, apiKey: null, baseUrl: 'localhost:8000' };
    await expect(tryKey(wrong)).rejects.toMatchObject({ code: 'request.invalid' });
    const nobody = { integration: 'openai-compatible' as const, apiKey: null, baseUrl: 'http://127.0.0.1:9/v1' };
    await expect(tryKey(nobody)).rejects.toMatchObject({ code: 'model.address_unreachable' });
  });

  it('makes its provider’s models answer, and new conversations use one of them', async () => {
    expect((await loadPicker(user.claims)).standard).toBe('built-in');
    await keep({ integration: 'anthropic', name: 'Anthropic', apiKey: 'sk-ant-right-1234', baseUrl: null, models: [] });
    const { standard, models } = await loadPicker(user.claims);
    expect(standard).toBe('claude-sonnet-5-5');
    expect(models.find(({ name }) => name === standard)?.state).toBe('ready');
    const { reply, model, costUsd } = await runTurn({ claims: user.claims, text: 'hello', timeZone: 'UTC' });
    expect({ reply, model, costUsd }).toEqual({ reply: 'Good day.', model: 'Claude Sonnet 5.5', costUsd: 0.0004 });
  });

  it('is kept encrypted, shown by its end alone, and to nobody else', async () => {
    const [stored] = await mine();
    expect(stored).toMatchObject({ integration: 'anthropic', hint: '1234', hasSecret: true });
    expect(JSON.stringify(stored)).not.toContain('sk-ant');
    const rows = await parley.db.service.selectFrom('user_integrations').selectAll().execute();
    expect(Buffer.from(rows[0]!.secret_ciphertext as never).toString('latin1')).not.toContain('sk-ant');
    const stranger = { sub: crypto.randomUUID(), role: 'authenticated' as const };
    expect(await listModelKeys(parley.db, stranger)).toEqual([]);
    await expect(deleteModelKey(parley.db, { claims: stranger, id: stored!.id })).rejects.toMatchObject({
      code: 'credential.not_found',
    });
  });

  it('for an address of one’s own brings the models of that address', async () => {
    const own = { integration: 'openai-compatible' as const, name: 'Workshop', apiKey: null, baseUrl: local.url };
    await keep({ ...own, models: ['test-model'] });
    const { reply, model } = await runTurn({
      ...{ claims: user.claims, text: 'hello', timeZone: 'UTC' },
      modelName: 'Workshop: test-model',
    });
    expect([reply, model]).toEqual(['Good day from here.', 'test-model']);
  });

  it('with an address that is none does no harm', async () => {
    const odd = { integration: 'openai-compatible' as const, name: 'Odd', apiKey: null, baseUrl: 'localhost:8000' };
    await keep({ ...odd, models: ['nothing'] });
    const { models } = await loadPicker(user.claims);
    expect(models.some(({ name }) => name === 'Odd: nothing')).toBe(false);
  });

  it('is gone when it is removed, and its models say so', async () => {
    for (const { id } of await mine()) await deleteModelKey(parley.db, { claims: user.claims, id });
    const { error } = await runTurn({ claims: user.claims, text: 'hello', modelName: 'claude-opus-5-5' });
    expect(error?.message).toBeDefined();
    expect((await loadPicker(user.claims)).standard).toBe('built-in');
  });
});

describe('a sealed secret', () => {
  const bound = { masterKey: 'a'.repeat(44), context: ['ann', 'openai'] };

  it.each([
    ['another owner', { ...bound, context: ['bob', 'openai'] }],
    ['another service', { ...bound, context: ['ann', 'google'] }],
    ['another installation', { ...bound, masterKey: 'b'.repeat(44) }],
  ])('does not open for %s', (_who, other) => {
    const sealed = seal('secret', bound);
    expect(unseal(sealed, bound)).toBe('secret');
    expect(() => unseal(sealed, other)).toThrow('credential.unreadable');
  });

  it('does not open when a bit of it changed, wherever', () => {
    const sealed = seal('secret', bound);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => unseal(changed, bound)).toThrow('credential.unreadable');
    }
  });
});

describe('model servers on this computer', () => {
  it('are found where they listen, with what they offer', async () => {
    const { host } = new URL(local.url);
    const found = await findLocalServers(host);
    expect(found).toContainEqual({ label: 'Ollama', baseUrl: local.url, models: ['test-model'] });
  });
});

it('a key that was entered as a credential, on a page or on a card, is tried the same way and used', async () => {
  const masterKey = settings().encryptionKey;
  const enter = (api_key: string, name: string) =>
    saveCredential(parley.db, {
      ...{ claims: user.claims, masterKey },
      credential: { integration: 'anthropic', name, values: { api_key } },
    });
  const wrong = await enter('wrong', 'Wrong');
  expect(await tryCredential({ claims: user.claims, id: wrong })).toContain('did not accept the key');
  await deleteModelKey(parley.db, { claims: user.claims, id: wrong });
  const right = await enter('sk-ant-right-1234', 'Right');
  expect(await tryCredential({ claims: user.claims, id: right })).toBeNull();
  const { reply } = await runTurn({ claims: user.claims, text: 'hello', modelName: 'claude-haiku-5-5' });
  expect(reply).toBe('Good day.');
});
