import type { ChangeReply } from '@/database/change-workflow';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { describeDiff, type WorkflowDiff } from '@/engine/workflow/diff';
import type { Issue } from '@/engine/workflow/issue';
import type { NodeTypes } from '@/engine/workflow/node-types';
import type { Workflow } from '@/engine/workflow/schema';

/** What a model and a card are told after a change: saved facts only. */
export interface ChangeAnswer {
  workflow: { id: string; name: string };
  version: number;
  /** The version that is switched on; it stays on until somebody switches this one on. Null when none is. */
  activeVersion: number | null;
  /** One sentence for each thing that is different now; empty when nothing is. */
  summary: readonly string[];
  skipped: readonly { index: number | null; code: string; hint: string }[];
  conflicts: readonly { node: string | null; field: string; base: unknown; theirs: unknown; yours: unknown }[];
  issues: readonly IssueAnswer[];
  diff: WorkflowDiff;
  /** Mermaid text of the workflow as it is now, and with what changed marked. */
  diagram: string;
  changesDiagram: string;
}

export interface IssueAnswer {
  code: string;
  blocks: Issue['blocks'];
  node: string | null;
  param: string | null;
  message: string;
  suggestion: Issue['suggestion'];
}

export const toIssueAnswer = ({ code, blocks, nodeKey, param, message, suggestion }: Issue): IssueAnswer => ({
  code,
  blocks,
  node: nodeKey,
  param,
  message,
  suggestion,
});

interface Saved {
  workflowId: string;
  before: Workflow;
  reply: ChangeReply;
  activeVersion: number | null;
  nodeTypes: NodeTypes;
  /** Which of the caller's changes a skipped change came from. */
  indexOf?: (change: unknown) => number | null;
}

export function toChangeAnswer({
  workflowId,
  before,
  reply,
  activeVersion,
  nodeTypes,
  indexOf = () => null,
}: Saved): ChangeAnswer {
  const keyOf = (id: string | null) =>
    [...reply.workflow.nodes, ...before.nodes].find(node => node.id === id)?.key ?? null;
  return {
    workflow: { id: workflowId, name: reply.workflow.name },
    version: reply.version,
    activeVersion,
    summary: describeDiff(reply.diff),
    skipped: reply.skipped.map(({ change, code, hint }) => ({ index: indexOf(change), code, hint })),
    conflicts: reply.conflicts.map(({ nodeId, field, base, theirs, yours }) => ({
      node: keyOf(nodeId),
      field,
      base,
      theirs,
      yours,
    })),
    issues: reply.issues.map(toIssueAnswer),
    diff: reply.diff,
    diagram: toMermaid(reply.workflow, { nodeTypes }),
    changesDiagram: toMermaid(reply.workflow, { nodeTypes, diff: reply.diff }),
  };
}
