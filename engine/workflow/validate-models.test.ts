import { expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { flow, step } from '@/tests/support/flow';
import { validateWorkflow } from './validate';

const workflow = flow(
  'start > find',
  'find > write',
  step('start', { type: 'core.manual', params: {} }),
  step('find', { type: 'ai.find-passages', params: { query: 'Holidays', collection: 'handbook' } }),
  step('write', { type: 'ai.generate-text', params: { prompt: 'A poem' } }),
);

it.each([
  ['language', 'write', 'asks a language model'],
  ['embedding', 'find', 'asks an embedding model'],
] as const)('says of a step that asks a model that there is none, as advice: %s', (kind, nodeKey, words) => {
  const found = validateWorkflow(workflow, nodeTypes, { missingModels: [kind] });
  expect(found).toMatchObject([{ code: 'model_none', nodeKey, blocks: 'none' }]);
  expect(found[0]?.message).toContain(words);
  expect(found[0]?.message).toContain('Settings, Models');
});

it.each([{}, { missingModels: [] }])('says nothing where there is one, or nobody looked: %j', setting => {
  expect(validateWorkflow(workflow, nodeTypes, setting)).toEqual([]);
});
