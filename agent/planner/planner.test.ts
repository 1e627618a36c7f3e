import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { createPlanner } from './planner';

const planner = createPlanner({ nodeTypes, timeZone: 'UTC' });
const tools = ['readWorkflow', 'changeWorkflow', 'askUser'].map(name => ({
  type: 'function' as const,
  name,
  inputSchema: {},
}));
const user = (text: string) => ({ role: 'user' as const, content: [{ type: 'text' as const, text }] });

async function readAll<Part>(stream: ReadableStream<Part>): Promise<Part[]> {
  const parts: Part[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  return parts;
}

describe('the planner as a language model', () => {
  it('streams a tool call in the parts of a provider', async () => {
    const { stream } = await planner.doStream({ prompt: [user('When a webhook is called answer "hi"')], tools });

    const parts = await readAll(stream);

    expect(parts.map(({ type }) => type)).toEqual([
      'stream-start',
      'tool-input-start',
      'tool-input-delta',
      'tool-input-end',
      'tool-call',
      'finish',
    ]);
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'tool-calls' } });
  });

  it('streams its words in pieces that make up the text', async () => {
    const { stream } = await planner.doStream({ prompt: [user('thanks')], tools });

    const parts = await readAll(stream);
    const text = parts.flatMap(part => (part.type === 'text-delta' ? [part.delta] : [])).join('');

    expect(text).toMatch(/^You are welcome\./);
    expect(parts.at(-1)).toMatchObject({ type: 'finish', finishReason: { unified: 'stop' } });
  });

  it('stops when it is cancelled', async () => {
    await expect(
      planner.doGenerate({ prompt: [user('help')], tools, abortSignal: AbortSignal.abort() }),
    ).rejects.toThrow();
  });
});
