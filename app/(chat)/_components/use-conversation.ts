'use client';
import { useChat } from '@ai-sdk/react';
import type { FileUIPart } from 'ai';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { ChatMessage } from '@/agent/messages';
import { maskSecrets } from '@/engine/workflow/mask-secrets';
import { openApprovals, readDecision } from '../../_ui/decision';
import type { Picker } from '../../_ui/picker-model';
import { openChat, takeUnheard } from './chat-store';

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
  const { messages, status, error, ...rest } = useChat({ chat, throttle: 40 });
  const working = status === 'submitted' || status === 'streaming';

  // A reload in mid-answer goes on where it was. What is said meanwhile waits: the end of the one would end the other.
  const resuming = useRef<Promise<void>>(Promise.resolve());
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per conversation
  useEffect(() => {
    if (chat.status === 'ready' && takeUnheard(chat)) resuming.current = chat.resumeStream();
  }, [chatId]);

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
    messages,
    status,
    error,
    working,
    say(typed: string, files: FileUIPart[] = []) {
      // The server hides keys before it stores anything; here they are not even shown.
      const text = maskSecrets(typed);
      if ((!text.trim() && files.length === 0) || working) return;
      const [open] = openApprovals(messages.at(-1));
      const decision = open ? readDecision(text) : null;
      if (open && decision) return void rest.addToolApprovalResponse({ id: open, approved: decision === 'approve' });
      if (!saved) window.history.replaceState(null, '', `/chat/${chatId}`);
      void resuming.current.then(() => rest.sendMessage(text.trim() ? { text: text.trim(), files } : { files }));
    },
    /** Closing the connection alone would leave the turn going: it is made to survive a reload. */
    halt() {
      void fetch(`/api/chat/${chatId}/stop`, { method: 'POST' });
      void rest.stop();
    },
    approve: (id: string, approved: boolean) => void rest.addToolApprovalResponse({ id, approved }),
    retry: () => void rest.regenerate(),
  };
}
