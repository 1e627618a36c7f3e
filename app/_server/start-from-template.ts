import type { ChatMessage } from '@/agent/messages';
import { findChat, readMessages, saveMessages } from '@/database/chats';
import type { Claims, Transaction } from '@/database/connection';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { applyTemplate } from '@/tools/apply-template';
import type { TemplateAnswer } from '@/tools/template-answer';
import { emptyLog, type Turn } from '@/tools/turn';
import { texts } from '../_ui/texts';
import { createRuns } from './runs';
import { openTurnWorkflow } from './turn-workflow';

interface Start {
  claims: Claims;
  asPerson<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  templateId: string;
  name: string;
  /** A conversation to go on with, where it has no workflow yet. */
  chatId?: string;
}

/** One click: a conversation with a workflow made from the template, and its first test run. */
export async function startFromTemplate({ claims, asPerson, templateId, name, chatId: wanted }: Start) {
  const known = wanted ? await asPerson(tx => findChat(tx, { chatId: wanted })) : null;
  const chatId = wanted && !known?.workflowId ? wanted : crypto.randomUUID();
  const asked: ChatMessage = {
    ...{ id: crypto.randomUUID(), role: 'user' },
    parts: [{ type: 'text', text: texts.template.usedMessage(name) }],
  };
  const workflow = await openTurnWorkflow(asPerson, { chatId, title: name });
  const turn: Turn = {
    ...{ chatId, nodeTypes, asUser: asPerson, log: emptyLog() },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    workflowId: workflow.id,
    ensureWorkflow: workflow.ensure,
    runs: createRuns({ claims, asPerson, startedBy: 'person' }),
    signal: new AbortController().signal,
  };
  const answer = await applyTemplate(turn, { templateId });
  await asPerson(async tx => {
    const before = await readMessages<ChatMessage>(tx, { chatId });
    await saveMessages(tx, { chatId, messages: [...before, asked, toMessage(answer)] });
  });
  return { chatId, workflowId: answer.workflow.id };
}

/** The same message as if the assistant had used its tool: card, model and command line read it alike. */
const toMessage = (output: TemplateAnswer): ChatMessage => ({
  ...{ id: crypto.randomUUID(), role: 'assistant' },
  parts: [
    {
      type: 'tool-useTemplate',
      toolCallId: crypto.randomUUID(),
      state: 'output-available',
      input: { template: output.template.id },
      output,
    },
  ],
});
