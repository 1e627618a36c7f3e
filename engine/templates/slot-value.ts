import { withValue } from '../nodes/fields';
import { parsePath, walkPath } from '../workflow/path';
import type { Item, NodeOptions } from '../workflow/schema';
import type { Slot } from '../workflow/slot';

/** What a slot is about: the params and options of one node. */
export interface Settings {
  params: Readonly<Item>;
  options: NodeOptions;
}

const credentialPath = 'options.credentialId';

export const isCredentialSlot = ({ kind, path }: Slot): boolean => kind === 'credential' || path === credentialPath;

/** `fields.0.value` and `fields[0].value`, with or without `params.` in front, are one place. */
export const segmentsOf = (path: string): (string | number)[] =>
  (parsePath(path.replace(/\.(\d+)(?=\.|$)/g, '[$1]')) ?? path.split('.')).filter(
    (segment, index) => !(index === 0 && segment === 'params'),
  );

/** What stands in a slot now; undefined when nothing does. */
export function valueIn({ params, options }: Settings, slot: Slot): unknown {
  if (isCredentialSlot(slot)) return (options as { credentialId?: string }).credentialId;
  const walk = walkPath(params, segmentsOf(slot.path));
  return walk.found ? walk.value : undefined;
}

/** The same settings with a value in the slot. */
export function withSlotValue<Given extends Settings>(settings: Given, slot: Slot, value: Item[string]): Given {
  if (isCredentialSlot(slot)) return { ...settings, options: { ...settings.options, credentialId: value } };
  const path = segmentsOf(slot.path);
  const text = path.map(segment => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`)).join('');
  return { ...settings, params: withValue(settings.params as Item, text.replace(/^\./, ''), value) };
}
