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

function payloadOf(list: object): Payload {
  const known = texts.get(list);
  if (known) return known;
  const body = toJsonText(list);
  const payload = { hash: createHash('sha256').update(body).digest('base64url'), body };
  texts.set(list, payload);
  return payload;
}

/** Replaces every long list by `{ "$payload": hash }` and gives its text to `keep`; the same outputs when there is none. */
export function foldOutputs(outputs: Outputs, keep: (payload: Payload) => void): unknown {
  const keepAs = (payload: Payload) => {
    keep(payload);
    return { $payload: payload.hash };
  };
  const fold = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || depth === 0) return value;
    if (Array.isArray(value)) {
      if (sizeOfList(value) >= worthSharing) return keepAs(payloadOf(value));
      // Many small items hold no long list: their number is what made them many.
      return value.length > mostLookedAt ? value : mapped(value, inner => fold(inner, depth - 1));
    }
    if (nameIn(value) !== null) return keepAs(payloadOf(value)); // a person's own: only what is ours may look like ours
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

/** The hashes that outputs as they were read speak of. */
export function hashesIn(outputs: unknown): string[] {
  const found: string[] = [];
  unfold(outputs, deepest + 2, hash => found.push(hash));
  return found;
}

/** What is shown where a list was that is kept nowhere any more. */
export const lostItem = { missing: 'A long list stood here. It is no longer in the database.' } as const;

/** Outputs with their payloads in place, each read once and shared by all that speak of it. */
export const unfoldOutputs = (outputs: unknown, bodies: ReadonlyMap<string, unknown>): unknown =>
  unfold(outputs, deepest + 2, hash => bodies.get(hash) ?? [lostItem]);

function unfold(value: unknown, depth: number, find: (hash: string) => unknown): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) {
    return value.length > mostLookedAt ? value : mapped(value, inner => unfold(inner, depth - 1, find));
  }
  const hash = nameIn(value);
  if (hash !== null) return find(hash);
  return mappedFields(value as Record<string, unknown>, inner => unfold(inner, depth - 1, find));
}

/** The hash, where an object is nothing but the name of a payload. */
function nameIn(value: object): string | null {
  if (!('$payload' in value) || Object.keys(value).length !== 1) return null;
  return typeof value.$payload === 'string' && hashForm.test(value.$payload) ? value.$payload : null;
}

/** SHA-256 as base64url. */
const hashForm = /^[\w-]{43}$/;
