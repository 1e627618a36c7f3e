'use client';
import { memo } from 'react';
import type { ChatMessage } from '@/agent/messages';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { AskAgain } from './ask-again';
import { PartView } from './part';
import { Said } from './said';
import { Switches, TurnFacts } from './turn-facts';

interface Props {
  message: ChatMessage;
  newest: boolean;
  streaming: boolean;
}

/** One message. Finished ones do not draw again while the next one streams. */
export const Message = memo(function Message({ message, newest, streaming }: Props) {
  if (message.role === 'user') return <Said message={message} />;
  const { notice, switches = [], interrupted } = message.metadata ?? {};
  return (
    <article aria-label={texts.product} aria-busy={streaming} className="flex min-w-0 flex-col gap-3">
      {switches.length > 0 && <Switches switches={switches} />}
      {message.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are only ever appended
        <PartView key={index} part={part} newest={newest} streaming={streaming} />
      ))}
      {notice && (
        <Notice tone="waiting">
          {notice}
          {interrupted && newest && <AskAgain request={interrupted} />}
        </Notice>
      )}
      {!streaming && <TurnFacts {...message.metadata} />}
    </article>
  );
});
