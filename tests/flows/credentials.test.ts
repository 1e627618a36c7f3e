import { describe, expect, it } from 'vitest';
import { runTurn } from '@/app/_server/run-turn';
import { createRuns } from '@/app/_server/runs';
import { settings } from '@/app/_server/settings';
import { tryCredential } from '@/app/_server/try-credential';
import { deleteCredential, listCredentials, type NewCredential, saveCredential } from '@/database/credentials';
import { createShareLink, openShareLink } from '@/database/shares';
import { readDraft } from '@/database/workflows';
import { serve } from '@/tests/support/loopback-server';
import { startRunning } from '@/tests/support/running';

const { parley, user, addUser, build, run, wait } = await startRunning();

const save = (credential: NewCredential) =>
  saveCredential(parley.db, { claims: user.claims, masterKey: settings().encryptionKey, credential });

/** A service that sends back everything it was given, as careless ones do. */
const echo = () =>
  serve((request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ url: request.url, headers: request.headers })),
  );

const secret = 'Tr0ub4dor&3-and-more';

describe('a step with a key', () => {
  it.each([
    ['http-bearer', { token: secret }, (seen: Seen) => seen.headers.authorization, `Bearer ${secret}`],
    [
      'http-basic',
      { user: 'ann', password: secret },
      (seen: Seen) => seen.headers.authorization,
      `Basic ${Buffer.from(`ann:${secret}`).toString('base64')}`,
    ],
    ['http-header', { name: 'X-Key', value: secret }, (seen: Seen) => seen.headers['x-key'], secret],
    [
      'http-query',
      { name: 'key', value: secret },
      (seen: Seen) => new URL(seen.url, 'http://x').searchParams.get('key'),
      secret,
    ],
  ])('sends %s along, and keeps it out of every record', async (integration, values, read, sent) => {
    const service = await echo();
    const credentialId = await save({
      ...{ integration, name: integration },
      values: { ...values, hosts: `127.0.0.1:${service.port}` },
    });
    const workflowId = await build([
      { key: 'start', type: 'core.manual' },
      { key: 'call', type: 'core.http-request', params: { url: `${service.url}/a` }, options: { credentialId } },
    ]);

    const { execution, records } = await run(workflowId);

    expect(execution.status).toBe('succeeded');
    expect(read(service.requests[0]!)).toBe(sent);
    const recorded = JSON.stringify(records);
    expect(recorded).toContain('•••');
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(`ann:${secret}`).toString('base64')])
      expect(recorded).not.toContain(form);
  });

  it('sends nothing to an address that the key was not given for', async () => {
    const service = await echo();
    const values = { token: secret, hosts: 'api.example.com' };
    const credentialId = await save({ integration: 'http-bearer', name: 'Elsewhere', values });
    const workflowId = await build([
      { key: 'start', type: 'core.manual' },
      { key: 'call', type: 'core.http-request', params: { url: service.url }, options: { credentialId } },
    ]);

    const { execution } = await run(workflowId);

    expect(execution).toMatchObject({ status: 'failed', error: { code: 'credential.host_refused' } });
    expect(service.requests).toEqual([]);
  });

  it('takes the key along to no other place that it is sent on to', async () => {
    const other = await echo();
    const service = await serve((_request, response) => response.writeHead(307, { location: `${other.url}/b` }).end());
    const values = { token: secret, hosts: `127.0.0.1:${service.port}` };
    const credentialId = await save({ integration: 'http-bearer', name: 'Sent on', values });
    const workflowId = await build([
      { key: 'start', type: 'core.manual' },
      { key: 'call', type: 'core.http-request', params: { url: service.url }, options: { credentialId } },
    ]);

    expect((await run(workflowId)).execution.status).toBe('succeeded');
    expect(service.requests[0]!.headers.authorization).toBe(`Bearer ${secret}`);
    expect(other.requests[0]!.headers.authorization).toBeUndefined();
  });

  it('fails with a sentence when the key is gone', async () => {
    const workflowId = await build([
      { key: 'start', type: 'core.manual' },
      {
        ...{ key: 'call', type: 'core.http-request', params: { url: 'http://127.0.0.1:9' } },
        options: { credentialId: crypto.randomUUID() },
      },
    ]);

    expect((await run(workflowId)).execution).toMatchObject({
      status: 'failed',
      error: { code: 'credential.not_found' },
    });
  });
});

it('a key that is refused in a run says so in the list of keys', async () => {
  const service = await serve((_request, response) => response.writeHead(401).end('{"error":"expired"}'));
  const values = { token: secret, hosts: `127.0.0.1:${service.port}` };
  const credentialId = await save({ integration: 'http-bearer', name: 'Expired', values });
  const workflowId = await build([
    { key: 'start', type: 'core.manual' },
    { key: 'call', type: 'core.http-request', params: { url: service.url }, options: { credentialId } },
  ]);

  expect((await run(workflowId)).execution.status).toBe('failed');
  const listed = (await user.asUser(listCredentials)).find(({ id }) => id === credentialId)!;
  expect(listed.lastError).toContain('did not accept the key');
  expect(listed.lastUsedAt).not.toBeNull();
});

