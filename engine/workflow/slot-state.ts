import { isEqual } from './equal';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import { parsePath, walkPath } from './path';
import type { NodeOptions, WorkflowNode } from './schema';
import type { Slot } from './slot';

/** What a slot is about: the params and options of one node. */
export interface Settings {
  params: Readonly<Record<string, unknown>>;
  options: NodeOptions;
}

export const isCredentialSlot = ({ kind, path }: Slot): boolean =>
  kind === 'credential' || path === 'options.credentialId';

/** `fields.0.value` and `fields[0].value`, with or without `params.` in front, are one place. */
export const segmentsOf = (path: string): (string | number)[] =>
  (parsePath(path.replace(/\.(\d+)(?=\.|$)/g, '[$1]')) ?? path.split('.')).filter(
    (segment, index) => !(index === 0 && segment === 'params'),
  );

/** What stands in a slot now; undefined when nothing does. */
export function valueIn({ params, options }: Settings, slot: Slot): unknown {
  if (isCredentialSlot(slot)) return options.credentialId;
  const walk = walkPath(params, segmentsOf(slot.path));
  return walk.found ? walk.value : undefined;
}

/** Nothing stands there, or still the template's example: nobody has filled it in, by whatever way. */
export function isOpen(node: Settings, slot: Slot): boolean {
  const value = valueIn(node, slot);
  if (isCredentialSlot(slot)) return value === undefined || value === null;
  return value === undefined || value === '' || isEqual(value, slot.example);
}

/** An example must not reach the world: a stranger's address, a table that is not theirs. Keys are checked elsewhere. */
export function validateSlots(node: WorkflowNode): Issue[] {
  return (node.options.slots ?? [])
    .filter(slot => !slot.optional && !isCredentialSlot(slot) && isOpen(node, slot))
    .map(slot =>
      makeIssue('slot_open', `Step "${node.label}" still holds an example for "${slot.label}". Give your own.`, {
        node,
        param: segmentsOf(slot.path).join('.'),
      }),
    );
}
