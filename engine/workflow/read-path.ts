import { AppError } from '../errors';
import { nearest, nearestName } from './nearest';
import { formatPath, type Segment, walkPath } from './path';
import type { Reference } from './references';
import { plainKey } from './round-keys';
import type { Scope } from './scope';

/** Where a plain path read from: the node that gave the value, and the path within its item. */
export interface PathSource {
  nodeKey: string | null;
  path: string;
}
type Place = Pick<Reference, 'expression' | 'root' | 'nodeKey' | 'within' | 'segments'>;

/** Reads what a plain path names; throws a typed `expression.*` failure when it is not there. */
export function readPath(place: Place, scope: Scope): { value: unknown; source: PathSource } {
  const start = startOf(place, scope);
  const walk = walkPath(start.value, place.segments);
  if (!walk.found) throw missingPath(place, start);
  return { value: walk.value, source: { nodeKey: start.nodeKey, path: formatPath(place.segments) } };
}

/** As `readPath`, for the value alone. */
export function readValue(place: Place, scope: Scope): unknown {
  const start = place.root === 'item' ? scope.item : startOf(place, scope).value;
  const walk = walkPath(start, place.segments);
  if (!walk.found) throw missingPath(place, startOf(place, scope));
  return walk.value;
}

export interface Start {
  value: unknown;
  nodeKey: string | null;
  /** How a person would name it at the beginning of a sentence. */
  where: string;
}

/** The value that the path is walked from. */
export function startOf(place: Place, scope: Scope): Start {
  const { context, item, itemIndex } = scope;
  switch (place.root) {
    case 'item': {
      const nodeKey = context.inputKey(itemIndex);
      return { value: item, nodeKey, where: nodeKey ? `The item from ${plainKey(nodeKey)}` : 'The item' };
    }
    case 'trigger': {
      if (context.triggerKey === null) return { value: item, nodeKey: null, where: 'The trigger' };
      return { value: itemOfNode(place, context.triggerKey, scope), nodeKey: context.triggerKey, where: 'The trigger' };
    }
    case 'nodes':
      return startOfNode(place, scope);
    case 'now':
      return { value: context.now, nodeKey: null, where: 'now' };
    case 'workflow':
      return { value: context.workflow, nodeKey: null, where: 'workflow' };
    case 'execution':
      return { value: context.execution, nodeKey: null, where: 'execution' };
  }
}

function startOfNode(place: Place, scope: Scope): Start {
  const nodeKey = place.nodeKey;
  if (nodeKey === null || place.within === null) {
    const known = scope.context.nodeKeys;
    const named = nodeKey !== null && known.includes(nodeKey);
    const suggestion = nodeKey === null ? null : named ? `nodes.${nodeKey}.item` : nearestName(nodeKey, known);
    throw new AppError('expression.path_missing', {
      expression: place.expression,
      path: formatPath(['nodes', ...(nodeKey === null ? [] : [nodeKey]), ...place.segments]),
      nearest: suggestion && !named ? `nodes.${suggestion}` : suggestion,
      where: 'The run',
    });
  }
  const { context } = scope;
  const recordKey = context.recordKey?.(nodeKey) ?? nodeKey;
  if (place.within === 'item') {
    return { value: itemOfNode(place, nodeKey, scope), nodeKey: recordKey, where: `The item from ${nodeKey}` };
  }
  const items = context.itemsOf(nodeKey);
  if (items === null) throw notExecuted(place, nodeKey, scope);
  return { value: items, nodeKey: recordKey, where: `The list of ${nodeKey}` };
}

function itemOfNode(place: Place, nodeKey: string, scope: Scope): unknown {
  const lookup = scope.context.itemOf(nodeKey, scope.itemIndex);
  if (lookup.found) return lookup.item;
  if (lookup.reason === 'not_executed') throw notExecuted(place, nodeKey, scope);
  const { expression } = place;
  throw new AppError('expression.item_ambiguous', { expression, nodeKey, count: lookup.count });
}

/** A key that no node has is a mistyped path; a node that did not run is another matter. */
function notExecuted(place: Place, nodeKey: string, { context }: Scope): AppError {
  const { expression } = place;
  if (context.nodeKeys.includes(nodeKey)) return new AppError('expression.node_not_executed', { expression, nodeKey });
  const near = nearestName(nodeKey, context.nodeKeys);
  return new AppError('expression.path_missing', {
    expression,
    path: `nodes.${nodeKey}`,
    nearest: near && `nodes.${near}`,
    where: 'The run',
  });
}

export function missingPath(place: Place, start: Start): AppError {
  const path = formatPath(place.segments);
  return new AppError('expression.path_missing', {
    expression: place.expression,
    path,
    nearest: nearestExisting(start.value, place.segments),
    where: start.where,
  });
}

const known = new Map<string, string | null>();

/** The existing path that was probably meant; null when nothing, or more than one, is near. */
export function nearestExisting(value: unknown, segments: readonly Segment[]): string | null {
  const last = segments.at(-1);
  if (last === 'length' && segments.length > 1) {
    const near = nearestExisting(value, segments.slice(0, -1));
    return near && `${near}.length`;
  }
  const path = formatPath(segments);
  const paths = pathsWithin(value);
  // Items of a list mostly look alike, and comparing names is slow: 10,000 of them are compared once.
  const key = JSON.stringify([path, paths]);
  let near = known.get(key);
  if (near === undefined) {
    near = nearest(path, paths);
    if (known.size > 200) known.clear();
    known.set(key, near);
  }
  return near;
}

const maxPaths = 400;

/** Every path of a value, breadth first: what lies near the top is likelier meant. */
export function pathsWithin(value: unknown): string[] {
  const paths: string[] = [];
  let level: { value: unknown; segments: Segment[] }[] = [{ value, segments: [] }];
  for (let depth = 0; depth < 6 && level.length > 0; depth += 1) {
    level = level.flatMap(({ value: parent, segments }) => {
      if (parent === null || typeof parent !== 'object') return [];
      const names: Segment[] = Array.isArray(parent) ? (parent.length > 0 ? [0] : []) : Object.keys(parent);
      return names.map(name => ({ value: Reflect.get(parent, name) as unknown, segments: [...segments, name] }));
    });
    for (const { segments } of level) if (paths.length < maxPaths) paths.push(formatPath(segments));
  }
  return paths;
}
