import { isToolUIPart, readUIMessageStream } from 'ai';
import type { ChatMessage, TurnFacts } from '@/agent/messages';
import { readChat, readMessages } from '@/database/chats';
import { asUser, type Claims } from '@/database/connection';
import { readDraft } from '@/database/workflows';
import { toMermaid } from '@/engine/diagram/to-mermaid';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { validateWorkflow } from '@/engine/workflow/validate';
import { type IssueAnswer, toIssueAnswer } from '@/tools/change-reply';
import { toKeys } from '@/tools/read-workflow';
import { decide, readDecision } from '../_ui/decision';
import { missingModels } from './node-models';
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
  /** USD; null where a price is not known. */
  costUsd: number | null;
  /** Who answered last, and who failed before. */
  model: string;
  switches: TurnFacts['switches'];
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
  /** The person's decision on what waits for it; a plain yes or no as text is one, too. */
  decision?: 'approve' | 'deny';
}

/** A whole turn, without anybody watching. */
export async function runTurn({
  text,
  chatId = crypto.randomUUID(),
  decision,
  ...options
}: TurnOptions): Promise<ChatReply> {
  const signal = new AbortController().signal;
  const message = (await findDecision(options.claims, { chatId, decision: decision ?? readDecision(text) })) ?? {
    ...{ id: crypto.randomUUID(), role: 'user' as const },
    parts: [{ type: 'text' as const, text }],
  };
  const stream = await startTurn({ ...options, chatId, message, signal });
  let error: ChatReply['error'] = null;
  const continued = message.role === 'assistant' ? message : undefined;
  let last: ChatMessage | null = null;
  const onError = (failure: unknown) => {
    error = { message: failure instanceof Error ? failure.message : String(failure) };
  };
  for await (const state of readUIMessageStream<ChatMessage>({ stream, message: continued, onError })) last = state;
  return { ...toReply(last), ...(await readState(options.claims, chatId)), chat: chatId, error };
}

/** The assistant's last message with the decision in it; null when nothing waits for one. */
async function findDecision(
  claims: Claims,
  { chatId, decision }: { chatId: string; decision: 'approve' | 'deny' | null },
): Promise<ChatMessage | null> {
  if (decision === null) return null;
  const last = (await asUser(runtime().db, claims, tx => readMessages<ChatMessage>(tx, { chatId }))).at(-1);
  const waits = last?.parts.some(part => isToolUIPart(part) && part.state === 'approval-requested');
  return waits && last ? { ...last, parts: last.parts.map(part => decide(part, decision === 'approve')) } : null;
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
    costUsd: facts?.costUsd ?? null,
    model: facts?.model ?? '',
    switches: facts?.switches ?? [],
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
    issues: validateWorkflow(workflow, nodeTypes, { missingModels: await missingModels(claims) }).map(toIssueAnswer),
    diagram: toMermaid(workflow, { nodeTypes }),
  };
}
