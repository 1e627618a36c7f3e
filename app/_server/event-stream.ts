import type { ExecutionEvents } from '@/database/events';
import { AppError } from '@/engine/errors';

type Send = (text: string) => void;

interface Followed<News> {
  /** Of what is watched. */
  id: string;
  events: ExecutionEvents;
  signal: AbortSignal;
  /** How often the line is kept alive and looked again, and with that the right to see it asked for again. */
  beatMs?: number;
  /** Looked at before the stream begins: what is not there is a 404. */
  first: News;
  look(): Promise<News>;
  /** Sends what is new; true when nothing more will come. */
  tell(news: News, send: Send): boolean;
}

/** What is new whenever something happened, as server-sent events. It ends when it is no longer the reader's to see. */
export function eventStream<News>(followed: Followed<News>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const over = new AbortController();
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      try {
        await follow(followed, { send: text => controller.enqueue(encoder.encode(text)), ended: over.signal });
      } catch (error) {
        if (!AppError.is(error)) throw error; // no longer theirs to see: the stream just ends
      } finally {
        controller.close();
      }
    },
    cancel: () => over.abort(),
  });
}

async function follow<News>(
  { id, events, signal, beatMs = 15_000, first, look, tell }: Followed<News>,
  { send, ended }: { send: Send; ended: AbortSignal },
): Promise<void> {
  const over = AbortSignal.any([signal, ended]);
  let woken = Promise.withResolvers<void>();
  const wake = () => woken.resolve();
  const unwatch = events.watch(id, wake);
  const beat = setInterval(() => {
    send(': still here\n\n');
    wake();
  }, beatMs);
  over.addEventListener('abort', wake, { once: true });
  try {
    send('retry: 1000\n\n');
    for (let news = first, isFirst = true; !over.aborted && !tell(news, send); isFirst = false) {
      // What came between the first look and watching is found by looking once more.
      if (!isFirst) await woken.promise;
      woken = Promise.withResolvers();
      if (!over.aborted) news = await look();
    }
  } finally {
    clearInterval(beat);
    unwatch();
    over.removeEventListener('abort', wake);
  }
}
