import type { PoolClient } from 'pg';
import { AppError } from '@/engine/errors';
import type { Claimed, ExecutionProgress, Journal, JournalEntry } from '@/engine/run/journal';
import type { NodeExecution } from '@/engine/run/node-execution';
import type { Workflow } from '@/engine/workflow/schema';
import { Batch } from './batch';
import {
  type ExecutionRow,
  type NodeExecutionRow,
  toExecution,
  toNewExecutionRow,
  toNodeExecution,
  toNodeExecutionRow,
} from './execution-rows';
import { GraphCache } from './graph-cache';
import { type NewLists, Payloads } from './journal-payloads';
import { claimSql, graphsSql, payloadsSql, recordsSql, writeSql } from './journal-sql';
import { toJsonText } from './json';
import { lostIn, type PayloadRow, type WholeRow, withPayloads } from './payload-rows';
import { createPool } from './pool';

type Entry = JournalEntry;

export interface JournalOptions {
  /** Past row level security: the worker's own connection. */
  serviceUrl: string;
  /** This process, for the executions that it makes itself. */
  workerId?: string;
  /** Shared with whoever else reads graphs in this process. */
  graphs?: GraphCache;
  /** Told in this process what others learn by NOTIFY. */
  onCommit?: (executionId: string, progress: ExecutionProgress | undefined) => void;
  /** Told everything that is on disk now, to be counted. */
  onWritten?: (entry: JournalEntry) => void;
  /** Something that was asked for was not to be had: it is over, or held back by a limit. */
  onHeld?: () => void;
}

/** One statement, one commit for everything that arrived while the last was in flight; refused for an older epoch. */
export function createJournal(options: JournalOptions): Journal {
  const { serviceUrl, workerId, graphs = new GraphCache(), onCommit, onHeld, onWritten } = options;
  const pool = createPool({ url: serviceUrl, name: 'parley journal', max: 2, statementTimeoutMs: 60_000 });
  const claims = new Batch<Wanted, Claimed | null>(wanted =>
    withClient(pool, client => claimAll(client, { wanted, graphs, workerId })),
  );
  const payloads = new Payloads();
  const write = (entries: readonly Entry[]) =>
    withClient(pool, client => writeAll(client, { entries, workerId, payloads }));
  const writes = new Batch<Entry, true>(entries => write(entries).catch(error => writeEach(entries, { write, error })));
  return {
    async claim(executionId, { own = false } = {}) {
      const claimed = await claims.add({ id: executionId, own });
      if (!claimed) onHeld?.();
      return claimed;
    },
    async write(entry) {
      await writes.add(entry);
      onCommit?.(entry.executionId, entry.progress);
      onWritten?.(entry);
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

interface Wanted {
  id: string;
  own: boolean;
}

interface ToClaim {
  wanted: readonly Wanted[];
  graphs: GraphCache;
  workerId: string | undefined;
}

async function claimAll(client: Client, { wanted, graphs, workerId }: ToClaim): Promise<(Claimed | null)[]> {
  const ids = wanted.map(({ id }) => id);
  const own = wanted.filter(one => one.own).map(({ id }) => id);
  const { rows } = await client.query<ClaimedRow>({
    name: 'claim',
    text: claimSql,
    values: [ids, own, workerId ?? null],
  });
  const records = await readRecords(
    client,
    rows.filter(({ epoch }) => epoch > 1).map(({ id }) => id),
  );
  const workflows = await readGraphs(client, { rows, graphs });
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => {
    const row = byId.get(id);
    if (!row) return null;
    return {
      execution: toExecution({ ...row, workflow: workflows.get(id) }),
      records: (records.get(id) ?? []).map(toNodeExecution),
      lost: lostIn(records.get(id) ?? []),
      cancelRequested: row.cancel_requested,
      tries: row.tries,
      memoryShort: row.memory_short,
    };
  });
}

type ClaimedRow = Omit<ExecutionRow, 'workflow'> & {
  cancel_requested: boolean;
  tries: number;
  memory_short: boolean;
};

/** By execution. Those of versions that this process has not met yet are read, each once. */
async function readGraphs(client: Client, { rows, graphs }: { rows: readonly ClaimedRow[]; graphs: GraphCache }) {
  const byVersion = Map.groupBy(rows, row => `${row.workflow_id} ${row.version}`);
  const known = [...byVersion.values()].map(same => ({ same, graph: graphs.get(versionOf(same[0]!)) }));
  const values = [known.filter(({ graph }) => !graph).map(({ same }) => same[0]!.id)];
  const query = { name: 'graphs', text: graphsSql, values };
  const read = values[0]!.length > 0 ? (await client.query<{ id: string; workflow: Workflow }>(query)).rows : [];
  const byId = new Map(read.map(({ id, workflow }) => [id, workflow]));
  return new Map(
    known.flatMap(({ same: [first, ...rest], graph }) => {
      const workflow = graph ?? graphs.keep(versionOf(first!), byId.get(first!.id)!);
      return [first!, ...rest].map(({ id }) => [id, workflow] as const);
    }),
  );
}

const versionOf = (row: ClaimedRow) => ({ workflowId: row.workflow_id, version: row.version });

/** A run that nobody claimed before has no records yet. */
async function readRecords(client: Client, ids: readonly string[]): Promise<Map<string, WholeRow[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<NodeExecutionRow & { execution_id: string }>({
    name: 'records',
    text: recordsSql,
    values: [ids],
  });
  const whole = await withPayloads(rows, (executionIds, hashes) =>
    client
      .query<PayloadRow>({ name: 'payloads', text: payloadsSql, values: [executionIds, hashes] })
      .then(read => read.rows),
  );
  return Map.groupBy(whole, row => row.execution_id);
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
  payloads: Payloads;
}

async function writeAll(client: Client, { entries, workerId, payloads }: ToWrite): Promise<Written> {
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
  const lists: NewLists = new Map();
  const records = [...merged.values()].flatMap(({ executionId, records }) =>
    [...records.values()].map(record => ({
      execution_id: executionId,
      ...toNodeExecutionRow(record),
      outputs: payloads.fold(record.outputs, { executionId, lists }),
    })),
  );
  const created = [...merged.values()].flatMap(({ create }) => (create ? [toNewExecutionRow(create)] : []));
  const known = [...merged.values()].filter(({ create }) => !create).map(({ executionId }) => executionId);
  const values = [toJsonText(executions), toJsonText(records), toJsonText(created), workerId ?? null, known];
  const query = { name: 'write', text: writeSql, values };
  const { rows } = await payloads.write(client, { lists, records: () => client.query<{ id: string }>(query) });
  const held = new Set(rows.map(({ id }) => id));
  for (const { id, finished_at } of executions) if (finished_at !== null) payloads.forget(id);
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
