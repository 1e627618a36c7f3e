import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '@/tests/support/database';
import { consumeApproval, createApproval } from './approvals';
import { appendChunks, finishStream, hasStream, leaveStream, readChunks, startStream } from './chat-streams';
import {
  deleteChat,
  linkWorkflow,
  listChats,
  openChat,
  readChat,
  readConversation,
  readMessages,
  renameChat,
  saveMessages,
} from './chats';
import { createWorkflow } from './workflows';

const database = await freshDatabase();

async function someChat() {
  const user = await database.addUser();
  const chatId = crypto.randomUUID();
  await user.asUser(tx => openChat(tx, { chatId, title: 'Orders' }));
  return { user, chatId };
}

/** How many statements of this database wait for a row that somebody else holds. */
async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db.service);
  return rows[0]!.count;
}

const say = (id: string, text: string, role: 'user' | 'assistant' = 'user') => ({
  id,
  role,
  parts: [{ type: 'text' as const, text }],
});

describe('conversations', () => {
  it('are opened once, renamed, linked, listed and deleted', async () => {
    const { user, chatId } = await someChat();
    const { id: workflowId } = await user.asUser(tx => createWorkflow(tx, { name: 'Orders' }));

    await user.asUser(tx => openChat(tx, { chatId, title: 'Another title' }));
    await user.asUser(tx => renameChat(tx, { chatId, title: 'Big orders' }));
    await user.asUser(tx => linkWorkflow(tx, { chatId, workflowId }));

    expect(await user.asUser(tx => listChats(tx, { limit: 9 }))).toMatchObject([
      { id: chatId, title: 'Big orders', workflowId },
    ]);
    await user.asUser(tx => deleteChat(tx, { chatId }));
    await expect(user.asUser(tx => readChat(tx, { chatId }))).rejects.toMatchObject({ code: 'chat.not_found' });
  });

  it('are given a workflow by one turn while another writes to them', async () => {
    const { user, chatId } = await someChat();
    const made = Promise.withResolvers<void>();
    const linking = user.asUser(async tx => {
      const { id: workflowId } = await createWorkflow(tx, { name: 'Orders' });
      await linkWorkflow(tx, { chatId, workflowId });
      made.resolve();
      await expect.poll(waiting).toBe(1);
    });

    await made.promise;
    const writing = user.asUser(tx => saveMessages(tx, { chatId, messages: [say('1', 'hi')] }));

    await expect(Promise.all([linking, writing])).resolves.toBeDefined();
  });

  it('do not exist for another user, not even by opening their id', async () => {
    const { chatId } = await someChat();
    const stranger = await database.addUser();
    const refused = { code: 'chat.not_found' };

    await expect(stranger.asUser(tx => openChat(tx, { chatId, title: 'x' }))).rejects.toMatchObject(refused);
    await expect(stranger.asUser(tx => saveMessages(tx, { chatId, messages: [say('1', 'hi')] }))).rejects.toMatchObject(
      refused,
    );
    await expect(stranger.asUser(tx => startStream(tx, { chatId, streamId: crypto.randomUUID() }))).rejects.toThrow();
  });

  it('keep messages in order, replace what changed and lose none', async () => {
    const { user, chatId } = await someChat();
    const first = [say('1', 'hello\0'), say('2', 'Good day', 'assistant')];
    await user.asUser(tx => saveMessages(tx, { chatId, messages: first }));

    const metadata = { tokens: 3 };
    const messages = [say('1', 'hello'), { ...say('2', 'Good evening', 'assistant'), metadata }, say('3', 'bye')];
    await user.asUser(tx => saveMessages(tx, { chatId, messages }));
    await user.asUser(tx => saveMessages(tx, { chatId, messages: messages.slice(0, 1) }));

    expect(await user.asUser(tx => readMessages(tx, { chatId }))).toEqual(messages);
  });

  it('replay an answer on its way from any chunk, to its end', async () => {
    const { user, chatId } = await someChat();
    const streamId = crypto.randomUUID();
    const read = (from: number) => user.asUser(tx => readChunks(tx, { streamId, from }));

    await user.asUser(tx => startStream(tx, { chatId, streamId }));
    await user.asUser(tx => appendChunks(tx, { streamId, position: 0, chunks: ['a', 'b'] }));
    await user.asUser(tx => appendChunks(tx, { streamId, position: 1, chunks: ['b', 'c'] }));

    expect((await user.asUser(tx => readChat(tx, { chatId }))).activeStreamId).toBe(streamId);
    expect(await read(1)).toEqual({ chunks: ['b', 'c'], finished: false });
    await user.asUser(tx => finishStream(tx, { chatId, streamId }));
    expect(await read(0)).toEqual({ chunks: ['a', 'b', 'c'], finished: true });
    expect((await user.asUser(tx => readChat(tx, { chatId }))).activeStreamId).toBeNull();
  });
});

