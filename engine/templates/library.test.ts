import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../nodes/registry.generated';
import { applyChanges } from '../workflow/apply-changes';
import { createSandbox } from '../workflow/sandbox';
import { emptyWorkflow } from '../workflow/schema';
import { valueIn } from '../workflow/slot-state';
import { validateWorkflow } from '../workflow/validate';
import { instantiate } from './instantiate';
import { libraryTemplates } from './library/all';
import { openSlotsOf } from './open-slots';
import { rehearse } from './rehearse';
import { readTemplateData } from './template';

const sandbox = createSandbox();

describe.each(libraryTemplates)('$name', ({ name, description, data: source }) => {
  const data = readTemplateData(source, name);
  const { changes, open } = instantiate({ name, description, data });
  const { workflow, skipped } = applyChanges(emptyWorkflow('New'), changes, nodeTypes);

  it('becomes a workflow in which nothing is wrong', () => {
    expect(skipped).toEqual([]);
    const issues = validateWorkflow(workflow, nodeTypes).filter(({ blocks }) => blocks !== 'live');
    expect(issues).toEqual([]);
    expect(workflow.nodes).toHaveLength(data.nodes.length);
  });

  it('asks only for what it cannot know, and each slot stands where it says', () => {
    expect(openSlotsOf(workflow).filter(slot => !slot.optional)).toHaveLength(open.length);
    for (const slot of data.slots.filter(({ kind }) => kind !== 'credential')) {
      const node = data.nodes.find(({ key }) => key === slot.node);
      expect(valueIn(node!, slot), `${slot.node}.${slot.path}`).toEqual(slot.example);
    }
  });

  it('runs at once, simulated, and every step that is reached does its work', async () => {
    const run = await rehearse({ workflow, data, nodeTypes, sandbox });
    expect(run?.execution.error ?? null).toBeNull();
    expect(run?.execution.status).toBe('succeeded');
    const last = run!.records.findLast(({ status }) => status === 'succeeded');
    expect(Object.values(last!.outputs).flat().length).toBeGreaterThan(0);
  });

  it('says what it is for', () => {
    expect(name).toMatch(/^[A-Z].{5,60}[^.]$/);
    expect(description).toMatch(/^[A-Z][^!]{30,200}\.$/);
    expect(data.ask.length).toBeGreaterThan(30);
  });
});

it('there are at least twenty, each with a name and a slug of its own', () => {
  expect(libraryTemplates.length).toBeGreaterThanOrEqual(20);
  expect(new Set(libraryTemplates.map(({ slug }) => slug)).size).toBe(libraryTemplates.length);
  expect(new Set(libraryTemplates.map(({ name }) => name)).size).toBe(libraryTemplates.length);
});
