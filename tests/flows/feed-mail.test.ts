import { afterAll, expect, it } from 'vitest';
import { runTurn } from '@/app/_server/run-turn';
import { settings } from '@/app/_server/settings';
import { saveCredential } from '@/database/credentials';
import { readUsageOfExecution } from '@/database/models';
import { type AnthropicReply, anthropicServer } from '../support/anthropic-server';
import { plain, serve } from '../support/loopback-server';
import { serveMail } from '../support/mail-server';
import { edit, startRunning } from '../support/running';

let replies: AnthropicReply[] = [];
const server = await anthropicServer(({ tools }) =>
  tools
    ? (replies.shift() ?? { text: 'There is nothing more to say.' })
    : { text: 'Postgres 18 is out; it is faster.' },
);
Object.assign(process.env, {
  ...{ ANTHROPIC_API_KEY: 'test-key', ANTHROPIC_BASE_URL: server.url, PARLEY_MODEL_URL: '', PARLEY_MODEL: '' },
});
const { user, parley, wait } = await startRunning();
afterAll(() => server.close());

const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
  <item><title>Postgres 18</title><link>https://example.com/18</link><description>It is out.</description></item>
  <item><title>Faster</title><link>https://example.com/faster</link><description>By a third.</description></item>
</channel></rss>`;

it('every weekday at 8 mail me a summary of the feed: built, tried, run for real and switched on with Claude', async () => {
  const { url } = await serve(plain(feed, 'application/rss+xml'));
  const mail = await serveMail();
  const changes = [
    { type: 'update-workflow', name: 'Feed summary' },
    {
      ...{ type: 'add-node', nodeType: 'core.schedule', key: 'weekdays', label: 'Every weekday at 8' },
      params: { cron: '0 8 * * 1-5' },
    },
    {
      type: 'add-node',
      nodeType: 'core.rss-read',
      key: 'feed',
      label: 'Read the feed',
      params: { url },
      after: 'weekdays',
    },
    {
      ...{ type: 'add-node', nodeType: 'ai.summarize', key: 'summary', label: 'Sum it up', after: 'feed' },
      params: { instructions: 'Two sentences.', model: 'claude-haiku-5-5' },
    },
    {
      ...{ type: 'add-node', nodeType: 'core.send-email', key: 'mail', label: 'Mail it', after: 'summary' },
      params: { to: 'me@example.com', subject: 'The news', text: '{{ item.summary }}' },
    },
  ];
  const say = (text: string, chatId?: string) =>
    runTurn({ claims: user.claims, text, chatId, modelName: 'claude-sonnet-5-5', timeZone: 'UTC' });

  replies = [
    { text: 'I build it and try it.', calls: [{ name: 'changeWorkflow', input: { baseVersion: 0, changes } }] },
    { calls: [{ name: 'runWorkflow', input: { mode: 'verify' } }] },
    { text: 'Every weekday at 8 it mails you a summary. The mail step needs your mail server.' },
  ];
  const built = await say(`every weekday at 8 mail me a summary of the feed ${url}`);
  expect(built).toMatchObject({
    error: null,
    workflow: { name: 'Feed summary', version: 1 },
    model: 'Claude Sonnet 5.5',
  });
  expect(built.executions).toMatchObject([{ status: 'succeeded', mode: 'verify' }]);
  expect(built.issues.map(({ code }) => code)).toContain('credential_missing');
  expect(mail.received).toEqual([]);

  const credentialId = await saveCredential(parley.db, {
    ...{ claims: user.claims, masterKey: settings().encryptionKey },
    credential: { integration: 'smtp', name: 'Mail', values: { ...mail.fields, from: 'parley@example.com' } },
  });
  await edit(user, {
    workflowId: built.workflow!.id,
    changes: [{ type: 'update-node', node: 'mail', options: { credentialId } }],
  });

  replies = [{ calls: [{ name: 'runWorkflow', input: { mode: 'live' } }] }, { text: 'It is in your mailbox.' }];
  const asked = await say('run it for real', built.chat);
  expect(asked.approvals.join()).toContain('me@example.com');
  expect(mail.received).toEqual([]);

  const done = await say('yes', built.chat);
  const { execution, records } = await wait(done.executions[0]!.id);
  expect(execution.status).toBe('succeeded');
  expect(mail.received).toHaveLength(1);
  expect(mail.received[0]!.raw).toContain('Postgres 18 is out; it is faster.');
  expect(records.find(({ nodeKey }) => nodeKey === 'summary')?.outputs.next).toMatchObject([{ count: 2 }]);
  const [used] = await user.asUser(tx => readUsageOfExecution(tx, { executionId: execution.id }));
  expect(used).toMatchObject({ model: 'Claude Haiku 5.5', nodeKey: 'summary', inputTokens: 100, outputTokens: 20 });

  replies = [{ calls: [{ name: 'setActive', input: { active: true } }] }, { text: 'It is on.' }];
  await say('switch it on', built.chat);
  replies = [{ text: 'It is on.' }];
  const on = await say('yes', built.chat);
  expect(on.workflow?.active).toBe(true);
});