describe('an answer on its way', () => {
  it('is either named by the conversation or among its messages, and can be followed to its end either way', async () => {
    const { user, chatId } = await someChat();
    const streamId = crypto.randomUUID();
    const look = () => user.asUser(tx => readConversation(tx, { chatId }));
    await user.asUser(async tx => {
      await saveMessages(tx, { chatId, messages: [say('1', 'hello')] });
      await startStream(tx, { chatId, streamId });
    });
    expect(await look()).toMatchObject({ chat: { activeStreamId: streamId }, messages: [{ id: '1' }] });

    await user.asUser(async tx => {
      await saveMessages(tx, { chatId, messages: [say('1', 'hello'), say('2', 'Good day', 'assistant')] });
      await leaveStream(tx, { chatId, streamId });
    });
    expect(await look()).toMatchObject({ chat: { activeStreamId: null }, messages: [{ id: '1' }, { id: '2' }] });

    // Who opened it a moment ago still asks for the stream.
    expect(await user.asUser(tx => hasStream(tx, { chatId, streamId }))).toBe(true);
    expect(await user.asUser(tx => hasStream(tx, { chatId: crypto.randomUUID(), streamId }))).toBe(false);
    await user.asUser(tx => finishStream(tx, { chatId, streamId }));
    expect(await user.asUser(tx => readChunks(tx, { streamId, from: 0 }))).toEqual({ chunks: [], finished: true });
  });
});

describe('an approval', () => {
  const subject = { toolName: 'runWorkflow', input: { mode: 'live' }, effects: ['sends 1 e-mail to a@example.test'] };

  async function asked() {
    const { user, chatId } = await someChat();
    const request = { chatId, toolCallId: 'call 1', subject };
    await user.asUser(tx => createApproval(tx, request));
    return {
      user,
      chatId,
      request,
      use: (changed = {}) => user.asUser(tx => consumeApproval(tx, { ...request, ...changed })),
    };
  }

  const refused = { code: 'approval.not_valid' };

  it('is good once, for the same values in any order of keys, also when two use it at the same time', async () => {
    const { use } = await asked();
    const turned = { effects: subject.effects, input: subject.input, toolName: subject.toolName };

    const results = await Promise.allSettled([use({ subject: turned }), use(), use()]);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(use()).rejects.toMatchObject(refused);
  });

  it('is for nothing else: not for other values, even asked again with them', async () => {
    const { user, request, use } = await asked();
    const other = { ...subject, effects: ['sends 1 e-mail to b@example.test'] };

    await user.asUser(tx => createApproval(tx, { ...request, subject: other }));

    await expect(use({ subject: other })).rejects.toMatchObject(refused);
    await expect(use({ toolCallId: 'call 2' })).rejects.toMatchObject(refused);
    await use();
  });

  it('cannot be revived, altered or used when it is too old', async () => {
    const { user, chatId, use } = await asked();
    await database.db.service
      .updateTable('approvals')
      .set({ expires_at: sql`now() - interval '1 second'` })
      .where('chat_id', '=', chatId)
      .execute();

    await expect(use()).rejects.toMatchObject(refused);
    const altering = user.asUser(tx => tx.updateTable('approvals').set({ expires_at: '2999-01-01' }).execute());
    await expect(altering).rejects.toMatchObject({ code: '42501' });
  });

  it('is not used up by a transaction that fails', async () => {
    const { user, request, use } = await asked();

    const failing = user.asUser(async tx => {
      await consumeApproval(tx, request);
      throw new Error('the run did not start');
    });

    await expect(failing).rejects.toThrow('the run did not start');
    await use();
  });
});
