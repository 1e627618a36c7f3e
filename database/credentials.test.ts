import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { freshDatabase, type TestUser } from '@/tests/support/database';
import { changeWorkflow } from './change-workflow';
import { asService } from './connection';
import {
  deleteCredential,
  listCredentials,
  listDependants,
  listIntegrations,
  type NewCredential,
  saveCredential,
  setExpiry,
} from './credentials';
import {
  addIntegration,
  changeIntegration,
  listIntegrationDependants,
  listOwnIntegrations,
  removeIntegration,
} from './integrations';
import { noteUse, openCredential, readKeysFor } from './open-credential';
import { createWorkflow } from './workflows';

const masterKey = 'a key of an installation that is long enough';
const token: NewCredential = {
  integration: 'http-bearer',
  name: 'Shop',
  values: { token: 'very-secret-token', hosts: 'api.example.com' },
};

const { db, addUser } = await freshDatabase();

async function somebody() {
  const user = await addUser();
  const { claims } = user;
  return {
    user,
    claims,
    save: (credential = token) => saveCredential(db, { claims, masterKey, credential }),
  };
}

describe('a credential', () => {
  it('is shown without its secret, and opens for its owner', async () => {
    const { user, claims, save } = await somebody();
    const id = await save();

    const [listed] = await user.asUser(listCredentials);
    expect(listed).toMatchObject({
      id,
      name: 'Shop',
      integration: 'http-bearer',
      config: { hosts: 'api.example.com' },
    });
    expect(JSON.stringify(listed)).not.toContain('very-secret');

    expect(await openCredential(db, { owner: claims.sub, credentialId: id, masterKey })).toEqual({
      ...{ id, name: 'Shop', integration: 'http-bearer', secret: ['token'] },
      fields: { token: 'very-secret-token', hosts: 'api.example.com' },
    });
    expect((await user.asUser(listCredentials))[0]!.lastUsedAt).not.toBeNull();
  });

  it('opens for nobody else, nor when it was copied to another owner or changed by a bit', async () => {
    const { claims, save } = await somebody();
    const id = await save();
    const ben = (await addUser()).claims.sub;
    const open = (owner: string) => openCredential(db, { owner, credentialId: id, masterKey });

    await expect(open(ben)).rejects.toMatchObject({ code: 'credential.not_found' });
    await expect(
      openCredential(db, { owner: claims.sub, credentialId: id, masterKey: 'another key of the same length' }),
    ).rejects.toMatchObject({ code: 'credential.unreadable' });

    await sql`update user_integrations set user_id = ${ben} where id = ${id}`.execute(db.service);
    await expect(open(ben)).rejects.toMatchObject({ code: 'credential.unreadable' });

    await sql`update user_integrations set user_id = ${claims.sub}, secret_ciphertext =
      set_byte(secret_ciphertext, 70, get_byte(secret_ciphertext, 70) # 1) where id = ${id}`.execute(db.service);
    await expect(open(claims.sub)).rejects.toMatchObject({ code: 'credential.unreadable' });
  });

  it('opens in its own row only, though another of the same owner and service is there', async () => {
    const { claims, save } = await somebody();
    const [one, other] = [await save(), await save({ ...token, name: 'Other', values: { token: 'b', hosts: 'x' } })];

    await sql`update user_integrations set secret_ciphertext = (select secret_ciphertext from user_integrations
      where id = ${other}) where id = ${one}`.execute(db.service);

    await expect(openCredential(db, { owner: claims.sub, credentialId: one, masterKey })).rejects.toMatchObject({
      code: 'credential.unreadable',
      userMessage: expect.stringContaining('PARLEY_ENCRYPTION_KEY'),
    });
  });

  it('that was stored with another key is entered again, whole', async () => {
    const { claims, save } = await somebody();
    const id = await save();
    const newer = { claims, masterKey: 'the key of the installation after it was changed' };
    const enter = (values: Record<string, string>) =>
      saveCredential(db, { ...newer, credential: { ...token, id, values } });

    await expect(enter({ hosts: 'x' })).rejects.toMatchObject({ code: 'credential.field_missing' });
    await enter({ token: 'entered again', hosts: 'x' });
    expect(await openCredential(db, { owner: claims.sub, credentialId: id, masterKey: newer.masterKey })).toMatchObject(
      {
        fields: { token: 'entered again' },
      },
    );
  });

  it('keeps its kind and a name of its own when it is changed', async () => {
    const { save } = await somebody();
    const id = await save();
    await save({ ...token, name: 'Second' });

    await expect(save({ ...token, id, name: 'Second' })).rejects.toMatchObject({ code: 'credential.name_taken' });
    const values = { user: 'ann', password: 'secret-password', hosts: 'x' };
    await expect(save({ integration: 'http-basic', name: 'A', id, values })).rejects.toMatchObject({
      code: 'credential.not_found',
    });
  });

  it('keeps a secret that is not entered again, and says which field is missing or name taken', async () => {
    const { claims, save } = await somebody();
    const id = await save();

    await save({ ...token, id, name: 'Shop API', values: { hosts: 'shop.example.com' } });
    expect(await openCredential(db, { owner: claims.sub, credentialId: id, masterKey })).toMatchObject({
      name: 'Shop API',
      fields: { token: 'very-secret-token', hosts: 'shop.example.com' },
    });

    await expect(save({ ...token, name: 'Other', values: { hosts: 'x' } })).rejects.toMatchObject({
      code: 'credential.field_missing',
    });
    await save();
    await expect(save()).rejects.toMatchObject({ code: 'credential.name_taken' });
  });

  it('is deleted by its owner only, who sees which steps it leaves without', async () => {
    const { user, claims, save } = await somebody();
    const id = await save();
    const ben = await addUser();

    await expect(deleteCredential(db, { claims: ben.claims, id })).rejects.toMatchObject({
      code: 'credential.not_found',
    });
    expect(await user.asUser(tx => listDependants(tx, { credentialId: id }))).toEqual([]);
    await deleteCredential(db, { claims, id });
    expect(await user.asUser(listCredentials)).toEqual([]);
  });
});

