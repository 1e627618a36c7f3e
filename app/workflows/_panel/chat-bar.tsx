'use client';
import ArrowUp from 'lucide-react/icons/arrow-up';
import X from 'lucide-react/icons/x';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ChatMessage } from '@/agent/messages';
import { buttonClass } from '../../_ui/button';
import { IconButton } from '../../_ui/icon-button';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { readMessages } from './_actions/read-messages';
import { useSelection } from './selection';

/** The cards of a conversation are loaded when the first thing is said here. */
const Conversation = dynamic(() => import('./bar-conversation').then(({ BarConversation }) => BarConversation), {
  ssr: false,
});

const words = texts.step;

interface Props {
  workflowId: string;
  chatId: string | null;
  /** A turn is over: the workflow may be another one now. */
  onDone(): void;
}

interface Opened {
  chatId: string;
  messages: readonly ChatMessage[];
}

/** One line to ask about the workflow, or about the steps that are chosen; the answer stands above it. */
export function ChatBar({ workflowId, chatId, onDone }: Props) {
  const keys = useSelection();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [folded, setFolded] = useState(false);
  const [asked, setAsked] = useState({ number: 0, text: '' });
  const [working, setWorking] = useState(false);

  const send = async () => {
    if (!text.trim() || working) return;
    const now = opened ?? (await open(chatId));
    if (!now) return;
    setOpened(now);
    setFolded(false);
    setAsked(({ number }) => ({ number: number + 1, text: [...keys.map(key => `@${key}`), text.trim()].join(' ') }));
    setText('');
  };
  const onWorking = (next: boolean) => {
    if (working && !next) onDone();
    setWorking(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !opened || folded) return;
    event.stopPropagation();
    setFolded(true);
    field.current?.focus();
  };
  return (
    <section aria-label={words.ask} onKeyDown={onKeyDown} className="shrink-0 border-line border-t bg-surface">
      {opened && (
        <div hidden={folded} className="mx-auto flex max-h-[50vh] max-w-[48rem] flex-col">
          <div className="flex items-center justify-end gap-1 px-3 pt-2">
            <Link href={`/chat/${opened.chatId}`} className={buttonClass('quiet', 'small')}>
              {words.wholeConversation}
            </Link>
            <IconButton label={words.askClose} keys="Esc" onClick={() => setFolded(true)}>
              <X size={16} />
            </IconButton>
          </div>
          <div className="min-h-0 overflow-y-auto px-4">
            <Conversation
              {...{ ...opened, workflowId, asked, onWorking }}
              onMention={key => {
                setText(now => `${now}@${key} `);
                field.current?.focus();
              }}
            />
          </div>
        </div>
      )}
      <form
        action={send}
        className="mx-auto flex max-w-[48rem] items-center gap-2 px-3 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
      >
        {keys.length > 0 && (
          <span className="max-w-40 truncate font-mono text-[13px] text-accent" title={keys.join(', ')}>
            {keys.map(key => `@${key}`).join(' ')}
          </span>
        )}
        <input
          ref={field}
          value={text}
          onChange={event => setText(event.target.value)}
          onFocus={() => setFolded(false)}
          aria-label={words.ask}
          placeholder={words.ask}
          className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-raised px-2.5 placeholder:text-faint"
        />
        <button
          type="submit"
          disabled={working || text.trim() === ''}
          aria-label={texts.chat.send}
          title={`${texts.chat.send} (Enter)`}
          className="flex size-8 shrink-0 items-center justify-center rounded-lg bg-text text-surface hover:bg-muted disabled:bg-line-strong"
        >
          <ArrowUp size={16} />
        </button>
      </form>
    </section>
  );
}

/** The conversation this workflow has, or a new one about it. */
async function open(chatId: string | null): Promise<Opened | null> {
  if (chatId === null) return { chatId: crypto.randomUUID(), messages: [] };
  const result = await readMessages({ chatId }).catch(() => null);
  if (result && 'value' in result) return { chatId, messages: result.value };
  notify(result ? result.error.message : texts.error.offline);
  return null;
}
