import type {
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';

interface Response {
  content: readonly LanguageModelV4Content[];
  finishReason: LanguageModelV4FinishReason;
  usage: LanguageModelV4Usage;
}

/** The same answer in the parts that a streaming provider would send. */
export function toStream({ content, finishReason, usage }: Response): ReadableStream<LanguageModelV4StreamPart> {
  const parts: LanguageModelV4StreamPart[] = [
    { type: 'stream-start', warnings: [] },
    ...content.flatMap(toParts),
    { type: 'finish', usage, finishReason },
  ];
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

function toParts(content: LanguageModelV4Content, index: number): LanguageModelV4StreamPart[] {
  if (content.type === 'text') {
    const id = `text-${index}`;
    const deltas = content.text.match(/\S+\s*|\s+/g) ?? [];
    return [
      { type: 'text-start', id },
      ...deltas.map(delta => ({ type: 'text-delta' as const, id, delta })),
      { type: 'text-end', id },
    ];
  }
  if (content.type !== 'tool-call') return [];
  const { toolCallId: id, toolName, input } = content;
  return [
    { type: 'tool-input-start', id, toolName },
    { type: 'tool-input-delta', id, delta: input },
    { type: 'tool-input-end', id },
    content,
  ];
}
