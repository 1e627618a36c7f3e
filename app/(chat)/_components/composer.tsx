'use client';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Square from 'lucide-react/icons/square';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';
import { cx } from '../../_ui/cx';
import { texts } from '../../_ui/texts';

interface Props {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onChange(value: string): void;
  onSend(): void;
  onStop(): void;
  working: boolean;
  placeholder?: string;
  /** There is something to send beside the text. */
  hasFiles?: boolean;
  /** Files are still on their way: sending waits. */
  waits?: boolean;
  onFiles?(files: Iterable<File>): void;
  /** Above the text: what goes along with it. */
  files?: ReactNode;
  /** A list over the text that takes some keys: what it is, and whether a key was for it. */
  list?: { id: string; activeId: string | undefined; onKey(event: KeyboardEvent): boolean };
  /** Below the text, to the left. */
  tools?: ReactNode;
}

/** Where one says it. Enter sends, Shift+Enter makes a new line, Esc stops what is going on. */
export function Composer({ field, value, onChange, onSend, onStop, working, ...props }: Props) {
  const { placeholder, hasFiles = false, waits = false, onFiles, files, list, tools } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text, whoever changed it
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = '0px';
    area.style.height = `${Math.min(area.scrollHeight, 240)}px`;
  }, [value, field]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (list?.onKey(event)) return;
    if (event.key === 'Escape' && working) return onStop();
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSend();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!onFiles || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    onFiles([...event.clipboardData.files]);
  };

  return (
    <form
      action={onSend}
      className="flex flex-col gap-1 rounded-xl border border-line-strong bg-raised p-1.5 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
    >
      {files}
      <textarea
        ref={field}
        rows={1}
        value={value}
        aria-label={texts.chat.field}
        title={texts.chat.newline}
        aria-controls={list?.id}
        aria-activedescendant={list?.activeId}
        placeholder={placeholder ?? texts.chat.placeholder}
        onChange={event => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="min-h-8 min-w-0 resize-none bg-transparent px-2 py-1.5 outline-none placeholder:text-faint"
      />
      <div className="flex items-center gap-0.5">
        {tools}
        <button
          type={working ? 'button' : 'submit'}
          disabled={!working && (waits || (value.trim() === '' && !hasFiles))}
          onClick={working ? onStop : undefined}
          aria-label={working ? texts.chat.stop : texts.chat.send}
          title={working ? `${texts.chat.stop} (Esc)` : `${texts.chat.send} (Enter)`}
          className={cx(
            'ml-auto flex size-8 shrink-0 items-center justify-center rounded-lg bg-text text-surface transition-colors duration-100',
            'hover:bg-muted disabled:bg-line-strong disabled:text-surface',
          )}
        >
          {working ? <Square size={12} fill="currentColor" /> : <ArrowUp size={16} />}
        </button>
      </div>
    </form>
  );
}
