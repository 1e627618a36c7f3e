import { graphOf, inRunningOrder, type WorkflowGraph } from './graph';
import type { NodeTypes } from './node-types';
import { findNodeType, paramsForReading } from './ports';
import type { Workflow, WorkflowNode } from './schema';

const maxParams = 400;

/** The workflow as compact numbered text for a model: key, type, label, what it does, main values, where it leads. */
export function outlineWorkflow(workflow: Workflow, nodeTypes: NodeTypes): string {
  if (workflow.nodes.length === 0) return '';
  const graph = graphOf(workflow);
  const lines = inRunningOrder(workflow).map((node, index) =>
    [`${index + 1}. ${headOf(node)}`, doesOf(node, nodeTypes), paramsOf(node), arrowsOf(node, graph)]
      .filter(Boolean)
      .join('\n   '),
  );
  const zone = workflow.settings.timeZone ? [`Time zone: ${workflow.settings.timeZone}`] : [];
  return [...zone, ...lines].join('\n');
}

function headOf({ key, type, label, options }: WorkflowNode): string {
  const notes = [
    options.disabled && 'disabled',
    options.locked && 'locked',
    options.pinned && 'pinned',
    options.onError && options.onError !== 'stop' && `on failure: ${options.onError}`,
  ].filter(Boolean);
  return `${key} (${type}) ${JSON.stringify(label)}${notes.length ? ` [${notes.join(', ')}]` : ''}`;
}

/** Left out where a half-written node cannot be described yet. */
function doesOf(node: WorkflowNode, nodeTypes: NodeTypes): string {
  const nodeType = findNodeType(nodeTypes, node.type);
  if (!nodeType) return '';
  try {
    return nodeType.describe(paramsForReading(node, nodeType)).replace(/\s+/g, ' ').slice(0, 160);
  } catch {
    return '';
  }
}

function paramsOf({ params }: WorkflowNode): string {
  if (Object.keys(params).length === 0) return '';
  const text = JSON.stringify(params);
  return text.length > maxParams ? `${text.slice(0, maxParams)}…` : text;
}

function arrowsOf(node: WorkflowNode, graph: WorkflowGraph): string {
  const byPort = Map.groupBy(graph.outgoing(node.id), ({ port }) => port);
  return [...byPort]
    .map(([port, connections]) => {
      const targets = connections.map(({ to }) => graph.nodes.get(to)?.key ?? '?').join(', ');
      return port === 'next' ? `→ ${targets}` : `${port} → ${targets}`;
    })
    .join('; ');
}
