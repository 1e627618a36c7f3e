import { nearestName } from './nearest';
import { formatPath, type Segment, walkPath } from './path';
import { nearestExisting, startOf } from './read-path';
import type { Reference } from './references';
import type { Scope } from './scope';

/**
 * Whether the path ends in a field that this item just does not have: the object around it is there, and nothing in the
 * item looks like what was meant. A misspelt field is not absent; that is a mistake, and whoever wrote it should hear.
 */
export function isAbsentField(reference: Reference, scope: Scope): boolean {
  const { segments } = reference;
  const { value } = startOf(reference, scope);
  const walk = walkPath(value, segments);
  if (walk.found || walk.at !== segments.length - 1) return false;
  const { parent } = walk;
  if (parent === null || typeof parent !== 'object' || Array.isArray(parent)) return false;
  return !hasNearMiss(value, segments);
}

function hasNearMiss(value: unknown, segments: readonly Segment[]): boolean {
  const near = nearestExisting(withoutHeaders(value, segments), segments);
  if (near === null) return false;
  const path = formatPath(segments);
  if (parentOf(near) === parentOf(path)) return true;
  // Elsewhere in the item only the same name counts, or one mistyped: `body` means much the same as `text`.
  const [name, other] = [lastOf(path), lastOf(near)];
  return !path.startsWith(near) && (name === other || nearestName(name, [other], 'spelling') !== null);
}

/** What a client says of itself in headers was hardly meant by a path that leads elsewhere. */
function withoutHeaders(value: unknown, [first]: readonly Segment[]): unknown {
  if (first === 'headers' || value === null || typeof value !== 'object' || !('headers' in value)) return value;
  const { headers: _headers, ...rest } = value;
  return rest;
}

const lastOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);
const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')));
