import type { Execution } from '@/engine/run/execution';
import type { ErrorRecord, NodeExecution } from '@/engine/run/node-execution';
import { summarizeRun } from '@/engine/run/summarize-run';
import { givenItems } from '@/engine/workflow/ports';
import { plainKey } from '@/engine/workflow/round-keys';
import type { Item } from '@/engine/workflow/schema';
import type { Recorded } from './turn';

const mostItems = 5;

export interface NodeReport {
  key: string;
  label: string;
  type: string;
  status: NodeExecution['status'];
  itemsIn: number;
  itemsOut: number;
  /** The first few items that left it, whatever the port. */
  output: readonly Item[];
  /** The same by port. */
  outputs: Readonly<Record<string, readonly Item[]>>;
  error: ErrorRecord | null;
  simulated: boolean;
  durationMs: number | null;
}

export interface RunReport {
  executionId: string;
  label: string | null;
  status: Execution['status'];
  mode: Execution['mode'];
  version: number;
  durationMs: number | null;
  input: readonly Item[];
  answer: Execution['answer'];
  error: Execution['error'];
  nodes: readonly NodeReport[];
  /** What happened in one sentence, from the records. */
  sentence: string;
}

const between = (from: string | null, to: string | null): number | null =>
  from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from));

function toNodeReport(record: NodeExecution): NodeReport {
  const output = givenItems(record.outputs);
  return {
    key: record.nodeKey,
    label: record.label,
    type: record.type,
    status: record.status,
    itemsIn: record.sources.length,
    itemsOut: output.length,
    output: output.slice(0, mostItems),
    outputs: Object.fromEntries(
      Object.entries(record.outputs).map(([port, items]) => [port, items.slice(0, mostItems)]),
    ),
    error: record.error,
    simulated: record.simulated,
    durationMs: between(record.startedAt, record.finishedAt),
  };
}

/** Of a step inside a loop: what it did in the first rounds, and where it failed. */
const roundsShown = 3;

/** A loop of a thousand rounds is not told round by round: what the loop gave, and its sentence, hold the rest. */
function withFewRounds(records: readonly NodeExecution[]): readonly NodeExecution[] {
  const seen = new Map<string, number>();
  return records.filter(({ nodeKey, status }) => {
    if (!nodeKey.includes('/')) return true;
    const name = `${plainKey(nodeKey)} ${status === 'failed' || status === 'result_unknown'}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count <= roundsShown;
  });
}

/** A run as a model, a card and the command line read it. */
export function toRunReport({ execution, records }: Recorded, label: string | null = null): RunReport {
  return {
    executionId: execution.id,
    label,
    status: execution.status,
    mode: execution.mode,
    version: execution.version,
    durationMs: between(execution.startedAt ?? execution.createdAt, execution.finishedAt),
    input: execution.triggerItems.slice(0, mostItems),
    answer: execution.answer,
    error: execution.error,
    nodes: withFewRounds(records).map(toNodeReport),
    sentence: summarizeRun(execution, records),
  };
}
