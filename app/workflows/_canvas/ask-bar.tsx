'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import type { BoardState } from './use-board';

interface Props {
  board: BoardState;
  workflowId: string;
  chatId: string | null;
}

/** Says something about the chosen steps in the conversation of this workflow. */
export function AskBar({ board, workflowId, chatId }: Props) {
  const router = useRouter();
  const [text, setText] = useState('');
  const names = [...board.chosen].flatMap(id => board.byId.get(id)?.key ?? []).map(key => `@${key}`);
  const send = async () => {
    await board.editor.flush();
    const draft = encodeURIComponent(`${names.join(' ')} ${text}`.trim());
    router.push(chatId ? `/chat/${chatId}?draft=${draft}` : `/?workflow=${workflowId}&draft=${draft}`);
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        board.setPanel(null);
        board.root.current?.focus();
      }}
      className="absolute inset-x-2 bottom-2 z-20 mx-auto flex max-w-2xl items-center gap-2 rounded-md border border-line-strong bg-raised p-1.5 shadow-float"
    >
      <span className="max-w-40 truncate pl-1 font-mono text-muted text-xs">{names.join(' ')}</span>
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
        autoFocus
        value={text}
        onChange={event => setText(event.target.value)}
        placeholder={texts.canvas.askPlaceholder}
        aria-label={texts.canvas.actions.ask}
        className="h-8 min-w-0 flex-1 bg-transparent px-1 outline-none placeholder:text-faint"
      />
      <Button type="submit" size="small" kind="main" disabled={text.trim() === ''}>
        {texts.canvas.askSend}
      </Button>
    </form>
  );
}
