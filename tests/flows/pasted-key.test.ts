import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { readAttachment } from '@/app/_server/read-attachment';
import { startTurn } from '@/app/_server/turns';
import { addAttachment } from '@/database/attachments';
import { anthropicServer } from '../support/anthropic-server';
import { startRunning } from '../support/running';

const server = await anthropicServer(() => ({ text: 'Thank you.' }));
Object.assign(process.env, { ANTHROPIC_API_KEY: 'test-key', PARLEY_MODEL_URL: '', PARLEY_MODEL: '' });
const { user, parley } = await startRunning();
afterAll(() => server.close());
await parley.db.service
  .insertInto('ai_models')
  .values({
    ...{ name: 'listens', display_name: 'Listens', provider: 'anthropic', model_type: 'chat' },
    configuration: JSON.stringify({ base_url: server.url }) as never,
  })
  .execute();

it('a key that is pasted, or stands in a file, is neither sent to a model nor kept in the conversation', async () => {
  const pasted = ['sk', 'a1B2c3D4e5F6g7H8i9J0k1L2m3'].join('-');
  const filed = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
  const bytes = Buffer.from(`Call it with ${filed}`);
  const { id } = await user.asUser(async tx => addAttachment(tx, await readAttachment({ name: 'how.txt', bytes })));
  const parts = [
    { type: 'text' as const, text: `Call the shop with ${pasted} and password=hunter2` },
    { type: 'file' as const, mediaType: 'text/plain', url: `/api/attachments/${id}` },
  ];
  const stream = await startTurn({
    ...{ claims: user.claims, chatId: crypto.randomUUID(), modelName: 'listens', timeZone: 'UTC' },
    message: { id: crypto.randomUUID(), role: 'user', parts },
    signal: new AbortController().signal,
  });
  await stream.pipeTo(new WritableStream());

  const sent = JSON.stringify(server.requests);
  expect(sent).toContain('Call the shop with');
  expect(sent).toContain('Call it with');
  const { rows } = await sql`select * from chats, chat_messages`.execute(parley.db.service);
  const kept = JSON.stringify(rows);
  expect(kept).toContain('hidden key');
  for (const secret of [pasted, filed, 'hunter2']) {
    expect(sent).not.toContain(secret);
    expect(kept).not.toContain(secret);
  }
});

it('a key in a row of an attached CSV is neither sent nor kept, and the other rows are', async () => {
  const filed = ['xoxb', '123456789012', 'a1B2c3D4e5F6g7H8'].join('-');
  const bytes = Buffer.from(`shop,api key,password\nBonn,k9s8d7f6g5h4j3k2,swordfish7\nUlm,${filed},blue\n`);
  const file = await readAttachment({ name: 'shops.csv', bytes });
  const { id } = await user.asUser(tx => addAttachment(tx, file));
  const stream = await startTurn({
    ...{ claims: user.claims, chatId: crypto.randomUUID(), modelName: 'listens', timeZone: 'UTC' },
    message: {
      ...{ id: crypto.randomUUID(), role: 'user' },
      parts: [
        { type: 'text', text: 'What is in it?' },
        { type: 'file', mediaType: 'text/csv', url: `/api/attachments/${id}` },
      ],
    },
    signal: new AbortController().signal,
  });
  await stream.pipeTo(new WritableStream());

  const sent = JSON.stringify(server.requests);
  expect(sent).toContain('Bonn');
  expect(sent).toContain('Ulm');
  const { rows } =
    await sql`select text, convert_from(content, 'utf8') as content from chat_attachments where name = 'shops.csv'`.execute(
      parley.db.service,
    );
  const kept = JSON.stringify(rows);
  expect(kept).toContain('Ulm');
  for (const secret of [filed, 'k9s8d7f6g5h4j3k2', 'swordfish7']) {
    expect(sent).not.toContain(secret);
    expect(kept).not.toContain(secret);
  }
});
