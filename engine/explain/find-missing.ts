import type { NodeExecution } from '../run/node-execution';
import { formatPath, parsePath, type Segment, walkPath } from '../workflow/path';
import { nearestExisting } from '../workflow/read-path';
import type { Reference } from '../workflow/references';
import type { Item } from '../workflow/schema';
import type { History, Place } from './history';
import type { PathStart } from './replace-path';

/** Something that a path was probably meant to be. */
export interface Candidate {
  /** How it is written in the failing node. */
  to: PathStart;
  /** Where the value stands in the records. */
  place: Place;
  reason: 'near' | 'upstream' | 'upstream-near' | 'renamed';
}

export interface Missing {
  reference: Reference;
  /** Where the value should have been. */
  place: Place;
  item: Item;
  itemIndex: number;
}

/** The best explanation of a missing path: beside it, further back, or under a name it did not have before. */
export function findCandidate(
  history: History,
  record: NodeExecution,
  missing: Missing,
  earlier: readonly History[],
): Candidate | null {
  return nearby(missing) ?? upstream(history, record, missing) ?? renamed(missing, earlier);
}

export function nearby({ reference, place, item }: Missing): Candidate | null {
  const near = nearestExisting(item, reference.segments);
  const segments = near === null ? null : parsePath(near);
  if (!segments) return null;
  return { to: startFor(reference, segments), place: { ...place, segments }, reason: 'near' };
}

/** A node on the way dropped the field: it is still there where it came from. */
function upstream(history: History, record: NodeExecution, missing: Missing): Candidate | null {
  const { reference, place } = missing;
  let near: Candidate | null = null;
  let before = history.before(place);
  for (let steps = 0; before && steps < 50; steps += 1) {
    const item = history.itemAt(before);
    if (item && walkPath(item, reference.segments).found) {
      return upstreamCandidate(history, { ...before, segments: reference.segments }, 'upstream');
    }
    const found = item && nearestExisting(item, reference.segments);
    const segments = found ? parsePath(found) : null;
    if (segments) near ??= upstreamCandidate(history, { ...before, segments }, 'upstream-near');
    before = history.before(before);
  }
  return record.sources.length === 0 ? null : near;
}

function upstreamCandidate(history: History, place: Place, reason: Candidate['reason']): Candidate {
  const isTrigger = place.nodeKey === history.triggerKey;
  const to: PathStart = isTrigger
    ? { root: 'trigger', segments: place.segments }
    : { root: 'nodes', segments: [place.nodeKey, 'item', ...place.segments] };
  return { to, place, reason };
}

/** In earlier runs the field was there; now exactly one field of its kind is new in its place. */
function renamed({ reference, place, item }: Missing, earlier: readonly History[]): Candidate | null {
  const name = reference.segments.at(-1);
  const parentPath = reference.segments.slice(0, -1);
  const parent = walkPath(item, parentPath);
  if (typeof name !== 'string' || !parent.found || !isRecord(parent.value)) return null;
  for (const history of earlier) {
    const before = history.itemAt({ ...place, index: 0 });
    const old = walkPath(before, parentPath);
    if (!old.found || !isRecord(old.value) || !Object.hasOwn(old.value, name)) continue;
    const { [name]: oldValue, ...others } = old.value;
    const added = Object.entries(parent.value).filter(([key]) => !Object.hasOwn(others, key));
    const alike = added.filter(([, value]) => kindOf(value) === kindOf(oldValue));
    if (alike.length !== 1) return null;
    const segments = [...parentPath, alike[0]![0]];
    return { to: startFor(reference, segments), place: { ...place, segments }, reason: 'renamed' };
  }
  return null;
}

/** The same root as the reference, with another path below it. */
export function startFor(reference: Reference, segments: readonly Segment[]): PathStart {
  if (reference.root !== 'nodes') return { root: reference.root, segments };
  const list = reference.within === 'items' ? 'items' : 'item';
  return { root: 'nodes', segments: [reference.nodeKey!, list, ...segments] };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

/** `custmer.email` → `customer.email` is really `custmer` → `customer`, and holds for its other fields, too. */
export function shortest(from: PathStart, to: PathStart): { from: PathStart; to: PathStart } {
  let [left, right] = [from.segments, to.segments];
  const same = left.length === right.length && from.root === to.root;
  while (same && left.length > 1 && left.at(-1) === right.at(-1)) {
    [left, right] = [left.slice(0, -1), right.slice(0, -1)];
  }
  return { from: { root: from.root, segments: left }, to: { root: to.root, segments: right } };
}

export const pathOf = (reference: Reference): string => formatPath(reference.segments);
