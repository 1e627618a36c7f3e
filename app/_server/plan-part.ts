import type { Transaction } from '@/database/connection';
import { listExecutions, type RecordedExecution, readExecution } from '@/database/executions';
import { wholeRecords } from '@/database/payload-rows';
import { AppError } from '@/engine/errors';
import { exampleInputs } from '@/engine/nodes/example-input';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Execution, RunMode } from '@/engine/run/execution';
import { canGive, givenRecords } from '@/engine/run/given-records';
import { type Graph, graphOf } from '@/engine/run/graph';
import type { Reach } from '@/engine/run/reach';
import type { Item, Workflow } from '@/engine/workflow/schema';

type Asked = Pick<Reach, 'kind' | 'nodeId'>;

/** Where a run starts, what it is given, and how far it goes. */
export interface Part {
  triggerNodeId: string;
  items: readonly Item[];
  reach: NonNullable<Execution['reach']> | null;
}

export function reachAsked({ only, until, from }: { only?: string; until?: string; from?: string }): Asked | null {
  if (only) return { kind: 'only', nodeId: only };
  if (until) return { kind: 'until', nodeId: until };
  return from ? { kind: 'from', nodeId: from } : null;
}

interface Plan {
  workflowId: string;
  workflow: Workflow;
  reach: Asked;
  mode: RunMode;
  /** Of the trigger: what it gave last time, or its example, unless said. */
  items?: readonly Item[];
  triggerNodeId?: string;
}

/** A run of a part takes from the newest run that knows what it needs. */
export async function planPart(tx: Transaction, { workflowId, workflow, reach, mode, ...said }: Plan): Promise<Part> {
  refuseInside(workflow, reach.nodeId);
  const graphs = triggersLeadingTo(workflow, reach.nodeId).filter(
    ({ trigger }) => said.triggerNodeId === undefined || trigger.id === said.triggerNodeId,
  );
  if (graphs.length === 0) {
    const step = workflow.nodes.find(({ id }) => id === reach.nodeId)?.label ?? reach.nodeId;
    throw new AppError('run.not_reached', { step });
  }
  const common = { reach, mode, nodeTypes, now: new Date() };
  const graphFrom = ({ execution }: RecordedExecution) =>
    graphs.find(({ trigger }) => trigger.id === execution.triggerNodeId);
  const earlier = await findEarlier(tx, workflowId, run => {
    const graph = graphFrom(run);
    return graph !== undefined && canGive({ ...common, graph, earlier: run.records });
  });
  const graph = (earlier && graphFrom(earlier)) ?? graphs[0]!;
  const given = givenRecords({ ...common, graph, earlier: earlier ? wholeRecords(earlier) : [] });
  const items = said.items ?? earlier?.execution.triggerItems ?? exampleItems(workflow, graph.trigger.id);
  return { triggerNodeId: graph.trigger.id, items, reach: { ...reach, given } };
}

/** What is inside a loop has no run of its own: nobody could say which round is meant. */
function refuseInside(workflow: Workflow, nodeId: string): void {
  const find = (id: string | null | undefined) => workflow.nodes.find(node => node.id === id);
  const node = find(nodeId);
  let loop = find(node?.parentId);
  for (let outer = find(loop?.parentId); outer; outer = find(outer.parentId)) loop = outer;
  if (node && loop) throw new AppError('run.inside_loop', { step: node.label, loop: loop.label });
}

/** How far back it looks. */
const mostEarlier = 20;

async function findEarlier(
  tx: Transaction,
  workflowId: string,
  isUsable: (run: RecordedExecution) => boolean,
): Promise<RecordedExecution | null> {
  for (const { id } of await listExecutions(tx, { workflowId, limit: mostEarlier })) {
    const run = await readExecution(tx, { executionId: id });
    if (isUsable(run)) return run;
  }
  return null;
}

function triggersLeadingTo(workflow: Workflow, nodeId: string): Graph[] {
  return workflow.nodes
    .filter(({ type, options }) => nodeTypes[type]?.kind === 'trigger' && !options.disabled)
    .map(({ id }) => graphOf(workflow, id))
    .filter(({ nodes }) => nodes.some(({ id }) => id === nodeId));
}

function exampleItems(workflow: Workflow, triggerNodeId: string): readonly Item[] {
  const [first] = exampleInputs(workflow, nodeTypes, { triggerNodeId });
  return first?.items ?? [{}];
}
