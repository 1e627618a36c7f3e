import type { Transaction } from '@/database/connection';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { graphOf } from '@/engine/run/graph';
import type { ItemSource, NodeExecution } from '@/engine/run/node-execution';
import { foldRecords } from '@/engine/run/progress';
import { narrow } from '@/engine/run/reach';
import type { Item, Workflow } from '@/engine/workflow/schema';
import { planPart } from './plan-part';

/** What would arrive at a step if it alone ran now. */
export interface RecordedInput {
  triggerKey: string;
  triggerItems: readonly Item[];
  /** By key, of everything before it. */
  records: ReadonlyMap<string, NodeExecution>;
  items: readonly Item[];
  sources: readonly ItemSource[];
}

interface Which {
  workflowId: string;
  workflow: Workflow;
  nodeId: string;
}

/** Null where no run has come this far, and nothing is pinned. */
export async function readRecordedInput(
  tx: Transaction,
  { workflowId, workflow, nodeId }: Which,
): Promise<RecordedInput | null> {
  const part = await tryPlan(tx, { workflowId, workflow, nodeId });
  if (!part?.reach) return null;
  const whole = graphOf(workflow, part.triggerNodeId);
  const graph = narrow(whole, part.reach);
  const { progress, next } = foldRecords(graph, { records: part.reach.given, nodeTypes });
  const ready = next.ready.find(({ node }) => node.id === nodeId);
  return {
    triggerKey: graph.trigger.key,
    triggerItems: part.items,
    records: progress.records,
    items: nodeId === graph.trigger.id ? part.items : (ready?.items ?? []),
    sources: ready?.sources ?? [],
  };
}

const unknown = [
  'run.nothing_recorded',
  'run.not_reached',
  'run.inside_loop',
  'workflow.not_runnable',
  'execution.data_lost',
];

async function tryPlan(tx: Transaction, { workflowId, workflow, nodeId }: Which) {
  try {
    return await planPart(tx, { workflowId, workflow, reach: { kind: 'only', nodeId }, mode: 'verify' });
  } catch (error) {
    if (AppError.is(error) && unknown.includes(error.code)) return null;
    throw error;
  }
}
