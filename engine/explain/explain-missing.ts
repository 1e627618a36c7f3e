import type { ErrorRecord, NodeExecution } from '../run/node-execution';
import { formatPath, parsePath, walkPath } from '../workflow/path';
import { eachText, type Reference } from '../workflow/references';
import type { Explanation } from './explanation';
import { type Candidate, findCandidate, type Missing, pathOf } from './find-missing';
import { fixMissing } from './fix-missing';
import type { History, Place } from './history';
import { code, listOf, show } from './words';

export interface Failure {
  history: History;
  record: NodeExecution;
  error: ErrorRecord;
  earlier: readonly History[];
}

/** A path that leads nowhere: what was needed, what is there instead, and where it should have come from. */
export function explainMissing(failure: Failure): Explanation {
  const { history, record } = failure;
  const missing = findMissing(failure);
  if (!missing) return withoutReference(failure);
  const candidate = findCandidate(history, record, missing, failure.earlier);
  const origin = originOf(history, missing, candidate);
  const fix = fixMissing(history, { record, missing, candidate, earlier: failure.earlier });
  const path = pathOf(missing.reference);
  const list = emptyListIn(missing);
  return {
    cause: {
      class: list === null ? 'missing_field' : 'empty_input',
      node: record.nodeKey,
      origin,
      confidence: candidate === null || candidate.reason === 'near' ? 'certain' : 'likely',
    },
    sentence: sentenceFor(history, { record, missing, candidate, path }),
    evidence: [
      ...history.evidenceAt(candidate?.place ?? standing(missing)),
      ...history.evidence(record.nodeKey, 'error.details.path'),
    ],
    fix,
    nextStep: fix
      ? 'Apply the change, then run it again.'
      : list === null
        ? `Check what ${history.name(origin)} gives, or set the value another way.`
        : `Check whether ${history.name(origin)} looks in the right place, and whether there was anything to find. If ${code(list)} may be empty, split it into items first, or put a condition before this step.`,
  };
}

/** The list that holds nothing where an entry of it was wanted. */
function emptyListIn({ item, reference }: Missing): string | null {
  const walk = walkPath(item, reference.segments);
  if (walk.found || !Array.isArray(walk.parent) || walk.parent.length > 0) return null;
  return formatPath(reference.segments.slice(0, walk.at));
}

/** The reference that led nowhere, for the item it failed on. */
function findMissing({ history, record, error }: Failure): Missing | null {
  const itemIndex = error.itemIndex ?? 0;
  const lost = history
    .readings(record, itemIndex)
    .filter(({ found, reference }) => !found && reference.required > 0)
    .map(({ reference }) => reference);
  const { expression, path } = error.details;
  const reference =
    lost.find(one => one.expression === expression && one.path === path) ??
    lost.find(one => one.expression === expression) ??
    fieldReference(history, record, path);
  const place = reference && history.placeOf(record, itemIndex, reference);
  const item = place && history.itemAt(place);
  return reference && place && item ? { reference, place, item, itemIndex } : null;
}

/** Some parameters hold a bare path into the items: `amount` of a sort. */
function fieldReference(history: History, record: NodeExecution, path: unknown): Reference | null {
  if (typeof path !== 'string') return null;
  const known = history.nodeTypes[record.type]?.pathParams ?? [];
  let found: Reference | null = null;
  eachText(history.node(record.nodeKey)?.params ?? {}, (text, param) => {
    const segments = parsePath(text);
    const name = param.replace(/\.\d+(?=\.|$)/g, '');
    if (text !== path || !segments || !known.includes(name)) return;
    const rest = { nodeKey: null, within: null, nodeRequired: false, required: segments.length };
    found ??= { param, expression: path, root: 'item', path, segments, plain: false, ...rest };
  });
  return found;
}

