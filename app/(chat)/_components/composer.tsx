'use client';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Square from 'lucide-react/icons/square';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
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
}

/** Where one says it. Enter sends, Shift+Enter makes a new line, Esc stops what is going on. */
export function Composer({ field, value, onChange, onSend, onStop, working, placeholder }: Props) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text, whoever changed it
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = '0px';
    area.style.height = `${Math.min(area.scrollHeight, 240)}px`;
  }, [value, field]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && working) return onStop();
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSend();
  };

  return (
    <form
      action={onSend}
      className="flex items-end gap-2 rounded-xl border border-line-strong bg-raised p-1.5 pl-3.5 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent"
    >
      <textarea
        ref={field}
        rows={1}
        value={value}
        aria-label={texts.chat.field}
        title={texts.chat.newline}
        placeholder={placeholder ?? texts.chat.placeholder}
        onChange={event => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="min-h-8 min-w-0 flex-1 resize-none bg-transparent py-1.5 outline-none placeholder:text-faint"
      />
      <button
        type={working ? 'button' : 'submit'}
        disabled={!working && value.trim() === ''}
        onClick={working ? onStop : undefined}
        aria-label={working ? texts.chat.stop : texts.chat.send}
        title={working ? `${texts.chat.stop} (Esc)` : `${texts.chat.send} (Enter)`}
        className={cx(
          'flex size-8 shrink-0 items-center justify-center rounded-lg bg-text text-surface transition-colors duration-100',
          'hover:bg-muted disabled:bg-line-strong disabled:text-surface',
        )}
      >
        {working ? <Square size={12} fill="currentColor" /> : <ArrowUp size={16} />}
      </button>
    </form>
  );
}
