import type { PoolClient } from 'pg';
import { AppError } from '@/engine/errors';
import type { Claimed, ExecutionProgress, Journal, JournalEntry } from '@/engine/run/journal';
import type { NodeExecution } from '@/engine/run/node-execution';
import { Batch } from './batch';
import {
  type ExecutionRow,
  type NodeExecutionRow,
  toExecution,
  toNewExecutionRow,
  toNodeExecution,
  toNodeExecutionRow,
} from './execution-rows';
import { claimSql, recordsSql, writeSql } from './journal-sql';
import { toJsonText } from './json';
import { createPool } from './pool';

type Entry = JournalEntry;

export interface JournalOptions {
  /** Past row level security: the worker's own connection. */
  serviceUrl: string;
  /** This process, for the executions that it makes itself. */
  workerId?: string;
  /** Told in this process what others learn by NOTIFY. */
  onCommit?: (executionId: string, progress: ExecutionProgress | undefined) => void;
}

/** One statement, one commit for everything that arrived while the last was in flight; refused for an older epoch. */
export function createJournal({ serviceUrl, workerId, onCommit }: JournalOptions): Journal {
  const pool = createPool({ url: serviceUrl, name: 'parley journal', max: 2, statementTimeoutMs: 60_000 });
  const claims = new Batch<string, Claimed | null>(ids => withClient(pool, client => claimAll(client, ids)));
  const write = (entries: readonly Entry[]) => withClient(pool, client => writeAll(client, { entries, workerId }));
  const writes = new Batch<Entry, true>(entries => write(entries).catch(error => writeEach(entries, { write, error })));
  return {
    claim: executionId => claims.add(executionId),
    async write(entry) {
      await writes.add(entry);
      onCommit?.(entry.executionId, entry.progress);
    },
    async close() {
      await Promise.all([claims.idle(), writes.idle()]);
      await pool.end();
    },
  };
}

type Client = Pick<PoolClient, 'query' | 'release'>;

async function withClient<Result>(
  pool: { connect(): Promise<Client> },
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

async function claimAll(client: Client, ids: readonly string[]): Promise<(Claimed | null)[]> {
  const { rows } = await client.query<ExecutionRow & { cancel_requested: boolean }>({
    name: 'claim',
    text: claimSql,
    values: [ids],
  });
  const records = await readRecords(
    client,
    rows.filter(({ epoch }) => epoch > 1).map(({ id }) => id),
  );
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => {
    const row = byId.get(id);
    if (!row) return null;
    return { execution: toExecution(row), records: records.get(id) ?? [], cancelRequested: row.cancel_requested };
  });
}

/** A run that nobody claimed before has no records yet. */
async function readRecords(client: Client, ids: readonly string[]): Promise<Map<string, NodeExecution[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<NodeExecutionRow & { execution_id: string }>({
    name: 'records',
    text: recordsSql,
    values: [ids],
  });
  const grouped = Map.groupBy(rows, row => row.execution_id);
  return new Map([...grouped].map(([id, group]) => [id, group.map(toNodeExecution)]));
}

type Written = (true | AppError)[];

interface OneByOne {
  write(entries: readonly Entry[]): Promise<Written>;
  error: unknown;
}

/** A workflow that was deleted this very moment takes its own runs along, and nobody else's. */
async function writeEach(entries: readonly Entry[], { write, error }: OneByOne): Promise<Written> {
  if (!isGone(error)) throw error;
  const lost = (reason: unknown) => {
    if (isGone(reason)) return [new AppError('execution.lease_lost', {})];
    throw reason;
  };
  const written: Written = [];
  for (const entry of entries) written.push(...(await write([entry]).catch(lost)));
  return written;
}

const foreignKeyViolation = '23503';
const isGone = (error: unknown) => error instanceof Error && 'code' in error && error.code === foreignKeyViolation;

interface ToWrite {
  entries: readonly Entry[];
  workerId: string | undefined;
}

async function writeAll(client: Client, { entries, workerId }: ToWrite): Promise<Written> {
  const merged = mergeEntries(entries);
  const executions = [...merged.values()].map(({ executionId, epoch, progress }) => ({
    id: executionId,
    epoch,
    status: progress.status ?? null,
    answer: progress.answer ?? null,
    error: progress.error ?? null,
    finished_at: progress.finishedAt ?? null,
    moved: Object.keys(progress).length > 0,
  }));
  const records = [...merged.values()].flatMap(({ executionId, records }) =>
    [...records.values()].map(record => ({ execution_id: executionId, ...toNodeExecutionRow(record) })),
  );
  const created = [...merged.values()].flatMap(({ create }) => (create ? [toNewExecutionRow(create)] : []));
  const known = [...merged.values()].filter(({ create }) => !create).map(({ executionId }) => executionId);
  const values = [toJsonText(executions), toJsonText(records), toJsonText(created), workerId ?? null, known];
  const { rows } = await client.query<{ id: string }>({ name: 'write', text: writeSql, values });
  const held = new Set(rows.map(({ id }) => id));
  return entries.map(({ executionId, epoch }) =>
    held.has(executionId) && merged.get(executionId)!.epoch === epoch ? true : new AppError('execution.lease_lost', {}),
  );
}

interface Merged {
  executionId: string;
  epoch: number;
  records: Map<string, NodeExecution>;
  progress: ExecutionProgress;
  create: Entry['create'];
}

/** One row per execution and node, the newest: a statement can touch each row only once. Older epochs have no say. */
function mergeEntries(entries: readonly Entry[]): Map<string, Merged> {
  const merged = new Map<string, Merged>();
  for (const { executionId, epoch, records, progress, create } of entries) {
    const known = merged.get(executionId);
    if (known && known.epoch > epoch) continue;
    const into = known?.epoch === epoch ? known : { executionId, epoch, records: new Map(), progress: {}, create };
    merged.set(executionId, into);
    Object.assign(into.progress, progress);
    for (const record of records) into.records.set(record.nodeKey, record);
  }
  return merged;
}