it('whoever switches on sees which key is used; one that was deleted keeps the workflow off', async () => {
  const values = { token: secret, hosts: 'api.example.com' };
  const credentialId = await save({ integration: 'http-bearer', name: 'Shop key', values });
  const params = { method: 'POST', url: 'https://api.example.com/orders' };
  const workflowId = await build([
    { key: 'hook', type: 'core.webhook' },
    { key: 'call', type: 'core.http-request', params, options: { credentialId } },
  ]);
  const { claims } = user;

  expect((await parley.readActivation({ claims, workflowId })).effects[0]).toMatch(/with the key “Shop key”/);
  await deleteCredential(parley.db, { claims, id: credentialId });
  const { active, problems } = await parley.activate({ claims, workflowId });
  expect({ active, problems }).toMatchObject({ active: false, problems: [expect.stringContaining('no longer there')] });
});

it("a run through a share, and what is looked up before it is approved, uses the runner's key and never the owner's", async () => {
  const service = await echo();
  const values = (token: string) => ({ token, hosts: `127.0.0.1:${service.port}` });
  const credentialId = await save({ integration: 'http-bearer', name: 'Of the owner', values: values('owner-token') });
  const call = (key: string, method: string) => ({
    ...{ key, type: 'core.http-request', options: { credentialId } },
    params: { method, url: `${service.url}/${key}` },
  });
  const workflowId = await build([{ key: 'start', type: 'core.manual' }, call('look', 'GET'), call('tell', 'POST')]);
  const guest = await addUser();
  const { token } = await user.asUser(tx => createShareLink(tx, { workflowId, permission: 'run' }));
  await guest.asUser(tx => openShareLink(tx, { token }));
  const { claims } = guest;
  const { nodes } = (await guest.asUser(tx => readDraft(tx, { workflowId }))).workflow;
  const request = { workflowId, triggerNodeId: nodes[0]!.id, items: [{}] };
  const runs = createRuns({ claims, asPerson: guest.asUser, startedBy: 'person' });

  const without = await wait(
    await parley.startExecution({ claims, workflowId, items: [{}], mode: 'live', startedBy: 'person' }),
  );
  expect(without.execution).toMatchObject({ status: 'failed', error: { code: 'credential.not_found' } });
  await runs.rehearse(request);
  expect(service.requests).toEqual([]);

  const own = { integration: 'http-bearer', name: 'Of the guest', values: values('guest-token') };
  await saveCredential(parley.db, { claims, masterKey: settings().encryptionKey, credential: own });
  expect(await runs.rehearse(request)).toEqual([expect.stringContaining('with the key “Of the guest”')]);
  const done = await wait(
    await parley.startExecution({ claims, workflowId, items: [{}], mode: 'live', startedBy: 'person' }),
  );

  expect(done.execution.status).toBe('succeeded');
  const sent = service.requests.map(({ method, headers }) => [method, headers.authorization]);
  expect(sent).toEqual([
    ['GET', 'Bearer guest-token'],
    ['GET', 'Bearer guest-token'],
    ['POST', 'Bearer guest-token'],
  ]);
});

type Seen = Awaited<ReturnType<typeof echo>>['requests'][number];

it('a key is tried against its service, and what came of it is kept', async () => {
  let status = 401;
  const service = await serve((_request, response) => response.writeHead(status).end());
  const values = { token: secret, hosts: `127.0.0.1:${service.port}` };
  const id = await save({ integration: 'http-bearer', name: 'Tried', values });
  const lastError = async () => (await user.asUser(listCredentials)).find(one => one.id === id)!.lastError;

  expect(await tryCredential({ claims: user.claims, id })).toContain('did not accept');
  expect(await lastError()).toContain('did not accept');

  status = 404; // nobody knows what stands at the address itself
  expect(await tryCredential({ claims: user.claims, id })).toBeNull();
  expect(await lastError()).toBeNull();
});

it('is tried at the address that the person gives, and then every answer counts', async () => {
  const service = await serve((request, response) => response.writeHead(request.url === '/me' ? 200 : 404).end());
  const tryAt = async (name: string, testUrl: string) => {
    const values = { token: secret, hosts: `127.0.0.1:${service.port}`, test_url: testUrl };
    return tryCredential({ claims: user.claims, id: await save({ integration: 'http-bearer', name, values }) });
  };

  expect(await tryAt('At me', `${service.url}/me`)).toBeNull();
  expect(service.requests[0]).toMatchObject({ url: '/me', headers: { authorization: `Bearer ${secret}` } });
  expect(await tryAt('At you', `${service.url}/you`)).toContain('404');
  expect(await tryAt('Far away', 'https://api.example.com/me')).toContain('was not given for api.example.com');
});

it('a key that is named in the conversation is set at once, and only where there is one of that name', async () => {
  const workflowId = await build([
    { key: 'start', type: 'core.manual' },
    {
      key: 'tell',
      type: 'core.http-request',
      label: 'Tell them',
      params: { method: 'POST', url: '', service: 'slack' },
    },
  ]);
  await save({ integration: 'slack', name: 'Choir bot', values: { token: secret } });
  const say = (text: string) => runTurn({ claims: user.claims, text, workflowId });
  const keyOf = async () =>
    (await user.asUser(tx => readDraft(tx, { workflowId }))).workflow.nodes.find(({ key }) => key === 'tell')!.options
      .credentialId;

  const wrong = await say('use the key called Nobody');
  expect(await keyOf()).toBeUndefined();
  expect(wrong.reply).not.toContain('is set');

  const right = await say('use the key called choir bot');
  expect(right.reply).toContain('The key “Choir bot” is set for “Tell them”.');
  const [credential] = (await user.asUser(listCredentials)).filter(({ name }) => name === 'Choir bot');
  expect(await keyOf()).toBe(credential!.id);
  expect(JSON.stringify(right)).not.toContain(secret);
});