/** Back to where what is there now comes from; without a candidate, to where the rest of the item does. */
function originOf(history: History, missing: Missing, candidate: Candidate | null): string {
  if (candidate && candidate.reason !== 'upstream') return history.trace(candidate.place).nodeKey;
  if (candidate) return droppedBy(history, missing);
  let place = missing.place;
  for (let before = history.before(place); before; before = history.before(before)) {
    const [item, upstream] = [history.itemAt(place), history.itemAt(before)];
    const keepsAll = Object.keys(upstream ?? {}).every(name => Object.hasOwn(item ?? {}, name));
    if (!upstream || !keepsAll || Object.keys(upstream).length === 0) break;
    place = { ...before, segments: place.segments };
  }
  return place.nodeKey;
}

/** The node whose input still had the path. */
function droppedBy(history: History, { place, reference }: Missing): string {
  let at = place.nodeKey;
  for (let before = history.before(place); before; before = history.before(before)) {
    const item = history.itemAt(before);
    if (item && walkPath(item, reference.segments).found) return at;
    at = before.nodeKey;
  }
  return at;
}

interface Told {
  record: NodeExecution;
  missing: Missing;
  candidate: Candidate | null;
  path: string;
}

function sentenceFor(history: History, { record, missing, candidate, path }: Told): string {
  const needs = `Step ${history.name(record.nodeKey)} needs ${code(path)}.`;
  const from = `The item from ${history.name(missing.place.nodeKey)}`;
  if (candidate === null) {
    return `${needs} ${from} has no such field; ${whatIsThere(missing)}.`;
  }
  const there = code(formatPath(candidate.place.segments));
  switch (candidate.reason) {
    case 'near':
      return `${needs} ${from} has ${there}. Use that instead?`;
    case 'renamed':
      return `${needs} Earlier runs had it; now ${from.toLowerCase()} has ${there} in its place. Use that instead?`;
    case 'upstream':
      return `${needs} ${history.name(droppedBy(history, missing))} does not pass it on, but ${history.name(candidate.place.nodeKey)} gave it. Take it from there?`;
    case 'upstream-near':
      return `${needs} ${from} has no such field, but ${history.name(candidate.place.nodeKey)} gave ${there}. Take it from there?`;
  }
}

/** The place where the path breaks off. */
function standing({ item, place, reference }: Missing): Place {
  const walk = walkPath(item, reference.segments);
  return { ...place, segments: reference.segments.slice(0, walk.found ? 0 : walk.at) };
}

/** What stands where the path breaks off. */
function whatIsThere({ item, reference }: Missing): string {
  const walk = walkPath(item, reference.segments);
  const at = walk.found ? reference.segments.length : walk.at;
  const parent = walk.found ? item : walk.parent;
  const there = at > 0 ? code(formatPath(reference.segments.slice(0, at))) : 'it';
  if (parent === null || typeof parent !== 'object') return `${there} is ${show(parent)}`;
  const names = Object.keys(parent);
  if (names.length === 0) return `${there} is empty`;
  return `${there} has ${listOf(
    names.map(name => code(formatPath([name]))),
    6,
  )}`;
}

/** A mistyped node, or a name that stands for nothing: the failure itself says what is near. */
function withoutReference({ history, record, error }: Failure): Explanation {
  const { path, nearest, expression } = error.details;
  const near = typeof nearest === 'string' ? nearest : null;
  const fix = near === null ? null : fixMissing(history, { record, name: { from: String(path), to: near } });
  return {
    cause: {
      class: 'missing_field',
      node: record.nodeKey,
      origin: record.nodeKey,
      confidence: near ? 'likely' : 'certain',
    },
    sentence: near
      ? `Step ${history.name(record.nodeKey)} reads ${code(String(path))}, which is not there. There is ${code(near)}. Use that instead?`
      : `Step ${history.name(record.nodeKey)} reads ${code(String(path))} in ${code(String(expression))}, which is not there.`,
    evidence: history.evidence(record.nodeKey, 'error.details.path'),
    fix,
    nextStep: fix ? 'Apply the change, then run it again.' : 'Correct the expression.',
  };
}
