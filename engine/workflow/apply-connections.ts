import { newNodeFrom, unusedId } from './apply-nodes';
import type { ChangeOf } from './change';
import {
  type Draft,
  derivedId,
  findNode,
  insertAt,
  isSkip,
  listed,
  type Outcome,
  quote,
  type Skip,
  skip,
} from './draft';
import { graphOf, reachableFrom } from './graph';
import { nearestName } from './nearest';
import { assignInputs, defaultInput, defaultPort, inputsOf, isTrigger, portsOf } from './ports';
import type { Connection, Workflow, WorkflowNode } from './schema';

export type Arrow = Omit<Connection, 'id'>;

interface Ends {
  from: WorkflowNode;
  to: WorkflowNode;
}

function findEnds(workflow: Workflow, refs: { from: string; to: string }): Ends | Skip {
  const from = findNode(workflow, refs.from);
  if (isSkip(from)) return from;
  const to = findNode(workflow, refs.to);
  return isSkip(to) ? to : { from, to };
}

/** The port that is meant when it is named, nearly named, or the only one there is. */
function choosePort({ nodeTypes }: Draft, node: WorkflowNode, port: string | undefined): string | Skip {
  const ports = portsOf(node, nodeTypes);
  if (ports === null) return port ?? defaultPort;
  if (port !== undefined && ports.includes(port)) return port;
  if (port === undefined && ports.includes(defaultPort)) return defaultPort;
  if (port === undefined && ports.length === 1) return ports[0]!;
  const ways = ports.length === 0 ? 'has no way out' : `has the ways out ${listed(ports, 'and')}`;
  if (port === undefined) return skip('port.unknown', `The step ${quote(node.label)} ${ways}. Say which one is meant.`);
  const near = nearestName(port, ports);
  return skip(
    'port.unknown',
    `The step ${quote(node.label)} ${ways}, not ${quote(port)}.${near ? ` Did you mean ${near}?` : ''}`,
  );
}

/** The way in that is meant when it is named; else the first one that is free. */
function chooseInput(draft: Draft, node: WorkflowNode, input: string | undefined): string | Skip {
  const inputs = inputsOf(node, draft.nodeTypes);
  if (inputs.length < 2) return input || defaultInput;
  const wanted = input === defaultInput ? undefined : input;
  if (!wanted) {
    const arrows = [...graphOf(draft.workflow).incoming(node.id), { input: '' }];
    return assignInputs(arrows, inputs).get(arrows.at(-1)!)!;
  }
  const near = inputs.includes(wanted) ? wanted : nearestName(wanted, inputs);
  if (near === wanted) return wanted;
  const ways = `The step ${quote(node.label)} has the ways in ${listed(inputs, 'and')}, not ${quote(wanted)}.`;
  return skip('port.unknown', near ? `${ways} Did you mean ${near}?` : ways);
}

/** Why this arrow may not be drawn between two nodes that exist; null when it may. */
export function connectProblem({ workflow, nodeTypes }: Draft, { from, port, to }: Arrow): Skip | null {
  const graph = graphOf(workflow);
  const [source, target] = [graph.nodes.get(from)!, graph.nodes.get(to)!];
  const names = `${quote(source.label)} to ${quote(target.label)}`;
  if (graph.outgoing(from).some(other => other.to === to && other.port === port))
    return skip('connection.exists', `There already is a connection from ${names}.`);
  if (isTrigger(target.type, nodeTypes))
    return skip('connection.into_trigger', `${quote(target.label)} starts the workflow, so nothing can lead into it.`);
  if (source.parentId !== target.parentId) return skip('connection.across_levels', borderHint(source, target));
  if (reachableFrom(graph, [to]).has(from))
    return skip('connection.cycle', `${names} would close a circle. A workflow only runs forwards.`);
  return null;
}

/** What is meant by an arrow into a loop, out of it or back to it happens without one. */
function borderHint(source: WorkflowNode, target: WorkflowNode): string {
  const [from, to] = [quote(source.label), quote(target.label)];
  if (target.parentId === source.id)
    return `${to} is inside ${from}: each round begins with the steps inside that no arrow leads to, so none is needed.`;
  if (source.parentId === target.id)
    return `${from} is inside ${to}: what its last steps give comes back by itself, so no arrow is needed.`;
  const way = source.parentId ? `lead from the loop that ${from} is in` : `lead to the loop that ${to} is in`;
  return `${from} to ${to} would cross the border of a loop. Connect steps of one level, or let the arrow ${way}.`;
}

