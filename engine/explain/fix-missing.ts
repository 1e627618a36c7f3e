import type { NodeExecution } from '../run/node-execution';
import type { Change } from '../workflow/change';
import { formatPath, type Segment, walkPath } from '../workflow/path';
import { eachText, mapExpressions, mapTexts, type Reference, referencesOf } from '../workflow/references';
import type { WorkflowNode } from '../workflow/schema';
import type { Shape } from '../workflow/shape';
import type { Fix } from './explanation';
import { type Candidate, findCandidate, type Missing, nearby, shortest, startFor } from './find-missing';
import type { History } from './history';
import { type PathStart, paramsChange, pathText, replacePath } from './replace-path';
import { code } from './words';

type Facts =
  | { record: NodeExecution; missing: Missing; candidate: Candidate | null; earlier: readonly History[] }
  | { record: NodeExecution; name: { from: string; to: string } };

/** The change that puts the right path in the place of the wrong one; a default where only some items lack it. */
export function fixMissing(history: History, facts: Facts): Fix | null {
  const node = history.node(facts.record.nodeKey);
  if (!node) return null;
  if ('name' in facts) return fixName(node, facts.name);
  const { record, missing, candidate, earlier } = facts;
  const others = itemsWithIt(history, record, missing);
  if (candidate && others === 0) return fixPath(history, { record, missing, candidate });
  return others > 0 || wasThere(missing, earlier) ? fixDefault(node, missing, candidate) : null;
}

/** Other runs had the field at the same place: it is right, and this time absent. */
function wasThere({ place, reference }: Missing, earlier: readonly History[]): boolean {
  return earlier.some(history => walkPath(history.itemAt({ ...place, index: 0 }), reference.segments).found);
}

/** How many of the other items do have the field: then it is right, and sometimes absent. */
function itemsWithIt(history: History, record: NodeExecution, { reference }: Missing): number {
  if (reference.root !== 'item') return 0;
  return roundsOfStep(history, record)
    .flatMap(one => history.inputs(one))
    .filter(item => walkPath(item, reference.segments).found).length;
}

/** Inside a loop the other items came in other rounds. */
const roundsOfStep = (history: History, record: NodeExecution) =>
  history.records.filter(({ nodeId }) => nodeId === record.nodeId);

/** One wrong path of one node, and the right one. */
interface Repair {
  node: WorkflowNode;
  reference: Reference;
  from: PathStart;
  to: PathStart;
}

function fixPath(
  history: History,
  facts: { record: NodeExecution; missing: Missing; candidate: Candidate },
): Fix | null {
  const repairs = [...repairsHere(history, facts), ...repairsAhead(history, facts)];
  const changes: Change[] = [];
  const summary: string[] = [];
  for (const [node, own] of Map.groupBy(repairs, repair => repair.node)) {
    const change = paramsChange(
      node,
      own.reduce<unknown>((params, repair) => withPath(params, repair), node.params),
    );
    if (!change) continue;
    changes.push(change);
    const lines = own.map(
      ({ from, to }) => `In *${node.label}*, use ${code(pathText(to))} instead of ${code(pathText(from))}`,
    );
    summary.push(...new Set(lines));
  }
  return changes.length > 0 ? { changes, summary } : null;
}

/** Every path of the failing node that leads nowhere: the failure named only the first of them. */
function repairsHere(
  history: History,
  { record, missing, candidate }: { record: NodeExecution; missing: Missing; candidate: Candidate },
): Repair[] {
  const node = history.node(record.nodeKey)!;
  const repairs = [toRepair(node, missing.reference, candidate)];
  for (const { found, reference } of history.readings(record, missing.itemIndex)) {
    if (found || reference.required === 0 || reference.path === missing.reference.path) continue;
    const place = history.placeOf(record, missing.itemIndex, reference);
    const item = place && history.itemAt(place);
    const other = item && findCandidate(history, record, { reference, place, item, itemIndex: missing.itemIndex }, []);
    if (other) repairs.push(toRepair(node, reference, other));
  }
  return repairs;
}

/** Steps that have not run and would meet a path that leads nowhere in what is recorded already. */
function repairsAhead(history: History, { record, missing }: { record: NodeExecution; missing: Missing }): Repair[] {
  const { nodes } = history.execution.workflow;
  const waiting = nodes.filter(({ key }) => key !== record.nodeKey && history.record(key)?.status !== 'succeeded');
  return waiting.flatMap(node =>
    referencesOf(node.params).flatMap((reference): Repair[] => {
      if (reference.root === 'item' && !reaches(history, { missing, node, reference })) return [];
      const place = history.placeOf(record, missing.itemIndex, reference);
      const from = reference.root === 'item' ? missing.place : place;
      const item = from && history.itemAt(from);
      const isLost = item && reference.required > 0 && !walkPath(item, reference.segments).found;
      const near = isLost ? nearby({ reference, place: from, item, itemIndex: missing.itemIndex }) : null;
      return near ? [toRepair(node, reference, near)] : [];
    }),
  );
}

const toRepair = (node: WorkflowNode, reference: Reference, candidate: Candidate): Repair => ({
  ...{ node, reference },
  ...shortest(startFor(reference, reference.segments), candidate.to),
});

function withPath(params: unknown, { reference, from, to }: Repair): unknown {
  const isField = reference.expression === reference.path && !reference.plain;
  if (isField && to.root === 'item') {
    return mapTexts(params, text => (text === reference.path ? formatPath(to.segments) : text));
  }
  return replacePath(params, from, (_whole, rest: readonly Segment[]) =>
    pathText({ root: to.root, segments: [...to.segments, ...rest] }),
  );
}

/** Whether the very item, with this field untouched, comes to that step. */
function reaches(
  history: History,
  { missing, node, reference }: { missing: Missing; node: WorkflowNode; reference: Reference },
): boolean {
  const { workflow } = history.execution;
  const name = String(reference.segments[0]);
  const start = workflow.nodes.find(({ key }) => key === missing.place.nodeKey);
  const passing = (id: string) => {
    const one = workflow.nodes.find(other => other.id === id);
    return one !== undefined && passesOn(history, one, name);
  };
  return start !== undefined && reachThrough(history, { from: start.id, passing }).has(node.id);
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
  const params = mapTexts(node.params, text =>
    text === from ? to : mapExpressions(text, source => source.replace(whole, () => to)),
  );
  const change = uses > 0 ? paramsChange(node, params) : null;
  return change && { changes: [change], summary: [`In *${node.label}*, use ${code(to)} instead of ${code(from)}`] };
}
