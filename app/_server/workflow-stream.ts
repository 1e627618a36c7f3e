import type { Transaction } from '@/database/connection';
import type { ExecutionEvents } from '@/database/events';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';

interface Follow {
  workflowId: string;
  asPerson<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  events: ExecutionEvents;
  signal: AbortSignal;
  /** How often the line is kept alive and the right to see the workflow asked for again. */
  beatMs?: number;
}

/**
 * The number of each version as it is saved, whoever saves it: assistant, canvas, another browser. The version itself
 * is read by whoever wants to draw it. Every look is the person's own, so who may no longer see it hears no more of it.
 */
export async function followWorkflow({ workflowId, asPerson, events, signal, beatMs = 15_000 }: Follow) {
  const look = () => asPerson(async tx => (await readDraft(tx, { workflowId })).version);
  let version = await look(); // before the stream begins: what is not there is a 404
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      let woken = Promise.withResolvers<void>();
      const unwatch = events.watch(workflowId, () => woken.resolve());
      const beat = setInterval(() => {
        send(': still here\n\n');
        woken.resolve();
      }, beatMs);
      let over = signal.aborted;
      end = () => {
        over = true;
        woken.resolve();
      };
      signal.addEventListener('abort', end, { once: true });
      try {
        send('retry: 1000\n\n');
        for (let sent = -1; !over; ) {
          if (version > sent) send(`event: version\ndata: ${version}\n\n`);
          // What came between the first look and watching is found by looking once more.
          if (sent >= 0) await woken.promise;
          woken = Promise.withResolvers();
          sent = version;
          if (!over) version = await look();
        }
      } catch (error) {
        if (!AppError.is(error)) throw error; // no longer theirs to see: the stream just ends
      } finally {
        clearInterval(beat);
        unwatch();
        signal.removeEventListener('abort', end);
        controller.close();
      }
    },
    cancel: () => end(),
  });
}
