import { asUser, type Claims, type Database, type Transaction } from '@/database/connection';
import { createExecution } from '@/database/executions';
import { readVersion } from '@/database/versions';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Execution, RunMode } from '@/engine/run/execution';
import { graphOf } from '@/engine/run/graph';
import { carriedOut } from '@/engine/run/reach';
import type { Issue } from '@/engine/workflow/issue';
import { isOpenIssue } from '@/engine/workflow/open-settings';
import type { Item, Workflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import type { RunPart, RunRequest } from '@/tools/turn';
import { type Part, planPart, reachAsked } from './plan-part';

export interface StartExecution extends RunPart {
  claims: Claims;
  workflowId: string;
  /** The first trigger, unless said. */
  triggerNodeId?: string;
  /** What the trigger gives; one empty item unless said. */
  items?: readonly Item[];
  mode: RunMode;
  startedBy: Execution['startedBy'];
  /** The draft, unless said. */
  version?: number;
  recorded?: Execution['recorded'];
}

/** Checks that it can run, and makes the run as the person. It begins when a worker takes it. */
export function newExecution(db: Database, request: StartExecution): Promise<string> {
  const { claims, workflowId, mode, startedBy, recorded } = request;
  return asUser(db, claims, async tx => {
    const draft = await readDraft(tx, { workflowId });
    const version = request.version ?? draft.version;
    const { workflow } = version === draft.version ? draft : await readVersion(tx, { workflowId, version });
    const { triggerNodeId, items, reach } = await readPart(tx, workflow, request);
    const blocking = issuesWithin(workflow, { triggerNodeId, mode, reach });
    if (blocking.length > 0) throw refusalOf(blocking);
    return createExecution(tx, { workflowId, version, mode, triggerNodeId, items, startedBy, recorded, reach });
  });
}

/** Why it does not run: what is only open is told as such, with what to do next. */
export function refusalOf(issues: readonly Issue[]): AppError {
  const [first] = issues;
  const open = issues.filter(isOpenIssue);
  if (open.length === 0 || issues.some(({ blocks }) => blocks !== 'live'))
    return new AppError('workflow.not_runnable', { reason: first!.message });
  return new AppError('workflow.open', {
    reason: open[0]!.message,
    more: issues.length - 1,
    issues: issues.map(({ code, nodeKey }) => ({ code, node: nodeKey })),
  });
}

/** The whole from its trigger, unless a part is asked for. */
export async function readPart(
  tx: Transaction,
  workflow: Workflow,
  request: RunRequest & { mode: RunMode },
): Promise<Part> {
  const asked = reachAsked(request);
  if (asked) return planPart(tx, { ...request, workflow, reach: asked });
  const { triggerNodeId = firstTrigger(workflow), items = [{}] } = request;
  return { triggerNodeId, items, reach: null };
}

function firstTrigger(workflow: Workflow): string {
  const trigger = workflow.nodes.find(({ type, options }) => nodeTypes[type]?.kind === 'trigger' && !options.disabled);
  if (!trigger) throw new AppError('workflow.not_runnable', { reason: 'nothing starts it. Add a trigger first.' });
  return trigger.id;
}

/** What stands in the way of a whole run from this trigger. */
export const blockingIssues = (workflow: Workflow, triggerNodeId: string, mode: RunMode): Issue[] =>
  issuesWithin(workflow, { triggerNodeId, mode });

interface Within {
  triggerNodeId: string;
  mode: RunMode;
  reach?: Execution['reach'];
}

/** What this run does not carry out does not. */
export function issuesWithin(workflow: Workflow, { triggerNodeId, mode, reach }: Within): Issue[] {
  const blocking: readonly Issue['blocks'][] = mode === 'live' ? ['save', 'run', 'live'] : ['save', 'run'];
  const issues = validateWorkflow(workflow, nodeTypes).filter(({ blocks }) => blocking.includes(blocks));
  if (issues.length === 0) return issues;
  const graph = graphOf(workflow, triggerNodeId);
  const reached = reach ? carriedOut(graph, reach) : new Set(graph.nodes.map(({ id }) => id));
  return issues.filter(({ nodeId, blocks }) => blocks === 'save' || nodeId === null || reached.has(nodeId));
}
