import type { Change } from '../workflow/change';
import { fieldOf, isEqual } from '../workflow/equal';
import type { Item, NodeOptions, Workflow, WorkflowNode } from '../workflow/schema';
import type { Slot } from '../workflow/slot';
import { isOpen, valueIn } from '../workflow/slot-state';
import { withSlotValue } from './slot-value';

/** A slot of a workflow, with what stands there now. */
export interface OpenSlot extends Slot {
  nodeId: string;
  nodeKey: string;
  nodeLabel: string;
  nodeType: string;
  value: unknown;
}

/** What a template left open and nobody has filled in since, by whatever way: form, chat or canvas. */
export function openSlotsOf({ nodes }: Pick<Workflow, 'nodes'>): OpenSlot[] {
  return nodes
    .filter(({ options }) => !options.disabled)
    .flatMap(node =>
      (node.options.slots ?? [])
        .filter(slot => isOpen(node, slot))
        .map(slot => ({ ...slot, ...placeOf(node), value: valueIn(node, slot) ?? null })),
    );
}

const placeOf = ({ id, key, label, type }: WorkflowNode) => ({
  nodeId: id,
  nodeKey: key,
  nodeLabel: label,
  nodeType: type,
});

/** Slot values as changes: the value goes to its place and the slot is closed, also when its example was kept. */
export function fillSlots(
  { nodes }: Pick<Workflow, 'nodes'>,
  values: readonly { nodeId: string; name: string; value: Item[string] }[],
): Change[] {
  return nodes.flatMap((node): Change[] => {
    const given = values.filter(({ nodeId }) => nodeId === node.id);
    const slots = node.options.slots ?? [];
    let filled: WorkflowNode = node;
    for (const { name, value } of given) {
      const slot = slots.find(each => each.name === name);
      if (slot) filled = withSlotValue(filled, slot, value);
    }
    const left = slots.filter(slot => !given.some(({ name }) => name === slot.name));
    if (left.length === slots.length) return [];
    const options = changed(node.options, { ...filled.options, slots: left });
    if (left.length === 0) delete options.slots;
    return [
      {
        type: 'update-node',
        node: node.id,
        params: changed(node.params, filled.params) as Item,
        options: options as NodeOptions,
        ...(left.length === 0 && { unsetOptions: ['slots'] }),
      },
    ];
  });
}

const changed = <Values extends object>(before: Values, after: Values): Partial<Values> =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !isEqual(value, fieldOf(before, name))),
  ) as Partial<Values>;
