import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../nodes/registry.generated';
import { instantiate } from '../templates/instantiate';
import { libraryTemplates } from '../templates/library/all';
import { TemplateData } from '../templates/template';
import { applyChanges } from '../workflow/apply-changes';
import type { Change, NewNode } from '../workflow/change';
import { emptyWorkflow, type Workflow } from '../workflow/schema';
import { validateWorkflow } from '../workflow/validate';
import { type Spot, suggestSteps } from './suggest-steps';

const workflows = libraryTemplates.map(template => {
  const { changes } = instantiate({ ...template, data: TemplateData.parse(template.data) });
  return [template.name, applyChanges(emptyWorkflow(template.name), changes, nodeTypes).workflow] as const;
});

/** Behind every way out that leads nowhere yet, and on every arrow. */
const placesIn = ({ nodes, connections }: Workflow): Spot[] => [
  ...nodes.flatMap(({ id, type, params }) =>
    nodeTypes[type]!.ports(params)
      .filter(port => !connections.some(one => one.from === id && one.port === port))
      .map(port => ({ from: id, port })),
  ),
  ...connections.map(({ from, port, to }) => ({ from, port, to })),
];

/** As one click on a suggestion does. */
function withStep(workflow: Workflow, { from, port, to }: Spot, node: NewNode) {
  const changes: Change[] = [{ type: 'add-node', node }];
  if (from && to) changes.push({ type: 'disconnect', from, port, to });
  if (from) changes.push({ type: 'connect', from, port, to: 'added' });
  if (to) changes.push({ type: 'connect', from: 'added', to });
  return applyChanges(workflow, changes, nodeTypes);
}

const faults = (workflow: Workflow) =>
  validateWorkflow(workflow, nodeTypes).filter(({ blocks }) => blocks === 'run' || blocks === 'save');
const nameOf = ({ code, nodeId, param }: ReturnType<typeof faults>[number]) => `${code} ${nodeId} ${param}`;

describe.each(workflows)('the template %s', (_name, workflow) => {
  it('has three steps to offer at every place, each valid and wired once it stands there', () => {
    const before = new Set(faults(workflow).map(nameOf));
    for (const spot of placesIn(workflow)) {
      const steps = suggestSteps(workflow, spot, { nodeTypes });
      expect(steps).toHaveLength(3);
      for (const { type, params } of steps) {
        const { workflow: after, skipped } = withStep(workflow, spot, { key: 'added', type, params } as NewNode);
        expect(skipped).toEqual([]);
        const added = after.nodes.find(({ key }) => key === 'added')!;
        expect(after.connections.some(({ from, to }) => from === spot.from && to === added.id)).toBe(true);
        if (spot.to) expect(after.connections.some(({ from, to }) => from === added.id && to === spot.to)).toBe(true);
        const fresh = faults(after).filter(issue => !before.has(nameOf(issue)));
        expect(fresh.map(({ message }) => `${type} at ${JSON.stringify(spot)}: ${message}`)).toEqual([]);
      }
    }
  });
});
