import { appendChunks, finishStream, readChunks } from '@/database/chat-streams';
import type { Transaction } from '@/database/connection';

type AsPerson = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

interface StreamPlace {
  chatId: string;
  streamId: string;
  asPerson: AsPerson;
}

/**
 * Keeps an answer on its way, so that a reload, or another browser, can follow it from the start. One write at a time:
 * what arrives meanwhile goes with the next.
 */
export async function keepStream(
  stream: ReadableStream<string>,
  { chatId, streamId, asPerson }: StreamPlace,
): Promise<void> {
  let position = 0;
  let waiting: string[] = [];
  let writing: Promise<void> | null = null;
  const write = async () => {
    while (waiting.length > 0) {
      const chunks = waiting;
      waiting = [];
      const from = position;
      position += chunks.length;
      await asPerson(tx => appendChunks(tx, { streamId, position: from, chunks }));
    }
    writing = null;
  };
  for await (const chunk of stream) {
    waiting.push(chunk);
    writing ??= write();
  }
  await (writing ?? write());
  await asPerson(tx => finishStream(tx, { chatId, streamId }));
}

const lookAgainMs = 150;

/** The answer from its first chunk, followed until it ends. */
export function followStream({
  streamId,
  asPerson,
  signal,
}: Omit<StreamPlace, 'chatId'> & { signal: AbortSignal }): ReadableStream<string> {
  let from = 0;
  return new ReadableStream<string>({
    async pull(controller) {
      while (!signal.aborted) {
        const { chunks, finished } = await asPerson(tx => readChunks(tx, { streamId, from }));
        for (const chunk of chunks) controller.enqueue(chunk);
        from += chunks.length;
        if (finished) return controller.close();
        if (chunks.length > 0) return;
        await new Promise(resolve => setTimeout(resolve, lookAgainMs));
      }
      controller.close();
    },
  });
}
