import type { UIMessage } from 'ai';
import type { ChatMessage } from '@/agent/messages';
import type { State } from '../../_ui/state-sign';

export type Part = ChatMessage['parts'][number];
export type ToolPart = Extract<Part, { type: `tool-${string}` }>;
type Tools = ChatMessage extends UIMessage<infer _Metadata, infer _Data, infer Known> ? Known : never;

interface Refused {
  error: { code: string; message: string };
}
export type ToolOutput<Name extends keyof Tools> = Exclude<Tools[Name]['output'], Refused>;

/** What a tool answered, when it answered with a result and not with a sentence. */
export function outputOf<Name extends keyof Tools>(part: ToolPart): ToolOutput<Name> | null {
  const output: unknown = part.output;
  return output == null || isRefused(output) ? null : (output as ToolOutput<Name>);
}

/** A run has an error too, beside its records; a refusal has nothing else. */
const isRefused = (output: unknown): output is Refused =>
  typeof output === 'object' && output !== null && 'error' in output && Object.keys(output).length === 1;

/** The sentence a tool failed with, or null. */
export function failureOf(part: ToolPart): string | null {
  if (part.state === 'output-error') return part.errorText;
  const output: unknown = part.output;
  return isRefused(output) ? output.error.message : null;
}

/** One sign for every state a call can be in. */
export function stateOf(part: ToolPart): State {
  switch (part.state) {
    case 'input-streaming':
    case 'input-available':
    case 'approval-responded':
      return 'working';
    case 'approval-requested':
      return 'waiting';
    case 'output-denied':
      return 'refused';
    case 'output-error':
      return 'failed';
    case 'output-available':
      return failureOf(part) ? 'failed' : part.preliminary ? 'working' : 'done';
  }
}
