import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import type { ChatMessage } from '@/agent/messages';
import { followStream } from '@/app/_server/chat-stream';
import { closeLostAnswer } from '@/app/_server/lost-answer';
import { appendChunks, startStream } from '@/database/chat-streams';
import { openChat, readConversation, saveMessages } from '@/database/chats';
import { asUser, openDatabase, type Transaction } from '@/database/connection';
import { freshDatabase } from '@/tests/support/database';

const database = await freshDatabase();
const db = openDatabase(database);
const user = await database.addUser();
afterAll(() => db.close());

const asPerson = <Result>(work: (tx: Transaction) => Promise<Result>) => asUser(db, user.claims, work);
const event = (chunk: object) => `data: ${JSON.stringify(chunk)}\n\n`;

/** An answer that stopped after these chunks, in a process that was last heard of that many seconds ago. */
async function answerOf(chunks: readonly object[], secondsAgo: number) {
  const [chatId, streamId] = [crypto.randomUUID(), crypto.randomUUID()];
  const asked: ChatMessage = { id: 'asked', role: 'user', parts: [{ type: 'text', text: 'sort the orders' }] };
  await asPerson(async tx => {
    await openChat(tx, { chatId, title: 'Orders' });
    await saveMessages(tx, { chatId, messages: [asked] });
    await startStream(tx, { chatId, streamId });
    await appendChunks(tx, { streamId, position: 0, chunks: chunks.map(event) });
    await sql`update chat_streams set seen_at = now() - make_interval(secs => ${secondsAgo})`.execute(tx);
  });
  return { chatId, streamId };
}

const read = (chatId: string) => asPerson(tx => readConversation<ChatMessage>(tx, { chatId }));
const begun = [
  { type: 'start', messageId: 'answer' },
  { type: 'text-start', id: '1' },
  { type: 'text-delta', id: '1', delta: 'I sort' },
  { type: 'tool-input-available', toolCallId: 'c', toolName: 'readWorkflow', input: {} },
];

it('keeps what had come of a lost answer, says so, and knows what was asked', async () => {
  const { chatId } = await answerOf(begun, 60);
  await Promise.all([closeLostAnswer({ chatId, asPerson }), closeLostAnswer({ chatId, asPerson })]);
  const { chat, messages } = await read(chatId);
  expect(chat.activeStreamId).toBeNull();
  expect(messages).toHaveLength(2);
  expect(messages[1]).toMatchObject({
    id: 'answer',
    parts: [
      { type: 'text', text: 'I sort', state: 'done' },
      { type: 'tool-readWorkflow', state: 'output-error' },
    ],
    metadata: { interrupted: 'sort the orders', notice: expect.stringContaining('interrupted') },
  });
});

it('says so too when nothing had come yet', async () => {
  const { chatId } = await answerOf([], 60);
  await closeLostAnswer({ chatId, asPerson });
  expect((await read(chatId)).messages[1]).toMatchObject({ role: 'assistant', parts: [] });
});

it('leaves an answer alone whose process lives', async () => {
  const { chatId, streamId } = await answerOf(begun, 1);
  await closeLostAnswer({ chatId, asPerson });
  const { chat, messages } = await read(chatId);
  expect([chat.activeStreamId, messages.length]).toEqual([streamId, 1]);
});

it('ends for whoever was following it', async () => {
  const { chatId, streamId } = await answerOf(begun, 60);
  let heard = '';
  const { signal } = new AbortController();
  for await (const chunk of followStream({ chatId, streamId, asPerson, signal })) heard += chunk;
  expect(heard).toContain('"interrupted":"sort the orders"');
  expect(heard.endsWith('data: [DONE]\n\n')).toBe(true);
});
