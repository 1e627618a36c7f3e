import type { Item, Workflow } from '../workflow/schema';
import { isCredentialSlot } from '../workflow/slot-state';
import type { ProposedSlot } from './propose-slots';
import { withSlotValue } from './slot-value';
import type { TemplateData } from './template';

/** A workflow as a template: with these slots, and without ids, positions, keys, pinned data and secrets. */
export function toTemplate(workflow: Workflow, slots: readonly ProposedSlot[]): TemplateData {
  const keys = new Map(workflow.nodes.map(({ id, key }) => [id, key]));
  return {
    ask: workflow.description,
    settings: workflow.settings,
    nodes: workflow.nodes.map(({ key, type, label, params, options }) => {
      const { pinned: _pinned, slots: _slots, locked: _locked, ...kept } = options;
      const { credentialId: _credential, ...own } = kept;
      const secrets = slots.filter(slot => slot.node === key && slot.secret);
      const clean = secrets.reduce((settings, slot) => withSlotValue(settings, slot, ''), {
        params: params as Item,
        options: own,
      });
      return { key, type, label, params: clean.params, options: own };
    }),
    connections: workflow.connections.map(({ from, port, to, input }) => ({
      ...{ from: keys.get(from)!, port, to: keys.get(to)!, input },
    })),
    slots: slots.map(({ secret, ...slot }) => (isCredentialSlot(slot) || secret ? withoutExample(slot) : slot)),
    example: {},
  };
}

function withoutExample<Given extends { example?: unknown }>({ example: _, ...slot }: Given): Omit<Given, 'example'> {
  return slot;
}
