'use client';
import type { ChatStatus } from 'ai';
import type { ChatMessage } from '@/agent/messages';
import { Button } from '../../_ui/button';
import { Notice } from '../../_ui/notice';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { errorSentence } from './error-sentence';
import { Message } from './message';

interface Props {
  messages: readonly ChatMessage[];
  status: ChatStatus;
  error: Error | undefined;
  onRetry(): void;
}

export function Messages({ messages, status, error, onRetry }: Props) {
  const streaming = status === 'streaming' || status === 'submitted';
  return (
    <div role="log" aria-label={texts.chat.label} aria-live="polite" className="flex flex-col gap-6 py-6">
      {messages.map((message, index) => {
        const last = index === messages.length - 1;
        return <Message key={message.id} message={message} newest={last} streaming={last && streaming} />;
      })}
      {streaming && <StateSign state="working" />}
      {error && (
        <Notice tone="failed">
          <p>{errorSentence(error)}</p>
          <Button size="small" className="mt-2" onClick={onRetry}>
            {texts.chat.retry}
          </Button>
        </Notice>
      )}
    </div>
  );
}
