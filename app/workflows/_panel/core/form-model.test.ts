import { describe, expect, it } from 'vitest';
import { describeNodes } from '@/engine/nodes/describe-nodes';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { type FormField, labelOf, newEntry, toFormFields } from './form-model';

const fieldsOf = (type: string) => toFormFields(describeNodes(nodeTypes, [type])[0]!.params);
const kindsOf = (type: string) => Object.fromEntries(fieldsOf(type).map(({ name, kind }) => [name, kind]));

describe('a form from a schema', () => {
  it('knows texts, long texts, numbers, choices, switches, pairs and any value', () => {
    expect(kindsOf('core.http-request')).toMatchObject({
      method: 'choice',
      url: 'text',
      headers: 'pairs',
      body: 'any',
    });
    expect(kindsOf('core.send-email')).toMatchObject({ subject: 'text', text: 'long-text' });
    expect(kindsOf('core.summarize')).toMatchObject({ groupBy: 'texts', operations: 'list', totals: 'switch' });
    expect(kindsOf('core.limit')).toMatchObject({ count: 'number' });
  });

  it('knows lists of conditions, also within another list', () => {
    expect(kindsOf('core.filter')).toEqual({ conditions: 'conditions', match: 'choice' });
    const cases = fieldsOf('core.switch').find(({ name }) => name === 'cases') as FormField & { kind: 'list' };
    expect(cases.fields.map(({ name, kind }) => `${name} ${kind}`)).toContain('conditions conditions');
  });

  it('says what is required, what stands there otherwise, and what it is', () => {
    const [count, from] = fieldsOf('core.limit');
    expect(count).toMatchObject({
      required: true,
      minimum: 1,
      maximum: 100_000,
      description: 'How many items to keep',
    });
    expect(from).toMatchObject({ required: false, default: 'start', choices: ['start', 'end'] });
  });

  it('has a field for every setting of every step', () => {
    for (const { type, params } of describeNodes(nodeTypes)) {
      expect(fieldsOf(type).map(({ name }) => name)).toEqual(Object.keys(params.properties as object));
    }
  });

  it('starts a new entry with what it needs', () => {
    const conditions = fieldsOf('core.if')[0] as FormField & { kind: 'conditions' };
    expect(newEntry(conditions.fields)).toEqual({ operator: 'equals' });
  });

  it('writes names as words', () => {
    expect(labelOf('itemsPath')).toBe('Items path');
    expect(labelOf('url')).toBe('URL');
    expect(labelOf('baseUrl')).toBe('Base URL');
    expect(labelOf('callerIds')).toBe('Caller IDs');
    expect(labelOf('valid')).toBe('Valid');
  });
});
