import { createHash } from 'node:crypto';
import { sizeOfList } from '@/engine/run/limits';
import type { NodeExecution } from '@/engine/run/node-execution';
import { toJsonText } from './json';

/** Lists of fewer characters as JSON stay where they are: a row of their own would cost more than it saves. */
const worthSharing = 64_000;
/** How deep within an item a list is looked for: what a service answered is rarely further down. */
const deepest = 4;

type Outputs = NodeExecution['outputs'];

interface Payload {
  hash: string;
  body: string;
}

/**
 * Long lists are passed on from step to step as they are, so each is turned into text once, however many steps give it.
 * The text goes when nobody holds the list any more.
 */
const texts = new WeakMap<object, Payload>();

function payloadOf(list: readonly unknown[]): Payload {
  const known = texts.get(list);
  if (known) return known;
  const body = toJsonText(list);
  const payload = { hash: createHash('sha256').update(body).digest('base64url'), body };
  texts.set(list, payload);
  return payload;
}

/** Replaces every long list by `{ "$payload": hash }` and gives its text to `keep`; the same outputs when there is none. */
export function foldOutputs(outputs: Outputs, keep: (payload: Payload) => void): unknown {
  const fold = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || depth === 0) return value;
    if (Array.isArray(value)) {
      if (sizeOfList(value) >= worthSharing) {
        const payload = payloadOf(value);
        keep(payload);
        return { $payload: payload.hash };
      }
      // Many small items hold no long list: their number is what made them many.
      return value.length > mostLookedAt ? value : mapped(value, inner => fold(inner, depth - 1));
    }
    return mappedFields(value as Record<string, unknown>, inner => fold(inner, depth - 1));
  };
  return mappedFields(outputs as Record<string, unknown>, items => fold(items, deepest + 1));
}

const mostLookedAt = 64;

/** The very same list when nothing in it changed. */
function mapped(list: readonly unknown[], change: (inner: unknown) => unknown): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < list.length; index += 1) {
    const changed = change(list[index]);
    if (changed === list[index]) continue;
    copy ??= [...list];
    copy[index] = changed;
  }
  return copy ?? list;
}

function mappedFields(
  fields: Readonly<Record<string, unknown>>,
  change: (inner: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  let copy: Record<string, unknown> | null = null;
  for (const name of Object.keys(fields)) {
    const changed = change(fields[name]);
    if (changed === fields[name]) continue;
    copy ??= { ...fields };
    copy[name] = changed;
  }
  return copy ?? fields;
}

/** The hashes that outputs as they were read speak of; those of nobody's payloads among them are found out later. */
export function hashesIn(outputs: unknown): string[] {
  const found: string[] = [];
  unfold(outputs, deepest + 2, hash => {
    found.push(hash);
    return undefined;
  });
  return found;
}

/** Outputs with their payloads in place, each read once and shared by all that speak of it. */
export const unfoldOutputs = (outputs: unknown, bodies: ReadonlyMap<string, unknown>): unknown =>
  unfold(outputs, deepest + 2, hash => bodies.get(hash));

function unfold(value: unknown, depth: number, find: (hash: string) => unknown): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) {
    return value.length > mostLookedAt ? value : mapped(value, inner => unfold(inner, depth - 1, find));
  }
  const fields = value as Record<string, unknown>;
  const hash = fields.$payload;
  // A person's own field of that name is no name of a payload of this run.
  if (typeof hash === 'string' && Object.keys(fields).length === 1) return find(hash) ?? value;
  return mappedFields(fields, inner => unfold(inner, depth - 1, find));
}
