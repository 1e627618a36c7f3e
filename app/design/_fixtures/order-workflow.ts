import { toMermaid } from '@/engine/diagram/to-mermaid';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { applyChanges } from '@/engine/workflow/apply-changes';
import type { Change } from '@/engine/workflow/change';
import { describeDiff, diffWorkflows } from '@/engine/workflow/diff';
import { emptyWorkflow, type Workflow } from '@/engine/workflow/schema';

const add = (key: string, label: string, type: string, params: Record<string, unknown>): Change =>
  ({ type: 'add-node', node: { key, label, type, params } }) as Change;
const arrow = (from: string, to: string, port = 'next'): Change => ({ type: 'connect', from, port, to });

const built = (name: string, changes: Change[]) => applyChanges(emptyWorkflow(name), changes, nodeTypes).workflow;

export const orders: Workflow = built('Order triage', [
  add('order', 'Order arrives', 'core.webhook', {}),
  add('check', 'Amount over 100?', 'core.if', {
    conditions: [{ left: '{{ item.body.amount }}', operator: 'greater', right: 100 }],
  }),
  add('save', 'Save the order', 'core.data-table', { operation: 'insert', table: 'big orders' }),
  add('big', 'Answer "big"', 'core.respond', { body: 'big' }),
  add('small', 'Answer "small"', 'core.respond', { body: 'small' }),
  arrow('order', 'check'),
  arrow('check', 'save', 'yes'),
  arrow('save', 'big'),
  arrow('check', 'small', 'no'),
]);

const limited: Workflow = applyChanges(
  orders,
  [
    {
      type: 'update-node',
      node: 'check',
      params: { conditions: [{ left: '{{ item.body.amount }}', operator: 'greater', right: 250 }] },
    },
    add('sort', 'Größte Bestellungen zuerst sortieren', 'core.sort', { by: [{ field: 'amount', descending: true }] }),
    { type: 'remove-node', node: 'small' },
    arrow('check', 'sort', 'no'),
  ],
  nodeTypes,
).workflow;

/** Forty steps, for what happens to a diagram that does not fit. */
export const long: Workflow = built('Vierteljahresabrechnungsverarbeitung', [
  add('start', 'Start', 'core.manual', {}),
  ...Array.from({ length: 39 }, (_, index) =>
    add(`step_${index}`, `Zwischensummenberechnung ${index + 1}`, 'core.set', { fields: [] }),
  ),
  arrow('start', 'step_0'),
  ...Array.from({ length: 38 }, (_, index) => arrow(`step_${index}`, `step_${index + 1}`)),
]);

/** A change as the tool answers with it. */
export function changeAnswer(before: Workflow, after: Workflow, version: number) {
  const diff = diffWorkflows(before, after);
  return {
    workflow: { id: '7d3f0f52-5f5f-4f7e-9f0c-1f6a4b0c9d11', name: after.name },
    version,
    activeVersion: null,
    permission: 'own',
    summary: describeDiff(diff),
    skipped: [],
    conflicts: [],
    issues: [],
    diff,
    diagram: toMermaid(after, { nodeTypes }),
    changesDiagram: toMermaid(after, { nodeTypes, diff }),
  };
}

export const firstChange = changeAnswer(emptyWorkflow(orders.name), orders, 2);
export const secondChange = changeAnswer(orders, limited, 3);
