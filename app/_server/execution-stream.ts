import type { Transaction } from '@/database/connection';
import type { ExecutionEvents } from '@/database/events';
import { findExecutionState, readRecordsAfter } from '@/database/executions';
import { AppError } from '@/engine/errors';
import { isFinished } from '@/engine/run/execution';
import type { NodeExecution } from '@/engine/run/node-execution';

interface Follow {
  executionId: string;
  /** The last number the reader saw. */
  after: number;
  asPerson<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  events: ExecutionEvents;
  signal: AbortSignal;
  /** How often the line is kept alive and the right to see the run asked for again. */
  beatMs?: number;
}

/**
 * The run's records as server-sent events, each with its number as id, until the run is finished. Every read is the
 * person's own, so that somebody who may no longer see the run sees no more of it.
 */
export async function followExecution(follow: Follow): Promise<ReadableStream<Uint8Array>> {
  const { executionId, asPerson, events, signal, beatMs = 15_000 } = follow;
  const first = await readNews(follow, follow.after); // before the stream begins: what is not there is a 404
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      let woken = Promise.withResolvers<void>();
      const wake = () => woken.resolve();
      const unwatch = events.watch(executionId, wake);
      const beat = setInterval(() => {
        send(': still here\n\n');
        wake();
      }, beatMs);
      let over = signal.aborted;
      end = () => {
        over = true;
        wake();
      };
      signal.addEventListener('abort', end, { once: true });
      try {
        send('retry: 1000\n\n');
        let news = first;
        let told = '';
        for (let seen = follow.after; !over; ) {
          const state = toEvent('execution', news.state);
          for (const record of news.records) send(toEvent('node', record, record.seq));
          if (news.records.length > 0 || state !== told) send(state);
          told = state;
          seen = news.records.at(-1)?.seq ?? seen;
          if (isFinished(news.state.status)) break;
          // What came between the first read and watching is found by reading once more.
          if (news !== first) await woken.promise;
          woken = Promise.withResolvers();
          if (!over) news = await readNews({ executionId, asPerson }, seen);
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

type News = Awaited<ReturnType<typeof readNews>>;

function readNews({ executionId, asPerson }: Pick<Follow, 'executionId' | 'asPerson'>, seen: number) {
  return asPerson(async tx => {
    // The state first: what is finished by then has all its records by then.
    const state = await findExecutionState(tx, { executionId });
    if (!state) throw new AppError('execution.not_found', {});
    return { state, records: await readRecordsAfter(tx, { executionId, seq: seen }) };
  });
}

const toEvent = (name: string, data: NodeExecution | News['state'], id?: number) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
