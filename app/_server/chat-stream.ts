import { appendChunks, finishStream, readChunks, seeStream } from '@/database/chat-streams';
import type { Transaction } from '@/database/connection';
import { log } from './log';
import { closeLostAnswer } from './lost-answer';

type AsPerson = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

interface StreamPlace {
  chatId: string;
  streamId: string;
  asPerson: AsPerson;
}

const aliveEveryMs = 2_000;

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
  const alive = setInterval(() => {
    asPerson(tx => seeStream(tx, { streamId })).catch(error => log.warn({ error }, 'could not say that it is alive'));
  }, aliveEveryMs);
  try {
    for await (const chunk of stream) {
      waiting.push(chunk);
      writing ??= write();
    }
    await (writing ?? write());
    await asPerson(tx => finishStream(tx, { chatId, streamId }));
  } finally {
    clearInterval(alive);
  }
}

const lookAgainMs = 150;
const looksUntilDoubt = 10;

/** The answer from its first chunk, followed until it ends, or its process is found to be gone. */
export function followStream({
  chatId,
  streamId,
  asPerson,
  signal,
}: StreamPlace & { signal: AbortSignal }): ReadableStream<string> {
  let from = 0;
  let quiet = 0;
  return new ReadableStream<string>({
    async pull(controller) {
      while (!signal.aborted) {
        const { chunks, finished } = await asPerson(tx => readChunks(tx, { streamId, from }));
        for (const chunk of chunks) controller.enqueue(chunk);
        from += chunks.length;
        if (finished) return controller.close();
        if (chunks.length > 0) return;
        quiet += 1;
        if (quiet % looksUntilDoubt === 0) await closeLostAnswer({ chatId, asPerson });
        await new Promise(resolve => setTimeout(resolve, lookAgainMs));
      }
      controller.close();
    },
  });
}
