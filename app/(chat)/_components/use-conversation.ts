'use client';
import type { FileUIPart } from 'ai';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { ChatMessage } from '@/agent/messages';
import { maskSecrets } from '@/engine/workflow/mask-secrets';
import { openApprovals, readDecision } from '../../_ui/decision';
import type { Picker } from '../../_ui/picker-model';
import { openChat } from './chat-store';
import { useHeard } from './use-heard';

export interface ConversationProps {
  chatId: string;
  messages: readonly ChatMessage[];
  /** Null until the first change makes one. */
  workflowId: string | null;
  /** The answer that was on its way when `messages` were read: it is not among them. */
  streamId: string | null;
  /** The server has this conversation. */
  saved: boolean;
  /** The models that can be picked, and the one the server remembers. */
  picker: Picker;
  model: string | null;
}

/** One conversation: what was said, what is going on, and the ways to go on. */
export function useConversation(props: Omit<ConversationProps, 'picker' | 'model'>) {
  const { chatId, messages: known, workflowId, streamId, saved } = props;
  const router = useRouter();
  const chat = openChat({ chatId, messages: known, workflowId, streamId });
  const { messages, status, error, working } = useHeard(chat);

  // A reload in mid-answer goes on where it was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per conversation
  useEffect(() => chat.resume(), [chatId]);

  // When a turn has ended, the sidebar and the workflow show what is saved now.
  const wasWorking = useRef(false);
  useEffect(() => {
    if (wasWorking.current && !working) {
      // The address was changed without loading its page: now there is one to load. Messages and draft are kept by id.
      if (!saved) router.replace(`/chat/${chatId}`, { scroll: false });
      router.refresh();
    }
    wasWorking.current = working;
  }, [working, router, saved, chatId]);

  return {
    ...{ messages, status, error, working },
    /** What an answer needs is on its way before the first one is asked for. */
    prepare: () => void chat.engine().catch(() => undefined),
    say(typed: string, files: FileUIPart[] = []) {
      // The server hides keys before it stores anything; here they are not even shown.
      const text = maskSecrets(typed);
      if ((!text.trim() && files.length === 0) || working) return;
      const [open] = openApprovals(messages.at(-1));
      const decision = open ? readDecision(text) : null;
      if (open && decision) return chat.approve(open, decision === 'approve');
      if (!saved) window.history.replaceState(null, '', `/chat/${chatId}`);
      chat.say(text, files);
    },
    halt: () => chat.halt(),
    approve: (id: string, approved: boolean) => chat.approve(id, approved),
    retry: () => chat.retry(),
  };
}
