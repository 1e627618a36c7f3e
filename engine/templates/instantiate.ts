import type { Change } from '../workflow/change';
import type { Item, NodeOptions } from '../workflow/schema';
import type { Slot } from '../workflow/slot';
import { isCredentialSlot } from '../workflow/slot-state';
import { withSlotValue } from './slot-value';
import type { TemplateData, TemplateSlot } from './template';

export interface Template {
  name: string;
  description: string;
  data: TemplateData;
}

/** A person's key, as far as choosing one needs it. */
export interface KnownCredential {
  id: string;
  integration: string;
}

export interface Bindings {
  /** Slot name → value. */
  values?: Readonly<Record<string, Item[string]>>;
  credentials?: readonly KnownCredential[];
  /** Which integrations' keys a node takes, where its slot does not say. */
  integrationsOf?(type: string, params: Readonly<Item>): readonly string[];
}

export interface Instance {
  changes: Change[];
  /** What the person has still to fill in. */
  open: TemplateSlot[];
}

/** A template as changes to an empty workflow. What is not bound stays open and holds its example meanwhile. */
export function instantiate({ name, description, data }: Template, bindings: Bindings = {}): Instance {
  const open: TemplateSlot[] = [];
  const nodes = data.nodes.map((node): Change => {
    let filled = { ...node, options: withoutOwn(node.options) };
    const left: Slot[] = [];
    for (const slot of data.slots.filter(slot => slot.node === node.key)) {
      const value = boundValue(slot, { bindings, node });
      const shown = value ?? slot.example;
      if (shown !== undefined) filled = withSlotValue(filled, slot, shown);
      if (value !== undefined) continue;
      const { node: _, ...rest } = slot;
      left.push(rest);
      if (!slot.optional) open.push(slot);
    }
    const options = left.length > 0 ? { ...filled.options, slots: left } : filled.options;
    return { type: 'add-node', node: { ...filled, options } };
  });
  return {
    changes: [
      { type: 'update-workflow', name, description, ...(data.settings && { settings: data.settings }) },
      ...nodes,
      ...data.connections.map((arrow): Change => ({ type: 'connect', ...arrow })),
    ],
    open,
  };
}

function boundValue(
  slot: TemplateSlot,
  { bindings, node }: { bindings: Bindings; node: TemplateData['nodes'][number] },
): Item[string] | undefined {
  const { values = {}, credentials = [], integrationsOf } = bindings;
  if (Object.hasOwn(values, slot.name)) return values[slot.name];
  if (!isCredentialSlot(slot)) return undefined;
  const wanted = slot.integrations ?? integrationsOf?.(node.type, node.params as Item) ?? [];
  return credentials.find(({ integration }) => wanted.includes(integration))?.id;
}

/** Whatever a row holds: another person's key and other people's data are never taken over. */
function withoutOwn({ pinned: _pinned, slots: _slots, ...options }: NodeOptions): NodeOptions {
  const { credentialId: _credential, ...rest } = options;
  return rest;
}
