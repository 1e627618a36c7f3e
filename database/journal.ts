import type { PoolClient } from 'pg';
import { AppError } from '@/engine/errors';
import type { Claimed, ExecutionProgress, Journal } from '@/engine/run/journal';
import type { NodeExecution } from '@/engine/run/node-execution';
import { Batch } from './batch';
import {
  type ExecutionRow,
  type NodeExecutionRow,
  toExecution,
  toNodeExecution,
  toNodeExecutionRow,
} from './execution-rows';
import { claimSql, recordsSql, writeSql } from './journal-sql';
import { toJsonText } from './json';
import { createPool } from './pool';

type Entry = Parameters<Journal['write']>[0];

export interface JournalOptions {
  /** Past row level security: the worker's own connection. */
  serviceUrl: string;
  /** Told in this process what others learn by NOTIFY. */
  onCommit?: (executionId: string, progress: ExecutionProgress | undefined) => void;
}

/** One statement, one commit for everything that arrived while the last was in flight; refused for an older epoch. */
export function createJournal({ serviceUrl, onCommit }: JournalOptions): Journal {
  const pool = createPool({ url: serviceUrl, name: 'parley journal', max: 2, statementTimeoutMs: 60_000 });
  const claims = new Batch<string, Claimed | null>(ids => withClient(pool, client => claimAll(client, ids)));
  const writes = new Batch<Entry, true>(entries => withClient(pool, client => writeAll(client, entries)));
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

async function writeAll(client: Client, entries: readonly Entry[]): Promise<(true | AppError)[]> {
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
  const values = [toJsonText(executions), toJsonText(records)];
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
}

/** One row per execution and node, the newest: a statement can touch each row only once. Older epochs have no say. */
function mergeEntries(entries: readonly Entry[]): Map<string, Merged> {
  const merged = new Map<string, Merged>();
  for (const { executionId, epoch, records, progress } of entries) {
    const known = merged.get(executionId);
    if (known && known.epoch > epoch) continue;
    const into = known?.epoch === epoch ? known : { executionId, epoch, records: new Map(), progress: {} };
    merged.set(executionId, into);
    Object.assign(into.progress, progress);
    for (const record of records) into.records.set(record.nodeKey, record);
  }
  return merged;
}
