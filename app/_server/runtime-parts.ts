import type { Database } from '@/database/connection';
import { type ExecutionEvents, openExecutionEvents } from '@/database/events';
import { GraphCache } from '@/database/graph-cache';
import { createHookReader, type HookReader } from '@/database/hook-reader';
import { createJournal } from '@/database/journal';
import { openPgBossDriver } from '@/engine/drivers/pg-boss';
import type { Driver } from '@/engine/run/driver';
import type { Journal, JournalEntry } from '@/engine/run/journal';
import { fairDriver } from './fair-driver';
import { log } from './log';
import { memoryWatched } from './memory-watch';

/** What is opened on first need: connections that listen, the journal, and the queue. */
export interface Parts {
  events: ExecutionEvents;
  journal: Journal;
  hooks: HookReader;
  driver: Driver;
}

interface OpenParts {
  serviceUrl: string;
  workerId: string;
  db: Database;
  onHeld(): void;
  onWritten(entry: JournalEntry): void;
}

export async function openParts({ serviceUrl, workerId, db, onHeld, onWritten }: OpenParts): Promise<Parts> {
  const events = await openExecutionEvents({ serviceUrl });
  const graphs = new GraphCache();
  const journal = createJournal({
    serviceUrl,
    graphs,
    workerId,
    onHeld,
    onWritten,
    onCommit: (executionId, progress) => events.tell(executionId, { moved: progress !== undefined, progress }),
  });
  const onError = (error: unknown, executionId?: string) => {
    if (!executionId) log.warn({ error }, 'the queue met a failure');
    else log.warn({ error, executionId }, 'work on a run broke off; it is taken up again');
  };
  const hooks = createHookReader({ serviceUrl, graphs });
  const queue = await openPgBossDriver({ connectionString: serviceUrl, onError });
  const driver = memoryWatched(fairDriver(queue, db), db);
  return { events, journal, hooks, driver };
}
