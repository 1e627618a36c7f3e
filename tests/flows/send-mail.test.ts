import { expect, it } from 'vitest';
import { createRuns } from '@/app/_server/runs';
import { settings } from '@/app/_server/settings';
import { saveCredential } from '@/database/credentials';
import { serveMail } from '@/tests/support/mail-server';
import { startRunning } from '@/tests/support/running';

const { parley, user, build, run } = await startRunning();
const { claims } = user;

it('a mail goes out with the key of its owner, word for word as it was approved, and not at all in a test run', async () => {
  const mail = await serveMail({ user: 'shop', password: 's3cret-word' });
  const values = { ...mail.fields, user: 'shop', password: 's3cret-word', security: 'starttls' };
  const credential = { integration: 'smtp', name: 'Shop mail', values };
  const masterKey = settings().encryptionKey;
  const credentialId = await saveCredential(parley.db, { claims, masterKey, credential });
  const workflowId = await build([
    { key: 'start', type: 'core.manual' },
    {
      key: 'tell',
      type: 'core.send-email',
      label: 'Tell them',
      params: {
        to: '{{ item.email }}',
        subject: 'Order {{ item.id }}',
        text: 'Dear {{ item.name }}, it is on its way.',
      },
      options: { credentialId },
    },
  ]);
  const items = [
    { id: 1, name: 'Ada', email: 'ada@example.com' },
    { id: 2, name: 'Bob', email: 'bob@example.com' },
  ];
  const runs = createRuns({ claims, asPerson: user.asUser, startedBy: 'person' });

  const effects = await runs.rehearse({ workflowId, triggerNodeId: await triggerOf(workflowId), items });
  const tried = await run(workflowId, items, 'verify');
  expect(tried.execution.status).toBe('succeeded');
  expect(mail.received).toEqual([]);
  const sent = await run(workflowId, items);

  expect(effects).toEqual([
    'Tell them: To ada@example.com: Order 1\nDear Ada, it is on its way. (with the key “Shop mail”)',
    'Tell them: To bob@example.com: Order 2\nDear Bob, it is on its way. (with the key “Shop mail”)',
  ]);
  expect(sent.execution).toMatchObject({ status: 'succeeded', error: null });
  expect(mail.received.map(({ to, user: who, secure }) => [to, who, secure])).toEqual([
    [['ada@example.com'], 'shop', true],
    [['bob@example.com'], 'shop', true],
  ]);
  expect(mail.received[1]!.raw).toContain('Dear Bob, it is on its way.');
  expect(JSON.stringify(sent)).not.toContain('s3cret-word');
});

async function triggerOf(workflowId: string): Promise<string> {
  const { execution } = await run(workflowId, [{ id: 0, name: 'x', email: 'x@example.com' }], 'verify');
  return execution.triggerNodeId;
}

it('a workflow whose mail has no key yet can be tried at its test address, and not be switched on', async () => {
  const params = { to: 'ada@example.com', subject: 'Order {{ item.body.id }}', text: 'New' };
  const workflowId = await build([
    { key: 'order', type: 'core.webhook' },
    { key: 'tell', type: 'core.send-email', params },
  ]);
  const { addresses } = await parley.readActivation({ claims, workflowId });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(addresses[0]!.testUrl, { method: 'POST', headers, body: '{"id":7}' });

  expect([answer.status, await answer.json()]).toEqual([200, [expect.objectContaining({ subject: 'Order 7' })]]);
  const { active, problems } = await parley.activate({ claims, workflowId });
  expect([active, problems]).toEqual([false, [expect.stringContaining('needs a key')]]);
});
