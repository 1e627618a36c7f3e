import type { NodeExecution } from '../run/node-execution';
import type { Change } from '../workflow/change';
import { graphOf, reachableFrom } from '../workflow/graph';
import { formatPath, type Segment, walkPath } from '../workflow/path';
import { eachText, mapExpressions, mapTexts } from '../workflow/references';
import type { WorkflowNode } from '../workflow/schema';
import type { Shape } from '../workflow/shape';
import type { Fix } from './explanation';
import { type Candidate, type Missing, shortest, startFor } from './find-missing';
import type { History } from './history';
import { type PathStart, paramsChange, pathText, replacePath } from './replace-path';
import { code } from './words';

type Facts =
  | { record: NodeExecution; missing: Missing; candidate: Candidate | null }
  | { record: NodeExecution; name: { from: string; to: string } };

/** The change that puts the right path in the place of the wrong one; a default where only some items lack it. */
export function fixMissing(history: History, facts: Facts): Fix | null {
  const node = history.node(facts.record.nodeKey);
  if (!node) return null;
  if ('name' in facts) return fixName(node, facts.name);
  const { record, missing, candidate } = facts;
  const others = itemsWithIt(history, record, missing);
  if (candidate && others === 0) return fixPath(history, { node, missing, candidate });
  return others > 0 ? fixDefault(node, missing, candidate) : null;
}

/** How many of the other items do have the field: then it is right, and sometimes absent. */
function itemsWithIt(history: History, record: NodeExecution, { reference }: Missing): number {
  if (reference.root !== 'item') return 0;
  return history.inputs(record).filter(item => walkPath(item, reference.segments).found).length;
}

function fixPath(
  history: History,
  { node, missing, candidate }: { node: WorkflowNode; missing: Missing; candidate: Candidate },
): Fix | null {
  const pair = shortest(startFor(missing.reference, missing.reference.segments), candidate.to);
  const nodes = [node, ...alsoAffected(history, { node, missing, from: pair.from })];
  const changes = nodes.map(one => paramsChange(one, withPath(one, missing, pair)));
  const made = changes.filter((change): change is Change => change !== null);
  if (made.length === 0) return null;
  const summary = nodes
    .filter((_one, at) => changes[at] !== null)
    .map(one => `In *${one.label}*, use ${code(pathText(pair.to))} instead of ${code(pathText(pair.from))}`);
  return { changes: made, summary };
}

function withPath(
  node: WorkflowNode,
  { reference }: Missing,
  { from, to }: { from: PathStart; to: PathStart },
): unknown {
  const isField = reference.expression === reference.path && !reference.plain;
  if (isField && to.root === 'item') {
    return mapTexts(node.params, text => (text === reference.path ? formatPath(to.segments) : text));
  }
  return replacePath(node.params, from, (_whole, rest: readonly Segment[]) =>
    pathText({ root: to.root, segments: [...to.segments, ...rest] }),
  );
}

/** Nodes that have not run and would meet the same missing path: those that the same item reaches unchanged. */
function alsoAffected(
  history: History,
  { node, missing, from }: { node: WorkflowNode; missing: Missing; from: PathStart },
): WorkflowNode[] {
  const { workflow } = history.execution;
  const waiting = workflow.nodes.filter(
    other => other.id !== node.id && history.record(other.key)?.status !== 'succeeded',
  );
  if (from.root !== 'item') return waiting;
  const name = String(from.segments[0]);
  const passing = (id: string) => {
    const one = workflow.nodes.find(other => other.id === id);
    return one !== undefined && passesOn(history, one, name);
  };
  const graph = graphOf(workflow);
  const start = workflow.nodes.find(({ key }) => key === missing.place.nodeKey);
  const reached = start ? reachThrough(history, { from: start.id, passing }) : reachableFrom(graph, [node.id]);
  return waiting.filter(({ id }) => reached.has(id));
}

function reachThrough(
  { execution }: History,
  { from, passing }: { from: string; passing(id: string): boolean },
): Set<string> {
  const reached = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const connection of execution.workflow.connections) {
      if (connection.from !== id || reached.has(connection.to)) continue;
      reached.add(connection.to);
      if (passing(connection.to)) open.push(connection.to);
    }
  }
  return reached;
}

/** True when what arrives leaves again, and the name is not one that the node itself gives. */
function passesOn({ nodeTypes }: History, node: WorkflowNode, name: string): boolean {
  const type = nodeTypes[node.type];
  const probe: Shape = { kind: 'object', fields: { probe: { kind: 'string' } }, open: false };
  try {
    const shapes = Object.values(type?.outputShapes(node.params, probe) ?? {});
    const has = (field: string) => shapes.some(shape => shape.kind === 'object' && Object.hasOwn(shape.fields, field));
    return has('probe') && !has(name);
  } catch {
    return false;
  }
}

/** `item.a` → `item.a ?? item.b`, or `?? ""`: harmless for the items that have it. */
function fixDefault(node: WorkflowNode, { reference }: Missing, candidate: Candidate | null): Fix | null {
  if (reference.expression === reference.path && !reference.plain) return null;
  const start = startFor(reference, reference.segments);
  const other = candidate?.reason === 'near' ? pathText(candidate.to) : '""';
  const safe = optional(start);
  const params = replacePath(node.params, start, (whole, rest) => {
    if (rest.length > 0) return whole;
    return reference.plain ? `${safe} ?? ${other}` : `(${safe} ?? ${other})`;
  });
  const change = paramsChange(node, params);
  const what = other === '""' ? 'empty text' : code(other);
  const summary = [`In *${node.label}*, use ${what} where an item has no ${code(reference.path)}`];
  return change && { changes: [change], summary };
}

/** `item.a.b` → `item.a?.b`: what it hangs on may be absent, too. */
function optional(start: PathStart): string {
  const depth = start.root === 'item' || start.root === 'trigger' ? 1 : 3;
  const head = pathText({ root: start.root, segments: start.segments.slice(0, depth) });
  return start.segments.slice(depth).reduce<string>((text, segment) => {
    const plain = formatPath([segment]);
    return `${text}?.${plain}`;
  }, head);
}

function fixName(node: WorkflowNode, { from, to }: { from: string; to: string }): Fix | null {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`, 'g');
  let uses = 0;
  eachText(node.params, text => {
    uses += text.match(whole)?.length ?? 0;
  });
  const params = mapTexts(node.params, text => mapExpressions(text, source => source.replace(whole, () => to)));
  const change = uses > 0 ? paramsChange(node, params) : null;
  return change && { changes: [change], summary: [`In *${node.label}*, use ${code(to)} instead of ${code(from)}`] };
}