it('a service inserted by SQL in the short form has a form', async () => {
  const { user, claims } = await somebody();
  await sql`insert into integrations (name, display_name, category, config_schema)
    values ('new-service', 'New Service', 'api', '{"api_key": "string", "base_url": "string"}')`.execute(db.service);

  const service = (await user.asUser(listIntegrations)).find(({ name }) => name === 'new-service')!;
  expect(service.fields.map(({ name, secret }) => [name, secret])).toEqual([
    ['api_key', true],
    ['base_url', false],
  ]);

  const credential = {
    integration: 'new-service',
    name: 'Mine',
    values: { api_key: 'abcdefgh', base_url: 'https://x.example' },
  };
  const id = await saveCredential(db, { claims, masterKey, credential });
  expect((await openCredential(db, { owner: claims.sub, credentialId: id, masterKey })).fields.api_key).toBe(
    'abcdefgh',
  );
});

describe('what is known of a credential', () => {
  const note = (facts: { credentialId: string; error: string | null; tested?: boolean }) =>
    db.service.transaction().execute(tx => noteUse(tx, facts));
  const open = (owner: string, credentialId: string) => openCredential(db, { owner, credentialId, masterKey });

  it('is how often it was opened, what a test said, and what a service said last', async () => {
    const { user, claims, save } = await somebody();
    const listed = async () => (await user.asUser(listCredentials))[0];
    const id = await save();
    const fresh = await listed();
    await open(claims.sub, id);
    await open(claims.sub, id);
    const used = await listed();
    await note({ credentialId: id, error: null, tested: true });
    const tested = await listed();
    await note({ credentialId: id, error: 'It said no.' });

    expect(fresh).toMatchObject({ status: 'untested', usageCount: 0, lastTestedAt: null, expiresAt: null });
    expect(used).toMatchObject({ status: 'untested', usageCount: 2, lastUsedAt: expect.any(String) });
    expect(tested).toMatchObject({ status: 'working', usageCount: 2, lastTestedAt: expect.any(String) });
    expect(await listed()).toMatchObject({ status: 'failing', lastError: 'It said no.' });
  });

  it('is until when it is good: afterwards it is not opened', async () => {
    const { user, claims, save } = await somebody();
    const bob = await addUser();
    const id = await save();
    const until = (expiresAt: Date | null) => user.asUser(tx => setExpiry(tx, { credentialId: id, expiresAt }));

    await until(new Date(Date.now() + 60_000));
    await open(claims.sub, id);
    await until(new Date(Date.now() - 1_000));

    await expect(open(claims.sub, id)).rejects.toMatchObject({ code: 'credential.expired' });
    await expect(bob.asUser(tx => setExpiry(tx, { credentialId: id, expiresAt: null }))).rejects.toMatchObject({
      code: 'credential.not_found',
    });
  });
});

