import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '@/database/connection';
import { patiently } from './patiently';
import type { ChaosService } from './service';
import { effectsOf, type Kind, stores } from './workflows';

export interface Started {
  kind: Kind;
  executionId: string;
  /** What the caller of a webhook was told. */
  answered?: string;
}

export interface Findings {
  runs: number;
  /** Calls of a webhook that were cut off before anything was recorded, and before anything happened. */
  cutOff: number;
  finished: number;
  /** Interrupted effects without a key: the person is asked. */
  unknown: number;
  /** Begun, but not in the records. */
  lost: string[];
  /** Took effect more than once. */
  double: string[];
  /** Not finished when the patience was over. */
  stuck: string[];
  /** Succeeded without all of its effects, failed, or answered something else. */
  wrong: string[];
  strikes: { killed: number; heldUp: number; crashed: number };
  /** From the last disturbance until everything was finished, in ms. */
  settledMs: number;
}

interface Judge {
  db: Database;
  service: ChaosService;
  /** How many were to be begun. */
  asked: number;
  started: readonly Started[];
  strikes: Findings['strikes'];
  patienceMs: number;
  hookWorkflow: string;
}

interface Row {
  id: string;
  status: string;
  finished: boolean;
}

/** Waits until everything is finished, or the patience is over, and looks at every run. */
export async function judge(options: Judge): Promise<Findings> {
  const { db, service, asked, started, strikes, patienceMs, hookWorkflow } = options;
  const began = performance.now();
  let rows = await readRows(db);
  while (rows.some(({ finished }) => !finished) && performance.now() - began < patienceMs) {
    await pause(250);
    rows = await readRows(db);
  }
  const settledMs = performance.now() - began;
  const byId = new Map(rows.map(row => [row.id, row]));
  const hooks = await readHookRuns(db, hookWorkflow);
  const known = new Map(started.map(one => [one.executionId, one]));
  // A webhook whose caller was cut off is a run like any other as soon as it is in the records.
  for (const executionId of hooks) if (!known.has(executionId)) known.set(executionId, { kind: 'hook', executionId });
  const stored = await readStored(db);
  const findings: Findings = {
    ...{
      runs: known.size,
      cutOff: asked - known.size,
      finished: 0,
      unknown: 0,
      lost: [],
      double: [],
      stuck: [],
      wrong: [],
      strikes,
      settledMs,
    },
  };
  // Nothing may have happened for what was never recorded.
  for (const path of service.effects.keys()) if (!byId.has(path.split('/')[2]!)) findings.lost.push(path);
  for (const one of known.values()) look(one, { row: byId.get(one.executionId), service, stored, findings });
  return findings;
}

interface Look {
  row: Row | undefined;
  service: ChaosService;
  stored: ReadonlyMap<string, number>;
  findings: Findings;
}

function look({ kind, executionId, answered }: Started, { row, service, stored, findings }: Look): void {
  const name = `${kind} ${executionId}`;
  if (!row) return void findings.lost.push(name);
  if (!row.finished) return void findings.stuck.push(`${name} ${row.status}`);
  findings.finished += 1;
  if (row.status === 'result_unknown') findings.unknown += 1;
  for (const effect of effectsOf[kind]) {
    const { calls, keys } = service.effects.get(`/${effect}/${executionId}`) ?? { calls: 0, keys: new Set() };
    const times = keys.size > 0 ? keys.size : calls; // repeated under its key, it is the same one
    if (times > 1) findings.double.push(`${name} ${effect} ${times}`);
    if (row.status === 'succeeded' && times === 0) findings.wrong.push(`${name} without ${effect}`);
  }
  const inTable = stored.get(executionId) ?? 0;
  if (inTable > 1) findings.double.push(`${name} stored ${inTable}`);
  if (row.status === 'succeeded' && inTable !== (stores.includes(kind) ? 1 : 0))
    findings.wrong.push(`${name} stored ${inTable}`);
  const expected = kind === 'unkeyed' ? ['succeeded', 'result_unknown'] : ['succeeded'];
  if (!expected.includes(row.status)) findings.wrong.push(`${name} ${row.status}`);
  if (answered !== undefined && answered !== executionId) findings.wrong.push(`${name} answered ${answered}`);
}

const readRows = (db: Database) =>
  patiently(async () => {
    const { rows } = await sql<Row>`select id, status, finished_at is not null as finished
      from workflow_executions`.execute(db.service);
    return rows;
  });

const readHookRuns = (db: Database, workflowId: string) =>
  patiently(async () => {
    const { rows } = await sql<{ id: string }>`select id from workflow_executions
      where workflow_id = ${workflowId}::uuid`.execute(db.service);
    return rows.map(({ id }) => id);
  });

const readStored = (db: Database) =>
  patiently(async () => {
    const { rows } = await sql<{ run: string; times: number }>`select values ->> 'run' as run, count(*) as times
      from data_rows group by 1`.execute(db.service);
    return new Map(rows.map(({ run, times }) => [run, times]));
  });
