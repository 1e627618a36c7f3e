import { toMermaid } from '@/engine/diagram/to-mermaid';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { applyChanges } from '@/engine/workflow/apply-changes';
import type { Change } from '@/engine/workflow/change';
import { emptyWorkflow } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { type Bench, figure, median } from './figure';

const changesFor = (count: number): Change[] => [
  { type: 'add-node', node: { type: 'core.manual', key: 'start' } },
  ...Array.from({ length: count }, (_, index): Change[] => [
    {
      type: 'add-node',
      node: { type: 'core.set', key: `s${index}`, params: { fields: [{ name: 'a', value: '{{ item.b }}' }] } },
    },
    { type: 'connect', from: index === 0 ? 'start' : `s${index - 1}`, to: `s${index}` },
  ]).flat(),
];

/** What every edit pays: apply, validate, draw. Against a copy of the same graph by structuredClone. */
export const bench: Bench = async () => {
  const changes = changesFor(100);
  const { workflow } = applyChanges(emptyWorkflow('bench'), changes, nodeTypes);
  const reference = await median(() => structuredClone(workflow));
  const cost = async (name: string, work: () => unknown) =>
    figure(`workflow: ${name}, 100 nodes`, { value: await median(work), unit: 'ms', reference });
  return [
    await cost('apply 201 changes', () => applyChanges(emptyWorkflow('bench'), changes, nodeTypes)),
    await cost('validate', () => validateWorkflow(workflow, nodeTypes)),
    await cost('draw', () => toMermaid(workflow, { nodeTypes })),
  ];
};
