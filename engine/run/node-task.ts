import type { AppError } from '../errors';
import type { NodeCall, NodeDefinition } from '../nodes/define-node';
import type { Effect } from '../workflow/node-types';
import type { Item, WorkflowNode } from '../workflow/schema';
import type { Execution } from './execution';
import type { Graph } from './graph';
import type { ItemSource, NodeExecution } from './node-execution';
import type { NodeServices, RunDeps } from './run-deps';

/** One node, with everything it needs to execute now. */
export interface NodeTask {
  deps: RunDeps;
  execution: Execution;
  services: NodeServices;
  graph: Graph;
  node: WorkflowNode;
  definition: NodeDefinition;
  items: readonly Item[];
  sources: readonly ItemSource[];
  /** What other nodes gave, by node key. */
  records: ReadonlyMap<string, NodeExecution>;
  /** Its own record, when it was begun before: waiting for another attempt, or interrupted. */
  earlier: NodeExecution | null;
  startedAt: string;
  signal: AbortSignal;
  /** Called once, when the effect is known and before anything is called: holds until that may happen. */
  beforeEffect(effect: Effect, resolvedParams: NodeExecution['resolvedParams']): Promise<void>;
}

/** The settings of one call, or why they could not be had. */
export type Prepared = { params: Record<string, unknown>; error: null } | { params: null; error: AppError };

/** What one call is given. `index` is null when the node runs once for all. */
export function toCall(task: NodeTask, { params, index }: { params: Record<string, unknown>; index: number | null }) {
  const { execution, items, services, signal } = task;
  const call: NodeCall<Record<string, unknown>> = {
    params,
    item: items[index ?? 0] ?? {},
    items: index === null ? items : [items[index]!],
    http: services.http,
    tables: services.tables,
    now: new Date(execution.createdAt),
    timeZone: execution.workflow.settings.timeZone ?? 'UTC',
    execution: {
      id: execution.id,
      workflowId: execution.workflowId,
      workflowName: execution.workflow.name,
      mode: execution.mode === 'live' ? 'live' : 'verify',
    },
    idempotencyKey: `${execution.id}/${task.node.key}/${index ?? 'all'}`,
    signal,
  };
  return call;
}

export const indexOf = ({ definition }: NodeTask, call: number): number | null =>
  definition.runs === 'all' ? null : call;
