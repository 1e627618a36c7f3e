import { listed, nearestType, quote } from './draft';
import { graphOf, nodesOnCycles, reachableFrom, type WorkflowGraph } from './graph';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import { nearestName } from './nearest';
import type { NodeTypes } from './node-types';
import { errorPort, findNodeType, isTrigger, portsOf } from './ports';
import type { Connection, Workflow, WorkflowNode } from './schema';

/** Everything that can be said of the arrows and boxes alone. */
export function validateGraph(workflow: Workflow, nodeTypes: NodeTypes): Issue[] {
  if (workflow.nodes.length === 0)
    return [makeIssue('workflow_empty', 'The workflow has no steps yet. Add what starts it and what it should do.')];
  const graph = graphOf(workflow);
  return [
    ...keysTaken(workflow.nodes),
    ...unknownTypes(workflow.nodes, nodeTypes),
    ...workflow.connections.flatMap(connection => validateConnection(connection, graph, nodeTypes)),
    ...cycles(workflow),
    ...triggersAndReach(workflow, graph, nodeTypes),
    ...workflow.nodes.flatMap(node => openBranches(node, graph, nodeTypes)),
  ];
}

function keysTaken(nodes: readonly WorkflowNode[]): Issue[] {
  const seen = new Set<string>();
  return nodes.flatMap(node => {
    const taken = seen.has(node.key);
    seen.add(node.key);
    if (!taken) return [];
    return [makeIssue('node_key_taken', `Two steps have the key ${node.key}. Rename one of them.`, { node })];
  });
}

const unknownTypes = (nodes: readonly WorkflowNode[], nodeTypes: NodeTypes): Issue[] =>
  nodes
    .filter(({ type }) => !findNodeType(nodeTypes, type))
    .map(node => {
      const near = nearestType(nodeTypes, node.type);
      const message = `The step ${quote(node.label)} is of a type that does not exist here: ${node.type}.`;
      return makeIssue('node_type_unknown', near ? `${message} Did you mean ${near}?` : message, {
        node,
        suggestion: near ? { from: node.type, to: near } : null,
      });
    });

function validateConnection(connection: Connection, graph: WorkflowGraph, nodeTypes: NodeTypes): Issue[] {
  const [from, to] = [graph.nodes.get(connection.from), graph.nodes.get(connection.to)];
  if (!from || !to) {
    const end = from ? `leads from ${quote(from.label)} to` : to ? `leads to ${quote(to.label)} from` : 'joins';
    return [makeIssue('connection_dangling', `A connection ${end} a step that is gone.`, { node: from ?? to ?? null })];
  }
  const ports = portsOf(from, nodeTypes);
  const issues: Issue[] = [];
  if (ports && !ports.includes(connection.port)) {
    const near = nearestName(connection.port, ports);
    const ways = ports.length > 0 ? `It has ${listed(ports, 'and')}.` : 'It has none.';
    const message = `${quote(from.label)} has no way out called ${quote(connection.port)}. ${ways}`;
    const suggestion = near ? { from: connection.port, to: near } : null;
    issues.push(makeIssue('port_unknown', message, { node: from, suggestion }));
  }
  if (isTrigger(to.type, nodeTypes)) {
    const message = `${quote(to.label)} starts the workflow, so ${quote(from.label)} cannot lead into it.`;
    issues.push(makeIssue('trigger_has_input', message, { node: to }));
  }
  return issues;
}

function cycles(workflow: Workflow): Issue[] {
  const circle = nodesOnCycles(workflow);
  if (circle.length === 0) return [];
  const names = listed(
    circle.slice(0, 6).map(({ label }) => quote(label)),
    'and',
  );
  return [
    makeIssue('cycle', `These steps lead back to themselves: ${names}. Remove the connection that goes back.`, {
      node: circle[0]!,
    }),
  ];
}

function triggersAndReach(workflow: Workflow, graph: WorkflowGraph, nodeTypes: NodeTypes): Issue[] {
  const triggers = workflow.nodes.filter(({ type, options }) => isTrigger(type, nodeTypes) && !options.disabled);
  if (triggers.length === 0)
    return [
      makeIssue('trigger_missing', 'Nothing starts this workflow. Add a trigger: by hand, a webhook or a schedule.'),
    ];
  const reached = reachableFrom(
    graph,
    triggers.map(({ id }) => id),
  );
  return workflow.nodes
    .filter(node => !node.parentId && !node.options.disabled && !reached.has(node.id))
    .map(node =>
      makeIssue(
        'node_unreachable',
        `Nothing leads to the step ${quote(node.label)}, so it never runs. Connect it, or remove it.`,
        { node },
      ),
    );
}

/** Advice: of a step that decides, one way goes on and another ends. */
function openBranches(node: WorkflowNode, graph: WorkflowGraph, nodeTypes: NodeTypes): Issue[] {
  const ports = portsOf(node, nodeTypes) ?? [];
  const used = new Set(graph.outgoing(node.id).map(({ port }) => port));
  if (ports.length < 2 || used.size === 0) return [];
  return ports
    .filter(port => !used.has(port))
    .map(port => {
      const when = port === errorPort ? `${quote(node.label)} fails` : `${quote(node.label)} goes ${quote(port)}`;
      return makeIssue('branch_open', `Nothing more happens when ${when}. That is fine if it is meant.`, { node });
    });
}
