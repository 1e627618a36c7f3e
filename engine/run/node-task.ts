import type { AppError } from '../errors';
import type { CredentialValues } from '../nodes/credentials';
import type { NodeCall, NodeDefinition } from '../nodes/define-node';
import { noDocuments } from '../nodes/document-store';
import { noModels } from '../nodes/model-caller';
import type { Came } from '../nodes/run-waits';
import type { RoundItems } from '../workflow/lineage';
import type { Effect } from '../workflow/node-types';
import { assignInputs } from '../workflow/ports';
import { roundPrefix } from '../workflow/round-keys';
import type { Item, WorkflowNode } from '../workflow/schema';
import type { Execution } from './execution';
import type { Graph } from './graph';
import { keyIn } from './key-in';
import type { Given, RoundEnd } from './level';
import type { ItemSource, NodeExecution } from './node-execution';
import type { NodeServices, RunDeps } from './run-deps';

/** One node, with everything it needs to execute now. */
export interface NodeTask {
  deps: RunDeps;
  execution: Execution;
  services: NodeServices;
  graph: Graph;
  node: WorkflowNode;
  /** What its record is called: its own key, or that in the round of a loop. */
  key: string;
  /** What the keys of records on its level begin with: nothing, or a round. */
  prefix: string;
  /** What arrived in the rounds that it is in, the innermost first. */
  rounds: readonly RoundItems[];
  /** Of a loop: carries out what it owns, once. */
  carryOut(round: { index: number; given: Given }): Promise<RoundEnd>;
  definition: NodeDefinition;
  items: readonly Item[];
  sources: readonly ItemSource[];
  /** What other nodes gave, by node key. */
  records: ReadonlyMap<string, NodeExecution>;
  /** The key it was given, once it is opened. */
  credential?: CredentialValues;
  /** What it waited for, once it is there. */
  came?: Came;
  /** Its own record, when it was begun before: waiting for another attempt, or interrupted. */
  earlier: NodeExecution | null;
  startedAt: string;
  signal: AbortSignal;
  /** Called once, when the effect is known and before anything is called: holds until that may happen. */
  beforeEffect(effect: Effect, resolvedParams: NodeExecution['resolvedParams']): Promise<void>;
}

/** The settings of one call, or why they could not be had. */
export type Prepared = { params: Record<string, unknown>; error: null } | { params: null; error: AppError };

type Call = NodeCall<Record<string, unknown>>;

/** What one call is given. `index` is null when the node runs once for all. */
export function toCall(
  task: NodeTask,
  { params, index, progress }: { params: Record<string, unknown>; index: number | null; progress?: unknown },
): Call {
  const { items } = task;
  const common = sharedBy(task);
  // Field by field: made for each of many items, and copying an object whose form is not known is four times as slow.
  return {
    params,
    item: items[index ?? 0] ?? {},
    items: index === null ? items : [items[index]!],
    inputs: common.inputs,
    http: common.http,
    credential: common.credential,
    tables: common.tables,
    documents: common.documents,
    models: common.models,
    now: common.now,
    timeZone: common.timeZone,
    execution: common.execution,
    came: common.came,
    callUrl: common.callUrl,
    idempotencyKey: common.keyStart + (index ?? 'all'),
    progress: progress ?? null,
    signal: common.signal,
  };
}

type Shared = Omit<Call, 'params' | 'item' | 'items' | 'idempotencyKey' | 'progress'> & { keyStart: string };
const shared = new WeakMap<NodeTask, Shared>();

/** The same for every item of a list; made once. */
function sharedBy(task: NodeTask): Shared {
  const known = shared.get(task);
  if (known) return known;
  const { execution, services, signal } = task;
  const made: Shared = {
    inputs: inputsOf(task),
    http: services.http,
    credential: task.credential ?? null,
    tables: services.tables,
    documents: services.documents ?? noDocuments,
    models: services.models?.(task.key) ?? noModels,
    now: new Date(execution.createdAt),
    timeZone: execution.workflow.settings.timeZone ?? 'UTC',
    execution: {
      id: execution.id,
      workflowId: execution.workflowId,
      workflowName: execution.workflow.name,
      mode: execution.mode === 'live' ? 'live' : 'verify',
    },
    came: task.came ?? null,
    callUrl: services.waits?.callUrl,
    keyStart: `${execution.id}/${task.key}/`,
    signal,
  };
  shared.set(task, made);
  return made;
}

/** What arrived, by way in: an arrow's items are those that came from its node by its port. */
function inputsOf({ definition, graph, node, items, sources, prefix }: NodeTask): Call['inputs'] {
  const inputs = definition.inputs?.(node.params) ?? [];
  if (inputs.length < 2) return {};
  const byArrow = new Map(
    [...assignInputs(graph.incoming(node.id), inputs)].map(([{ from, port }, input]) => [
      `${keyIn({ prefix }, graph.node(from))} ${port}`,
      input,
    ]),
  );
  const inputAt = (index: number) => {
    const source = sources[index];
    return (source && byArrow.get(`${source.nodeKey} ${source.port}`)) ?? inputs[0]!;
  };
  return Object.fromEntries(inputs.map(input => [input, items.filter((_item, index) => inputAt(index) === input)]));
}

export const indexOf = ({ definition }: NodeTask, call: number): number | null =>
  definition.runs === 'all' ? null : call;

/** What the records of a round of this loop begin with. */
export const prefixWithin = ({ prefix, node }: Pick<NodeTask, 'prefix' | 'node'>, round: number): string =>
  roundPrefix(prefix, { loopKey: node.key, round });
