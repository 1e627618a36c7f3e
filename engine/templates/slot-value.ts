import { withValue } from '../nodes/fields';
import { formatPath } from '../workflow/path';
import type { Item, NodeOptions } from '../workflow/schema';
import type { Slot } from '../workflow/slot';
import { isCredentialSlot, segmentsOf } from '../workflow/slot-state';

/** The same settings with a value in the slot. */
export function withSlotValue<Given extends { params: Readonly<Item>; options: NodeOptions }>(
  settings: Given,
  slot: Slot,
  value: Item[string],
): Given {
  if (isCredentialSlot(slot)) return { ...settings, options: { ...settings.options, credentialId: String(value) } };
  return { ...settings, params: withValue(settings.params as Item, formatPath(segmentsOf(slot.path)), value) };
}
