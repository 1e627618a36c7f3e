import type { NodeExecution, NodeStatus } from '@/engine/run/node-execution';
import { givenItems } from '@/engine/workflow/ports';
import { roundsOf } from '@/engine/workflow/round-keys';
import { texts } from '../../_ui/texts';

/** One step of a run, as a line in the waterfall. */
export interface Bar {
  key: string;
  label: string;
  status: NodeStatus;
  simulated: boolean;
  /** Items that left it; null where none are to be named. */
  items: number | null;
  /** Milliseconds since the first step began; null when only durations are known. */
  startMs: number | null;
  durationMs: number | null;
}

const time = (at: string) => new Date(at).getTime();
export const itemsOf = (record: NodeExecution) => givenItems(record.outputs);

export function barsOf(records: readonly NodeExecution[]): Bar[] {
  const labels = new Map(records.map(record => [record.nodeKey.replace(/^.*\//, ''), record.label]));
  const begin = Math.min(...records.map(record => time(record.startedAt)));
  return records
    .toSorted((a, b) => time(a.startedAt) - time(b.startedAt) || a.seq - b.seq)
    .map(record => ({
      key: record.nodeKey,
      label: labelOf(record, labels),
      status: record.status,
      simulated: record.simulated,
      items: record.status === 'succeeded' ? itemsOf(record).length : null,
      startMs: time(record.startedAt) - begin,
      durationMs: record.finishedAt ? time(record.finishedAt) - time(record.startedAt) : null,
    }));
}

/** With the rounds that it was carried out in, where it is inside a loop. */
function labelOf({ nodeKey, label }: NodeExecution, labels: ReadonlyMap<string, string>): string {
  const rounds = roundsOf(nodeKey).map(({ loopKey, round }) => texts.rounds(round + 1, labels.get(loopKey) ?? loopKey));
  return rounds.length > 0 ? `${label} · ${rounds.reverse().join(', ')}` : label;
}

/** Places bars in percent of the whole. Where starts are unknown they follow each other. */
export function toBars(bars: readonly Bar[]): (Bar & { left: number; width: number })[] {
  let cursor = 0;
  const placed = bars.map(bar => {
    const start = bar.startMs ?? cursor;
    const end = start + (bar.durationMs ?? 0);
    cursor = end;
    return { bar, start, end };
  });
  const whole = Math.max(1, ...placed.map(({ end }) => end));
  return placed.map(({ bar, start, end }) => ({
    ...bar,
    left: Math.min(98, (start / whole) * 100),
    width: bar.durationMs === null ? 100 - Math.min(98, (start / whole) * 100) : ((end - start) / whole) * 100,
  }));
}
