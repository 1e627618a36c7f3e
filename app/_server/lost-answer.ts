import { isToolUIPart, parseJsonEventStream, readUIMessageStream, type UIMessageChunk, uiMessageChunkSchema } from 'ai';
import type { ChatMessage } from '@/agent/messages';
import { appendChunks, findLostStream, finishStream, readChunks } from '@/database/chat-streams';
import { readMessages, saveMessages } from '@/database/chats';
import type { Transaction } from '@/database/connection';
import { texts } from '../_ui/texts';

type AsPerson = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

/**
 * Ends an answer whose process is gone: what had come of it is kept as a message that says it was interrupted, and
 * whoever follows it gets the same end. Any number of readers may ask at once; the first one does it.
 */
export async function closeLostAnswer({ chatId, asPerson }: { chatId: string; asPerson: AsPerson }): Promise<void> {
  await asPerson(async tx => {
    const streamId = await findLostStream(tx, { chatId });
    if (streamId === null) return;
    const { chunks } = await readChunks(tx, { streamId, from: 0 });
    const messages = await readMessages<ChatMessage>(tx, { chatId });
    // After a decision on an approval an answer goes on in the message that asked for it.
    const begun = messages.at(-1)?.role === 'assistant' ? messages.at(-1) : undefined;
    const came = await parse(chunks);
    const partial = await fold(came, begun);
    const end = endOf(partial, messages);
    const message = await fold([...came, ...end], begun);
    if (message) await saveMessages(tx, { chatId, messages: [...messages.filter(one => one !== begun), message] });
    await appendChunks(tx, { streamId, position: chunks.length, chunks: [...end.map(toEvent), 'data: [DONE]\n\n'] });
    await finishStream(tx, { chatId, streamId });
  });
}

const toEvent = (chunk: UIMessageChunk) => `data: ${JSON.stringify(chunk)}\n\n`;

/** What the process would still have had to say: calls that were never answered, and that it is over. */
function endOf(partial: ChatMessage | null, messages: readonly ChatMessage[]): UIMessageChunk[] {
  const said = messages.findLast(({ role }) => role === 'user')?.parts ?? [];
  const interrupted = said.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n');
  const last = messages.at(-1);
  const open = (partial?.parts ?? []).flatMap(part =>
    isToolUIPart(part) && part.state === 'input-available' ? [part.toolCallId] : [],
  );
  return [
    ...(partial
      ? []
      : [{ type: 'start' as const, messageId: last?.role === 'assistant' ? last.id : crypto.randomUUID() }]),
    ...open.map(toolCallId => ({ type: 'tool-output-error' as const, toolCallId, errorText: texts.chat.cutOff })),
    { type: 'finish', messageMetadata: { notice: texts.chat.interrupted, interrupted } },
  ];
}

async function parse(events: readonly string[]): Promise<UIMessageChunk[]> {
  const bytes = new Blob([...events]).stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
  const chunks: UIMessageChunk[] = [];
  for await (const result of parseJsonEventStream({ stream: bytes, schema: uiMessageChunkSchema })) {
    if (result.success) chunks.push(result.value);
  }
  return chunks;
}

/** The message that these chunks make; null when they make none. */
async function fold(chunks: readonly UIMessageChunk[], begun: ChatMessage | undefined): Promise<ChatMessage | null> {
  if (chunks.length === 0) return null;
  const stream = new ReadableStream<UIMessageChunk>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  let last: ChatMessage | null = null;
  for await (const state of readUIMessageStream<ChatMessage>({ stream, message: structuredClone(begun) })) last = state;
  return last && { ...last, parts: last.parts.map(ended) };
}

/** Text that will not go on is what it is. */
function ended(part: ChatMessage['parts'][number]): ChatMessage['parts'][number] {
  return part.type === 'text' ? { ...part, state: 'done' } : part;
}
