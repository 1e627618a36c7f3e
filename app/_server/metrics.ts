import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '@/database/connection';
import { type RunFigures, readRunFigures } from '@/database/run-figures';
import type { JournalEntry } from '@/engine/run/journal';

function createOwn() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    nodes: new Histogram({
      ...{ registers, name: 'parley_node_duration_seconds', help: 'How long steps took here, by type.' },
      ...{ labelNames: ['type'], buckets: [0.001, 0.01, 0.1, 1, 10, 60] },
    }),
    ended: new Counter({
      ...{ registers, name: 'parley_runs_finished_total', help: 'Runs that ended here.', labelNames: ['status'] },
    }),
    spans: new Counter({
      ...{ registers, name: 'parley_spans_dropped_total', help: 'Spans that their receiver did not take in time.' },
    }),
    refused: new Counter({
      ...{ registers, name: 'parley_webhook_refusals_total', help: 'Calls to webhooks that started nothing, by why.' },
      ...{ labelNames: ['reason'] },
    }),
    hooks: new Counter({
      ...{ registers, name: 'parley_webhook_answers_total', help: 'Answers to webhooks.', labelNames: ['status'] },
    }),
  };
}

const key = Symbol.for('parley.metrics');

/** What this process counts itself; one for the process, whichever copy of this file asks. */
function own() {
  const kept = globalThis as { [key]?: ReturnType<typeof createOwn> };
  kept[key] ??= createOwn();
  return kept[key];
}

/** What was just made durable. Steps that only began, or that took nothing of ours, are not counted. */
export function countWritten({ records, progress }: JournalEntry): void {
  const { nodes, ended } = own();
  for (const { type, startedAt, finishedAt, given, status } of records) {
    if (!finishedAt || !startedAt || given || status === 'skipped') continue;
    nodes.observe({ type }, Math.max(Date.parse(finishedAt) - Date.parse(startedAt), 0) / 1_000);
  }
  if (progress?.finishedAt && progress.status) ended.inc({ status: progress.status });
}

export const countDroppedSpans = (count: number): void => own().spans.inc(count);

export const countRefusal = (reason: string): void => own().refused.inc({ reason });

export const countAnswer = (status: number): void => own().hooks.inc({ status });

/** In Prometheus' text form. A database that does not answer is a figure, too. */
export async function readMetrics(db: Database): Promise<{ text: string; contentType: string }> {
  const figures = await readRunFigures(db).catch(() => null);
  const now = new Registry();
  const registers = [now];
  const up = new Gauge({ registers, name: 'parley_database_up', help: 'Whether the database answers.' });
  up.set(figures ? 1 : 0);
  if (figures) setFigures(figures, registers);
  const { registry } = own();
  return { text: await Registry.merge([now, registry]).metrics(), contentType: registry.contentType };
}

function setFigures({ runs, oldestQueuedSeconds, workers, connections }: RunFigures, registers: Registry[]): void {
  const states = new Gauge({ registers, name: 'parley_runs', help: 'Runs not over, by state.', labelNames: ['state'] });
  for (const [state, count] of Object.entries(runs)) states.set({ state }, count);
  new Gauge({ registers, name: 'parley_queue_runs', help: 'Runs that wait for a worker.' }).set(runs.queued);
  const age = { name: 'parley_queue_oldest_seconds', help: 'How long the oldest of them has waited.' };
  new Gauge({ registers, ...age }).set(oldestQueuedSeconds);
  new Gauge({ registers, name: 'parley_workers', help: 'Processes that take runs.' }).set(workers);
  const pool = { name: 'parley_database_connections', help: 'Connections to the database, by state.' };
  const open = new Gauge({ registers, ...pool, labelNames: ['state'] });
  for (const [state, count] of Object.entries(connections)) open.set({ state }, count);
}
