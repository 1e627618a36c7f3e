import { AppError } from '../errors';
import type { WorkflowNode } from '../workflow/schema';
import { toErrorRecord } from './error-record';
import type { NodeExecution } from './node-execution';

/** The record of a node that did nothing, at that time. */
function plainRecord(node: WorkflowNode, time: Date): NodeExecution {
  const at = time.toISOString();
  return {
    nodeKey: node.key,
    nodeId: node.id,
    type: node.type,
    label: node.label,
    status: 'skipped',
    attempt: 1,
    effect: 'none',
    outputs: {},
    origins: {},
    sources: [],
    resolvedParams: null,
    resolutions: [],
    error: null,
    wakeAt: null,
    simulated: false,
    startedAt: at,
    finishedAt: at,
    seq: 0,
  };
}

/** No item arrived. */
export const skippedRecord = plainRecord;

export function unknownTypeRecord(node: WorkflowNode, time: Date): NodeExecution {
  const error = toErrorRecord(new AppError('node.type_unknown', { type: node.type }), null);
  return { ...plainRecord(node, time), status: 'failed', error };
}

export const runningRecord = (
  node: WorkflowNode,
  facts: Partial<NodeExecution> & { startedAt: string },
): NodeExecution => ({
  ...plainRecord(node, new Date(facts.startedAt)),
  ...facts,
  status: 'running',
  finishedAt: null,
});

export const cancelledRecord = (record: NodeExecution, time: Date): NodeExecution => ({
  ...record,
  status: 'cancelled',
  error: toErrorRecord(new AppError('execution.cancelled', {}), null),
  wakeAt: null,
  finishedAt: time.toISOString(),
});
