'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ChatMessage } from '@/agent/messages';
import { maskSecrets } from '@/engine/workflow/mask-secrets';
import { type ChatActions, ChatActionsProvider } from '../../(chat)/_components/chat-actions';
import { openChat } from '../../(chat)/_components/chat-store';
import { LatestRunProvider } from '../../(chat)/_components/latest-run';
import { Messages } from '../../(chat)/_components/messages';
import { useHeard } from '../../(chat)/_components/use-heard';
import { latestRunOf } from '../../(chat)/_components/what-is-shown';

interface Props {
  chatId: string;
  workflowId: string;
  messages: readonly ChatMessage[];
  /** What is to be said; each has a number of its own. */
  asked: { number: number; text: string };
  onWorking(working: boolean): void;
  onMention(key: string): void;
}

/** The conversation of this workflow from here on: what is said in the bar, and the answers with their cards. */
export function BarConversation({ chatId, workflowId, messages: known, asked, onWorking, onMention }: Props) {
  const chat = openChat({ chatId, messages: known, workflowId, streamId: null });
  const { messages, status, error, working } = useHeard(chat);
  const [from] = useState(messages.length);
  const say = (text: string) => chat.say(maskSecrets(text));

  const said = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each number is said once
  useEffect(() => {
    if (said.current === asked.number) return;
    said.current = asked.number;
    say(asked.text);
  }, [asked.number]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes
  useEffect(() => onWorking(working), [working]);
  const end = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new is at the end
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' }); // some browsers answer with a promise
  }, [messages]);

  const actions: ChatActions = {
    busy: working,
    send: say,
    approve: (id, approved) => chat.approve(id, approved),
    mention: onMention,
    openWorkflow: () => undefined,
  };
  const latestRun = useMemo(() => latestRunOf(messages), [messages]);
  return (
    <ChatActionsProvider value={actions}>
      <LatestRunProvider value={latestRun}>
        <Messages messages={messages.slice(from)} status={status} error={error} onRetry={() => chat.retry()} />
        <div ref={end} />
      </LatestRunProvider>
    </ChatActionsProvider>
  );
}
