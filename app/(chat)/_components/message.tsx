'use client';
import { memo } from 'react';
import type { ChatMessage } from '@/agent/messages';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { PartView } from './part';

interface Props {
  message: ChatMessage;
  newest: boolean;
  streaming: boolean;
}

/** One message. Finished ones do not draw again while the next one streams. */
export const Message = memo(function Message({ message, newest, streaming }: Props) {
  if (message.role === 'user') return <Said message={message} />;
  const { notice, model } = message.metadata ?? {};
  return (
    <article aria-label={texts.product} aria-busy={streaming} className="flex min-w-0 flex-col gap-3">
      {message.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are only ever appended
        <PartView key={index} part={part} newest={newest} streaming={streaming} />
      ))}
      {notice && <Notice tone="waiting">{notice}</Notice>}
      {model && newest && <p className="text-faint text-xs">{texts.chat.model(model)}</p>}
    </article>
  );
});

function Said({ message }: { message: ChatMessage }) {
  const text = message.parts.flatMap(part => (part.type === 'text' ? [part.text] : [])).join('\n');
  return (
    <article
      aria-label={texts.chat.you}
      className="ml-auto max-w-[min(72ch,90%)] whitespace-pre-wrap break-words rounded-xl bg-sunken px-3.5 py-2"
    >
      {text}
    </article>
  );
}
