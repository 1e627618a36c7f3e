import { linkWorkflow, openChat } from '@/database/chats';
import type { Transaction } from '@/database/connection';
import { createWorkflow, readDraft } from '@/database/workflows';
import type { TurnRequest } from './turns';

type AsPerson = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;

const longestTitle = 80;

type Opening = Pick<TurnRequest, 'chatId' | 'workflowId'> & (Pick<TurnRequest, 'message'> | { title: string });

const titleOf = (opening: Opening): string => {
  if ('title' in opening) return opening.title;
  const text = opening.message.parts
    .flatMap(part => (part.type === 'text' ? [part.text] : []))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '')
    return opening.message.parts
      .flatMap(part => (part.type === 'file' ? [part.filename ?? ''] : []))
      .join(', ')
      .slice(0, longestTitle);
  return text.length > longestTitle ? `${text.slice(0, longestTitle - 1).trimEnd()}…` : text;
};

/** The conversation's workflow: read now, made on first need. */
export async function openTurnWorkflow(asPerson: AsPerson, request: Opening) {
  const { chatId, workflowId } = request;
  const chat = await asPerson(async tx => {
    if (workflowId !== undefined) await readDraft(tx, { workflowId });
    return openChat(tx, { chatId, title: titleOf(request), workflowId });
  });
  let current = chat.workflowId;
  return {
    id: () => current,
    async ensure(name: string): Promise<string> {
      current ??= await asPerson(async tx => {
        const { id } = await createWorkflow(tx, { name });
        await linkWorkflow(tx, { chatId, workflowId: id });
        return id;
      });
      return current;
    },
  };
}
