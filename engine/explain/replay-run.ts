import type { Execution } from '../run/execution';
import type { NodeDefinitions, NodeServices } from '../run/run-deps';
import { runInMemory } from '../run/run-in-memory';
import type { Workflow } from '../workflow/schema';
import type { Sandbox } from '../workflow/script';
import { type Comparison, compareRuns } from './compare-runs';
import type { Recorded } from './explain-execution';
import { recordedOutputs } from './recorded-outputs';

export interface ToReplay extends Recorded {
  /** What the input is tried on. */
  workflow: Workflow;
  nodeTypes: NodeDefinitions;
  services: NodeServices;
  sandbox: Sandbox;
  signal?: AbortSignal;
}

/** One run, tried again: what it was, what it is now, and what differs. */
export interface Replayed extends Comparison {
  executionId: string;
  createdAt: string;
  before: Execution['status'];
  after: Execution['status'];
  /** Labels of the steps whose recorded output was used again. */
  given: readonly string[];
}

/**
 * Tries the input of a run on another version, at the time that it had then. Steps that read or write and are as they
 * were give what they gave; others that would reach anybody are only tried. Null where its trigger is gone.
 */
export async function replayRun(options: ToReplay): Promise<Replayed | null> {
  const { execution, records, workflow, nodeTypes, services, sandbox, signal } = options;
  if (!workflow.nodes.some(({ id }) => id === execution.triggerNodeId)) return null;
  const recorded = {
    ...execution.recorded,
    ...recordedOutputs(records, { before: execution.workflow, after: workflow }),
  };
  const run = await runInMemory({
    ...{ workflow, nodeTypes, services, sandbox, recorded, mode: 'replay' },
    triggerNodeId: execution.triggerNodeId,
    triggerItems: execution.triggerItems,
    now: new Date(execution.createdAt),
    ...(signal ? { signal } : {}),
  });
  const given = run.records.filter(({ nodeKey, simulated }) => simulated && nodeKey in recorded);
  return {
    ...compareRuns({ execution, records }, run),
    ...{ executionId: execution.id, createdAt: execution.createdAt },
    ...{ before: execution.status, after: run.execution.status },
    given: [...new Set(given.map(({ label }) => label))],
  };
}

/** How it came out, in a sentence. */
export function summarizeReplay(runs: readonly Replayed[]): string {
  if (runs.length === 0) return 'There is no finished run whose input could be tried again.';
  const counts = { same: 0, different: 0, fixed: 0, broken: 0 };
  for (const { outcome } of runs) counts[outcome] += 1;
  const said = [
    [counts.same, 'came out the same'],
    [counts.different, 'came out otherwise'],
    [counts.fixed, 'failed before and works now'],
    [counts.broken, 'worked before and fails now'],
  ] as const;
  const parts = said.flatMap(([count, text]) => (count > 0 ? [`${count} ${text}`] : []));
  const inputs =
    runs.length === 1 ? 'The last input was tried again' : `The last ${runs.length} inputs were tried again`;
  return `${inputs}: ${parts.join(', ')}.`;
}