describe('a key that a shared step names', () => {
  const keep = (user: TestUser, name: string, secret: string) =>
    saveCredential(db, {
      ...{ claims: user.claims, masterKey },
      credential: { integration: 'http-bearer', name, values: { token: secret, hosts: 'api.example.com' } },
    });
  const opened = async (user: TestUser, credentialId: string) =>
    (await openCredential(db, { owner: user.claims.sub, credentialId, masterKey })).fields.token;

  it('is never opened for somebody else: their own for the same service is, which they cannot mistake', async () => {
    const [owner, runner] = [await addUser(), await addUser()];
    const named = await keep(owner, 'Shop', 'of the owner');
    await keep(owner, 'Second', 'another of the owner');

    const refused = { code: 'credential.not_found' };
    await expect(opened(runner, named)).rejects.toMatchObject(refused);
    const mine = await keep(runner, 'Mine', 'of the runner');
    expect(await opened(runner, named)).toBe('of the runner');
    const uses = await runner.asUser(listCredentials);
    expect(uses.map(({ usageCount }) => usageCount)).toEqual([1]);

    await keep(runner, 'Third', 'which of them');
    await expect(opened(runner, named)).rejects.toMatchObject(refused);
    await keep(runner, 'Shop', 'of the same name');
    expect(await opened(runner, named)).toBe('of the same name');

    expect([await opened(owner, named), await opened(runner, mine)]).toEqual(['of the owner', 'of the runner']);
  });

  it('is gone for its owner when it was deleted: none of their others is taken for it', async () => {
    const owner = await addUser();
    const named = await keep(owner, 'Shop', 'first');
    await keep(owner, 'Second', 'second');
    await deleteCredential(db, { claims: owner.claims, id: named });

    await expect(opened(owner, named)).rejects.toMatchObject({ code: 'credential.not_found' });
    const found = await asService(db, tx => readKeysFor(tx, { owner: owner.claims.sub, credentialIds: [named] }));
    expect(found.size).toBe(0);
  });
});

describe("a service of one's own", () => {
  it('has a form and takes keys, for its owner alone, until it is removed', async () => {
    const [ann, bob] = [await addUser(), await addUser()];
    const name = await ann.asUser(tx =>
      addIntegration(tx, { title: 'My Service', form: { api_key: 'string', base_url: 'string' } }),
    );
    const offered = async (user: typeof ann) =>
      (await user.asUser(listIntegrations)).some(service => service.name === name);

    expect(name).toMatch(/^own-my-service-/);
    expect([await offered(ann), await offered(bob)]).toEqual([true, false]);
    const values = { api_key: 'k', base_url: 'https://example.test' };
    const credential = { integration: name, name: 'Key', values };
    await saveCredential(db, { claims: ann.claims, masterKey, credential });
    await expect(saveCredential(db, { claims: bob.claims, masterKey, credential })).rejects.toMatchObject({
      code: 'credential.not_found',
    });
    const notTheirs = { code: 'service.not_found' };
    const other = { name, title: 'Taken over', form: { api_key: 'string' } };
    await expect(bob.asUser(tx => changeIntegration(tx, other))).rejects.toMatchObject(notTheirs);
    await expect(bob.asUser(tx => removeIntegration(tx, { name }))).rejects.toMatchObject(notTheirs);
    await expect(ann.asUser(tx => removeIntegration(tx, { name: 'openai' }))).rejects.toMatchObject(notTheirs);
    await ann.asUser(tx => removeIntegration(tx, { name }));

    expect(await offered(ann)).toBe(false);
  });

  it('is changed with its keys, and says which keys and steps depend on it', async () => {
    const [ann, bob] = [await addUser(), await addUser()];
    const name = await ann.asUser(tx => addIntegration(tx, { title: 'Stock', form: { api_key: 'string' } }));
    const credential = { integration: name, name: 'Main key', values: { api_key: 'k' } };
    const id = await saveCredential(db, { claims: ann.claims, masterKey, credential });
    await ann.asUser(async tx => {
      const { id: workflowId } = await createWorkflow(tx, { name: 'Orders' });
      const call = { type: 'core.http-request', params: { service: name } };
      await changeWorkflow(tx, {
        ...{ workflowId, baseVersion: 0, author: 'user', nodeTypes },
        changes: [
          { type: 'add-node', node: { key: 'ask', label: 'Ask', ...call } },
          {
            type: 'add-node',
            node: { key: 'other', label: 'Other', type: 'core.http-request', options: { credentialId: id } },
          },
          { type: 'add-node', node: { key: 'none', label: 'None', type: 'core.http-request' } },
        ],
      });
    });

    const properties = { api_key: { type: 'string', secret: true }, shop: { type: 'string' } };
    const http = { base_url: 'https://{shop}.example.test', auth: 'header', name: 'X-Key', field: 'api_key' };
    await ann.asUser(tx => changeIntegration(tx, { name, title: 'Stock 2', form: { properties, http } }));

    expect(await ann.asUser(listOwnIntegrations)).toMatchObject([
      { name, title: 'Stock 2', keyCount: 1, service: { baseUrl: http.base_url, auth: 'header', name: 'X-Key' } },
    ]);
    expect(await ann.asUser(tx => listIntegrationDependants(tx, { name }))).toMatchObject({
      keys: ['Main key'],
      steps: [{ step: 'Ask' }, { step: 'Other' }],
    });
    expect(await bob.asUser(listOwnIntegrations)).toEqual([]);
    const nothing = { keys: [], steps: [] };
    expect(await bob.asUser(tx => listIntegrationDependants(tx, { name }))).toEqual(nothing);
    const opened = await openCredential(db, { owner: ann.claims.sub, credentialId: id, masterKey });
    expect(opened).toMatchObject({ fields: { api_key: 'k' }, service: { auth: 'header' } });
  });
});
