'use client';
import { createContext, useContext } from 'react';

/** What a card in the conversation can set going. */
export interface ChatActions {
  /** A turn is under way: nothing else can be said now. */
  busy: boolean;
  send(text: string): void;
  approve(approvalId: string, approved: boolean): void;
  /** Puts `@step` into the composer. */
  mention(nodeKey: string): void;
  openWorkflow(workflowId: string): void;
}

const Context = createContext<ChatActions | null>(null);
export const ChatActionsProvider = Context.Provider;

export function useChatActions(): ChatActions {
  const actions = useContext(Context);
  if (!actions) throw new Error('a card is drawn outside of a conversation');
  return actions;
}
