'use client';
import { type FocusEvent, type KeyboardEvent, memo } from 'react';
import type { Item } from '@/engine/workflow/schema';
import { valueText } from '../../_ui/item-text';
import { texts } from '../../_ui/texts';
import { cellValue } from './cell-value';

interface Props {
  rowId: number;
  column: string;
  value: Item[string] | undefined;
  onEdit(edit: { rowId: number; column: string; value: Item[string] }): void;
}

/** One field: written on leaving it or on Enter, which also goes down a row; Esc takes the typing back. */
export const Cell = memo(function Cell({ rowId, column, value, onEdit }: Props) {
  const text = valueText(value ?? '');
  const commit = (event: FocusEvent<HTMLInputElement>) => {
    if (event.target.value !== text) onEdit({ rowId, column, value: cellValue(event.target.value, value) });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') {
      event.currentTarget.value = text;
      event.currentTarget.blur();
    }
    if (step === undefined) return;
    event.preventDefault();
    const row = Number(event.currentTarget.closest<HTMLElement>('[data-index]')?.dataset.index) + step;
    const next = document.querySelector<HTMLInputElement>(`[data-index="${row}"] [data-cell="${CSS.escape(column)}"]`);
    if (next) next.focus();
    else event.currentTarget.blur();
  };
  return (
    <input
      key={text}
      data-cell={column}
      aria-label={texts.table.cell(column, rowId)}
      title={text}
      defaultValue={text}
      onBlur={commit}
      onKeyDown={onKeyDown}
      className="h-full w-full min-w-0 truncate bg-transparent px-2 font-mono text-[13px] outline-none focus:bg-surface focus:shadow-[inset_0_0_0_2px_var(--accent)]"
    />
  );
});
