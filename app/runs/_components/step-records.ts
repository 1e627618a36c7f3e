import type { Execution } from '@/engine/run/execution';
import type { ErrorRecord, NodeExecution, NodeStatus } from '@/engine/run/node-execution';
import { type OpenKind, openKindIn } from '@/engine/workflow/open-settings';
import type { Item } from '@/engine/workflow/schema';

/** What a step did, as the screens show it. Long lists are cut; the totals say so. */
export interface StepRecord {
  key: string;
  label: string;
  status: NodeStatus;
  attempt: number;
  simulated: boolean;
  /** What of the step is open, where it was only simulated for that. */
  open?: OpenKind | null;
  startedAt: string;
  finishedAt: string | null;
  input: readonly Item[];
  inputTotal: number;
  /** Items by port. */
  outputs: Readonly<Record<string, readonly Item[]>>;
  outputTotals: Readonly<Record<string, number>>;
  resolvedParams: Readonly<Record<string, unknown>> | null;
  error: ErrorRecord | null;
}

const most = 100;

/** What arrived at a step: its records name where each item came from, so nothing is stored twice. */
export function inputOf(record: NodeExecution, records: Readonly<Record<string, NodeExecution>>): Item[] {
  return record.sources.flatMap(({ nodeKey, port, index }) => {
    const item = records[nodeKey]?.outputs[port]?.[index];
    return item ? [item] : [];
  });
}

export function toStepRecord(
  record: NodeExecution,
  known: {
    records: Readonly<Record<string, NodeExecution>>;
    execution: Pick<Execution, 'triggerItems' | 'triggerNodeId'>;
  },
): StepRecord {
  const { execution, records } = known;
  const input = record.nodeId === execution.triggerNodeId ? execution.triggerItems : inputOf(record, records);
  const cut = (items: readonly Item[]) => items.slice(0, most);
  return {
    key: record.nodeKey,
    label: record.label,
    status: record.status,
    attempt: record.attempt,
    simulated: record.simulated,
    open: record.given === 'open' ? openKindIn(record) : null,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
    input: cut(input),
    inputTotal: input.length,
    outputs: Object.fromEntries(Object.entries(record.outputs).map(([port, items]) => [port, cut(items)])),
    outputTotals: Object.fromEntries(Object.entries(record.outputs).map(([port, items]) => [port, items.length])),
    resolvedParams: record.resolvedParams,
    error: record.error,
  };
}
