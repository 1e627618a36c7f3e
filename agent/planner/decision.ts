import type { FlatChange } from '@/tools/flat-change';

/** What the planner does next: call one tool, or say something and end the turn. */
export type Decision =
  | { kind: 'call'; toolName: string; input: Record<string, unknown>; text?: string }
  | { kind: 'say'; text: string };

export const call = (toolName: string, input: Record<string, unknown> = {}): Decision => ({
  kind: 'call',
  toolName,
  input,
});
export const say = (text: string): Decision => ({ kind: 'say', text });
export const ask = (question: string, choices?: readonly string[]): Decision =>
  call('askUser', {
    questions: [{ question, ...(choices && choices.length > 0 ? { choices: choices.slice(0, 6) } : {}) }],
  });

/** What was understood of a request to build or change, before and after it is carried out. */
export interface Intent {
  changes: FlatChange[];
  /** Said before anything else about what was built. */
  assumptions: readonly string[];
  unknown: readonly string[];
  /** Something must be known first. */
  question?: { question: string; choices: readonly string[] };
  /** Nothing to change, but something to say. */
  remark?: string;
}
