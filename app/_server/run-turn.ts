import { isToolUIPart, readUIMessageStream } from 'ai';
import type { ChatMessage } from '@/agent/messages';
import { readChat } from '@/database/chats';
import { asUser, type Claims } from '@/database/connection';
import { readDraft } from '@/database/workflows';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { validateWorkflow } from '@/engine/workflow/validate';
import { type IssueAnswer, toIssueAnswer } from '@/tools/change-reply';
import { toKeys } from '@/tools/read-workflow';
import { runtime } from './runtime';
import { startTurn } from './turns';

/** One turn as the command line gives it: what DESIGN.md section 10 promises. */
export interface ChatReply {
  reply: string;
  workflow: ({ id: string; name: string; version: number; active: boolean } & ReturnType<typeof toKeys>) | null;
  /** What is different now, one sentence each; empty when nothing was saved. */
  changes: readonly string[];
  issues: readonly IssueAnswer[];
  diagram: string | null;
  questions: readonly { question: string; choices?: string[] }[];
  usage: { inputTokens: number; outputTokens: number };
  /** What waits for the person's yes, in words. */
  approvals: readonly string[];
  executions: readonly { id: string; status: string; mode: string }[];
  notice: string | null;
  chat: string;
  error: { message: string } | null;
}

interface TurnOptions {
  claims: Claims;
  text: string;
  chatId?: string;
  workflowId?: string;
  modelName?: string;
  timeZone?: string;
}

/** A whole turn, without anybody watching. */
export async function runTurn({ text, chatId = crypto.randomUUID(), ...options }: TurnOptions): Promise<ChatReply> {
  const signal = new AbortController().signal;
  const message: ChatMessage = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] };
  const stream = await startTurn({ ...options, chatId, message, signal });
  let error: ChatReply['error'] = null;
  let last: ChatMessage | null = null;
  const onError = (failure: unknown) => {
    error = { message: failure instanceof Error ? failure.message : String(failure) };
  };
  for await (const state of readUIMessageStream<ChatMessage>({ stream, onError })) last = state;
  return { ...toReply(last), ...(await readState(options.claims, chatId)), chat: chatId, error };
}

function toReply(message: ChatMessage | null) {
  const parts = message?.parts ?? [];
  const facts = message?.metadata;
  return {
    reply: [...parts.flatMap(part => (part.type === 'text' ? [part.text.trim()] : [])), facts?.notice ?? '']
      .filter(Boolean)
      .join('\n\n'),
    changes: (facts?.versions ?? []).flatMap(({ summary }) => summary),
    questions: parts.flatMap(part =>
      part.type === 'tool-askUser' && part.state === 'output-available' ? part.input.questions : [],
    ),
    approvals: parts.flatMap(part =>
      isToolUIPart(part) && part.state === 'approval-requested' ? [part.approval.requestReason ?? ''] : [],
    ),
    executions: facts?.executions ?? [],
    usage: facts?.usage ?? { inputTokens: 0, outputTokens: 0 },
    notice: facts?.notice ?? null,
  };
}

/** The workflow as it is saved now; what was streamed is not taken for it. */
async function readState(claims: Claims, chatId: string) {
  const draft = await asUser(runtime().db, claims, async tx => {
    const { workflowId } = await readChat(tx, { chatId });
    return workflowId === null ? null : readDraft(tx, { workflowId });
  });
  if (draft === null) return { workflow: null, issues: [], diagram: null };
  const { id, workflow, version, isActive } = draft;
  return {
    workflow: { id, name: workflow.name, version, active: isActive, ...toKeys(workflow) },
    issues: validateWorkflow(workflow, nodeTypes).map(toIssueAnswer),
    diagram: toMermaid(workflow, { nodeTypes }),
  };
}
