'use client';
import { useEffect, useRef } from 'react';
import { cx } from '../../_ui/cx';
import { texts } from '../../_ui/texts';
import { type Slash, slashListId, slashOptionId } from './use-slash';

const words = texts.template;

/** The templates, above the composer; the focus stays in the text. */
export function SlashMenu({ slash }: { slash: Slash }) {
  const { open, loading, working, entries, active, point, choose } = slash;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${slashOptionId(active)}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  if (!open) return null;
  return (
    <div className="absolute inset-x-4 bottom-full z-20 mb-1 overflow-hidden rounded-lg border border-line bg-raised shadow-float">
      <div
        ref={list}
        id={slashListId}
        role="listbox"
        aria-label={words.slashTitle}
        className="max-h-80 overflow-y-auto p-1"
      >
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are the composer's, which keeps the focus
          <div
            key={entry.id}
            id={slashOptionId(index)}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => index !== active && point(index)}
            onMouseDown={event => event.preventDefault()}
            onClick={() => choose(entry)}
            className={cx('cursor-pointer rounded px-2 py-1.5', index === active && 'bg-hover')}
          >
            <div className="flex items-baseline gap-2">
              <span className="min-w-0 truncate font-medium">{entry.name}</span>
              <span className="shrink-0 text-faint text-xs">{entry.category}</span>
            </div>
            <p className="truncate text-[13px] text-muted" title={entry.description}>
              {entry.description}
            </p>
          </div>
        ))}
      </div>
      <p aria-live="polite" className="border-line border-t px-3 py-1.5 text-faint text-xs">
        {working
          ? words.using
          : loading
            ? texts.error.loading
            : entries.length === 0
              ? words.slashNothing
              : words.slashHint}
      </p>
    </div>
  );
}
