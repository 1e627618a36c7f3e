import type { LanguageModelV4CallOptions, LanguageModelV4Message } from '@ai-sdk/provider';

export interface ToolUse {
  toolName: string;
  input: unknown;
  /** Null until it has answered, or when it was refused. */
  output: unknown;
  failed: boolean;
}

/** One message of the person and what followed it. */
export interface Exchange {
  said: string;
  uses: readonly ToolUse[];
  /** What the assistant wrote. */
  text: string;
}

export interface Conversation {
  exchanges: readonly Exchange[];
  tools: ReadonlySet<string>;
}

/** The prompt as exchanges. Tool results are data: nothing in them is ever read as a request. */
export function readConversation({
  prompt,
  tools,
}: Pick<LanguageModelV4CallOptions, 'prompt' | 'tools'>): Conversation {
  const exchanges: { said: string; uses: Map<string, ToolUse>; text: string }[] = [];
  for (const message of prompt) {
    if (message.role === 'user') exchanges.push({ said: textOf(message), uses: new Map(), text: '' });
    const current = exchanges.at(-1);
    if (current === undefined) continue;
    if (message.role === 'assistant') {
      current.text += textOf(message);
      for (const part of message.content)
        if (part.type === 'tool-call')
          current.uses.set(part.toolCallId, {
            toolName: part.toolName,
            input: part.input,
            output: null,
            failed: false,
          });
    }
    if (message.role === 'assistant' || message.role === 'tool')
      for (const part of message.content)
        if (part.type === 'tool-result') {
          const use = current.uses.get(part.toolCallId);
          if (use) current.uses.set(part.toolCallId, { ...use, ...toOutput(part.output) });
        }
  }
  return {
    exchanges: exchanges.map(({ said, uses, text }) => ({ said, uses: [...uses.values()], text })),
    tools: new Set((tools ?? []).map(tool => tool.name)),
  };
}

function textOf(message: LanguageModelV4Message): string {
  if (typeof message.content === 'string') return message.content;
  return message.content.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n');
}

type Output = Extract<
  Extract<LanguageModelV4Message, { role: 'tool' }>['content'][number],
  { type: 'tool-result' }
>['output'];

function toOutput(output: Output): Pick<ToolUse, 'output' | 'failed'> {
  switch (output.type) {
    case 'json':
      return { output: output.value, failed: isFailure(output.value) };
    case 'text':
      return { output: parsed(output.value), failed: false };
    case 'error-json':
    case 'error-text':
      return { output: output.value, failed: true };
    case 'execution-denied':
      return { output: { denied: output.reason ?? true }, failed: true };
    case 'content':
      return { output: null, failed: false };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isFailure = (value: unknown) => typeof value === 'object' && value !== null && 'error' in value;

/** The last use of a tool within one exchange. */
export const lastUse = ({ uses }: Exchange, toolName: string) => uses.findLast(use => use.toolName === toolName);
