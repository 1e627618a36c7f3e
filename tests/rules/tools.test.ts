import { asSchema, type FlexibleSchema } from 'ai';
import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { createTools } from '@/tools/index';
import { emptyLog, type Turn } from '@/tools/turn';

const never = () => Promise.reject(new Error('not called here'));
const turn: Turn = {
  ...{ chatId: '', timeZone: 'UTC', nodeTypes, log: emptyLog(), signal: new AbortController().signal },
  ...{ asUser: never, workflowId: () => null, ensureWorkflow: never },
  runs: {
    start: never,
    wait: never,
    rehearse: never,
    explain: never,
    replay: never,
    setActive: never,
    readActivation: never,
  },
};

/** Every keyword a schema holds, at any depth. */
function keywords(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keywords);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => [key, ...keywords(value)]);
}

describe.each(Object.entries(createTools(turn)))('%s', (_name, tool) => {
  it('has a schema that every provider takes: flat, without references', async () => {
    const schema = await asSchema(tool.inputSchema as FlexibleSchema).jsonSchema;

    expect(schema).toMatchObject({ type: 'object' });
    expect(keywords(schema).filter(key => ['$ref', '$defs', 'oneOf', 'allOf', 'not'].includes(key))).toEqual([]);
  });

  it('says in one to four sentences what it does', () => {
    expect(tool.description).toMatch(/^[A-Z].{30,600}\.$/);
  });
});
