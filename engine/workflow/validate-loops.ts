import { quote } from './draft';
import { graphOf, type WorkflowGraph } from './graph';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import { nearestName } from './nearest';
import type { NodeTypes } from './node-types';
import { errorPort, findNodeType, isTrigger, portsOf } from './ports';
import type { Workflow, WorkflowNode } from './schema';

/** Loops own steps, every round of them comes back, and no arrow crosses their border. */
export function validateLoops(workflow: Workflow, nodeTypes: NodeTypes): Issue[] {
  const graph = graphOf(workflow);
  const bodies = Map.groupBy(workflow.nodes, ({ parentId }) => parentId);
  return workflow.nodes.flatMap(node => [
    ...(node.parentId ? standsInside(node, { graph, nodeTypes, nodes: workflow.nodes }) : []),
    ...ownsSomething(node, { body: bodies.get(node.id) ?? [], graph, nodeTypes }),
    ...crossing(node, graph),
  ]);
}

const deepestLoops = 5;

function depthOf(node: WorkflowNode, graph: WorkflowGraph): number {
  let depth = 0;
  for (let id = node.parentId; id && depth <= deepestLoops; id = graph.nodes.get(id)?.parentId ?? null) depth += 1;
  return depth;
}

interface Inside {
  graph: WorkflowGraph;
  nodeTypes: NodeTypes;
  nodes: readonly WorkflowNode[];
}

function standsInside(node: WorkflowNode, { graph, nodeTypes, nodes }: Inside): Issue[] {
  const owner = graph.nodes.get(node.parentId!);
  if (isTrigger(node.type, nodeTypes)) {
    const message = `${quote(node.label)} starts the whole workflow, so it cannot be inside a loop. Take it out.`;
    return [makeIssue('trigger_in_loop', message, { node })];
  }
  if (owner && findNodeType(nodeTypes, owner.type)?.isContainer !== false) {
    if (depthOf(node, graph) <= deepestLoops) return [];
    const message = `${quote(node.label)} is inside more than ${deepestLoops} loops. Put the inner ones into a workflow of their own and call it.`;
    return [makeIssue('loop_too_deep', message, { node })];
  }
  const loops = nodes.filter(({ type }) => findNodeType(nodeTypes, type)?.isContainer).map(({ label }) => label);
  const near = owner ? nearestName(owner.label, loops) : (loops[0] ?? null);
  const instead = near ? ` Did you mean ${quote(near)}?` : '';
  const of = owner ? `${quote(owner.label)}, which is no loop` : 'a loop that is gone';
  return [makeIssue('inside_no_loop', `${quote(node.label)} is inside ${of}, so it never runs.${instead}`, { node })];
}

interface Owning {
  body: readonly WorkflowNode[];
  graph: WorkflowGraph;
  nodeTypes: NodeTypes;
}

function ownsSomething(node: WorkflowNode, { body, graph, nodeTypes }: Owning): Issue[] {
  if (!findNodeType(nodeTypes, node.type)?.isContainer || node.options.disabled) return [];
  if (body.length === 0) {
    const message = `There is no step inside ${quote(node.label)}, so it repeats nothing. Put the steps in that are to be repeated.`;
    return [makeIssue('loop_empty', message, { node })];
  }
  const last = body.filter(({ id }) => graph.outgoing(id).length === 0);
  const gives = (each: WorkflowNode) =>
    findNodeType(nodeTypes, each.type)?.example.fails === undefined && // else it is there to fail
    (portsOf(each, nodeTypes) ?? ['next']).some(port => port !== errorPort);
  if (last.length === 0 || last.some(gives)) return [];
  const names = last.map(({ label }) => quote(label)).join(', ');
  const message = `Nothing comes back from inside ${quote(node.label)}: its steps end at ${names}, where nothing goes on. End with a step that gives something.`;
  return [makeIssue('loop_gives_nothing', message, { node })];
}

const crossing = (node: WorkflowNode, graph: WorkflowGraph): Issue[] =>
  graph.outgoing(node.id).flatMap(({ to }) => {
    const target = graph.nodes.get(to);
    if (!target || target.parentId === node.parentId) return [];
    const message = `The connection from ${quote(node.label)} to ${quote(target.label)} crosses the border of a loop. Connect steps of one level; a round begins and comes back by itself.`;
    return [makeIssue('connection_across_loop', message, { node })];
  });