export function applyConnect(draft: Draft, change: ChangeOf<'connect'>): Outcome {
  const { workflow } = draft;
  const ends = findEnds(workflow, change);
  if (isSkip(ends)) return ends;
  const port = choosePort(draft, ends.from, change.port);
  if (typeof port !== 'string') return port;
  const input = chooseInput(draft, ends.to, change.input);
  if (typeof input !== 'string') return input;
  const arrow: Arrow = { from: ends.from.id, port, to: ends.to.id, input };
  const problem = connectProblem(draft, arrow) ?? tooLong(arrow);
  if (problem) return problem;
  const id = unusedId(workflow, change.id ?? draft.newId(), draft.newId);
  return {
    workflow: { ...workflow, connections: insertAt(workflow.connections, { id, ...arrow }, change.index) },
    change: { ...change, id, ...arrow },
  };
}

const tooLong = ({ port, input }: Arrow): Skip | null =>
  port.length > 40 || input.length > 40 || port === ''
    ? skip('port.unknown', 'The name of a port has 1 to 40 characters.')
    : null;

/** The one arrow that is meant; a port need only be named where there are several. */
function findArrow(draft: Draft, change: ChangeOf<'disconnect'> | ChangeOf<'insert-between'>): Connection | Skip {
  const ends = findEnds(draft.workflow, change);
  if (isSkip(ends)) return ends;
  const between = graphOf(draft.workflow)
    .outgoing(ends.from.id)
    .filter(({ to }) => to === ends.to.id);
  const meant = between.filter(({ port }) => change.port === undefined || port === change.port);
  if (meant.length === 1) return meant[0]!;
  const names = `from ${quote(ends.from.label)} to ${quote(ends.to.label)}`;
  if (meant.length > 1 || between.length > 0) {
    const ports = listed(
      between.map(({ port }) => port),
      'and',
    );
    return skip('connection.not_found', `The connections ${names} leave by ${ports}. Say which one is meant.`);
  }
  const targets = graphOf(draft.workflow)
    .outgoing(ends.from.id)
    .map(({ to }) => draft.workflow.nodes.find(({ id }) => id === to)!.key);
  const instead = targets.length ? ` It leads to ${listed([...new Set(targets)], 'and')}.` : '';
  return skip('connection.not_found', `There is no connection ${names}.${instead}`);
}

export function applyDisconnect(draft: Draft, change: ChangeOf<'disconnect'>): Outcome {
  const found = findArrow(draft, change);
  if (isSkip(found)) return found;
  const { id, ...arrow } = found;
  const connections = draft.workflow.connections.filter(other => other.id !== id);
  return { workflow: { ...draft.workflow, connections }, change: { type: 'disconnect', ...arrow } };
}

/** The arrow keeps its id on the way into the new node; the way out of it is a new one. */
export function applyInsertBetween(draft: Draft, change: ChangeOf<'insert-between'>): Outcome {
  const { workflow, nodeTypes, newId } = draft;
  const arrow = findArrow(draft, change);
  if (isSkip(arrow)) return arrow;
  const parentId = workflow.nodes.find(({ id }) => id === arrow.from)!.parentId;
  const node = newNodeFrom(draft, { ...change.node, parentId });
  if (isSkip(node)) return node;
  if (isTrigger(node.type, nodeTypes))
    return skip(
      'connection.into_trigger',
      `${quote(node.label)} starts a workflow, so it cannot stand in the middle of one.`,
    );
  const ports = portsOf(node, nodeTypes) ?? [];
  const port = ports.includes(defaultPort) ? defaultPort : ports[0];
  if (port === undefined) return skip('port.unknown', `${quote(node.label)} has no way out, so nothing can follow it.`);
  const id = unusedId(workflow, derivedId(arrow.id, node.id), newId);
  const connections = workflow.connections.flatMap(other =>
    other.id === arrow.id
      ? [
          { ...arrow, to: node.id, input: defaultInput },
          { id, from: node.id, port, to: arrow.to, input: arrow.input },
        ]
      : [other],
  );
  return {
    workflow: { ...workflow, nodes: insertAt(workflow.nodes, node, change.node.index), connections },
    change: {
      ...change,
      node: { ...change.node, ...node },
      from: arrow.from,
      port: arrow.port,
      to: arrow.to,
      input: arrow.input,
    },
  };
}
