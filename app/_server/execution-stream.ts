import type { Transaction } from '@/database/connection';
import type { ExecutionEvents } from '@/database/events';
import { findExecutionState, readRecordsAfter } from '@/database/executions';
import { AppError } from '@/engine/errors';
import { isFinished } from '@/engine/run/execution';
import type { NodeExecution } from '@/engine/run/node-execution';
import { eventStream } from './event-stream';

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
  const { executionId, after, asPerson, ...options } = follow;
  let [seen, told] = [after, ''];
  return eventStream<News>({
    ...options,
    id: executionId,
    first: await readNews(follow, seen),
    look: () => readNews(follow, seen),
    tell(news, send) {
      const state = toEvent('execution', news.state);
      for (const record of news.records) send(toEvent('node', record, record.seq));
      if (news.records.length > 0 || state !== told) send(state);
      told = state;
      seen = news.records.at(-1)?.seq ?? seen;
      return isFinished(news.state.status);
    },
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
