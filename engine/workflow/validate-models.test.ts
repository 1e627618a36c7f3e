import { expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { flow, step } from '@/tests/support/flow';
import { validateWorkflow } from './validate';

const workflow = flow(
  'start > write',
  step('start', { type: 'core.manual', params: {} }),
  step('write', { type: 'ai.generate-text', params: { prompt: 'A poem' } }),
);

it('says of a step that asks a model that there is none, as advice', () => {
  const found = validateWorkflow(workflow, nodeTypes, { hasModel: false });
  expect(found).toMatchObject([{ code: 'model_none', nodeKey: 'write', blocks: 'none' }]);
  expect(found[0]?.message).toContain('Settings, Models');
});

it.each([{}, { hasModel: true }])('says nothing where there is one, or nobody looked: %j', setting => {
  expect(validateWorkflow(workflow, nodeTypes, setting)).toEqual([]);
});
