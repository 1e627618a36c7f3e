import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { settings } from '@/app/_server/settings';
import { tryCredential } from '@/app/_server/try-credential';
import { catalogue } from '@/app/workflows/_server/canvas';
import { listIntegrations, type NewCredential, saveCredential } from '@/database/credentials';
import { listHttpServices } from '@/database/http-services';
import { findNodesAndServices } from '@/engine/nodes/listed-services';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { serve } from '@/tests/support/loopback-server';
import { startRunning } from '@/tests/support/running';

const { parley, user, build, run } = await startRunning();

await sql`insert into public.integrations (name, display_name, category, config_schema)
  values ('new-service', 'New Service', 'api', '{"api_key": "string", "base_url": "string"}')`.execute(
  parley.db.service,
);

const key = 'k-71-for-new-service';
const save = (credential: NewCredential) =>
  saveCredential(parley.db, { claims: user.claims, masterKey: settings().encryptionKey, credential });

/** Answers those who have the key, and refuses everybody else as a service does. */
const guarded = () =>
  serve((request, response) => {
    const isIn = request.headers.authorization === `Bearer ${key}`;
    response.writeHead(isIn ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isIn ? { orders: [{ id: 1 }, { id: 2 }] } : { error: 'no key' }));
  });

const calling = (url: string, credentialId?: string) => [
  { key: 'start', type: 'core.manual' },
  {
    ...{ key: 'call', type: 'core.http-request', params: { service: 'new-service', url, itemsPath: 'orders' } },
    ...(credentialId && { options: { credentialId } }),
  },
];

describe('a service that somebody inserted by SQL', () => {
  it('has a form at once', async () => {
    const [form] = (await user.asUser(listIntegrations)).filter(({ name }) => name === 'new-service');

    expect(form!.fields).toMatchObject([
      { name: 'api_key', label: 'Api key', secret: true, required: true },
      { name: 'base_url', label: 'Base url', secret: false },
    ]);
  });

  it('is called at its address with its key', async () => {
    const service = await guarded();
    const credentialId = await save({
      ...{ integration: 'new-service', name: 'Mine' },
      values: { api_key: key, base_url: `${service.url}/api/v1/` },
    });

    expect(await tryCredential({ claims: user.claims, id: credentialId })).toBeNull();
    const { execution, records } = await run(await build(calling('/orders?state=open', credentialId)));

    expect(execution.status).toBe('succeeded');
    expect(service.requests.at(-1)!.url).toBe('/api/v1/orders?state=open');
    expect(records.find(({ nodeKey }) => nodeKey === 'call')!.outputs.next).toEqual([{ id: 1 }, { id: 2 }]);
    expect(JSON.stringify(records)).not.toContain(key);
  });

  it.each(['another address', 'another port of the same computer'])('sends its key to no other: %s', async which => {
    const [service, other] = [await guarded(), await guarded()];
    const values = { api_key: key, base_url: which === 'another address' ? 'https://api.example.com' : service.url };
    const credentialId = await save({ integration: 'new-service', name: which, values });

    const { execution } = await run(await build(calling(`${other.url}/orders`, credentialId)));

    expect(execution).toMatchObject({ status: 'failed', error: { code: 'credential.host_refused' } });
    expect([...service.requests, ...other.requests]).toEqual([]);
  });

  it('is not left by a path that an earlier step gave', async () => {
    const [service, other] = [await guarded(), await guarded()];
    const values = { api_key: key, base_url: service.url };
    const credentialId = await save({ integration: 'new-service', name: 'Paths', values });
    const workflowId = await build(calling('{{ item.path }}', credentialId));

    await run(workflowId, [{ path: `//${other.url.replace('http://', '')}/orders` }]);
    await run(workflowId, [{ path: `@${other.url.replace('http://', '')}/orders` }]);

    expect(other.requests).toEqual([]);
  });

  it('says before a run that its key is missing', async () => {
    await expect(run(await build(calling('/orders')))).rejects.toThrow('needs a key');
  });

  it('is found by its name, by a model and in the palette', async () => {
    const services = await user.asUser(listHttpServices);
    const [found] = findNodesAndServices(nodeTypes, { query: 'get the orders from New Service', services });

    expect(found).toMatchObject({
      type: 'core.http-request',
      title: 'New Service',
      params: { service: 'new-service' },
    });
    expect(catalogue(services)).toContainEqual(
      expect.objectContaining({ title: 'New Service', params: { service: 'new-service' } }),
    );
  });
});
