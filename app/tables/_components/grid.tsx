'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Item } from '@/engine/workflow/schema';
import { texts } from '../../_ui/texts';
import { Cell } from './cell';
import type { Row } from './use-table-rows';

interface Props {
  columns: readonly string[];
  rows: readonly Row[];
  selected: ReadonlySet<number>;
  onSelect(rowId: number, selected: boolean): void;
  onSelectAll(selected: boolean): void;
  onEdit(edit: { rowId: number; column: string; value: Item[string] }): void;
  /** The end of what is loaded came into view. */
  onEnd(): void;
}

/** Rows and fields to edit in place. Only what is in view is drawn, so ten thousand rows are as quick as ten. */
export function Grid({ columns, rows, selected, onSelect, onSelectAll, onEdit, onEnd }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 33,
    overscan: 12,
  });
  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each length that is loaded
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd();
  }, [last, rows.length]);
  const template = { gridTemplateColumns: `3.5rem repeat(${Math.max(columns.length, 1)}, minmax(9rem, 1fr))` };

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <div className="min-w-max">
        <div className="sticky top-0 z-10 grid h-8 border-line border-b bg-sunken text-[13px]" style={template}>
          <span className="flex items-center justify-center">
            <input
              type="checkbox"
              aria-label={texts.table.selectAll}
              checked={rows.length > 0 && selected.size === rows.length}
              onChange={event => onSelectAll(event.target.checked)}
            />
          </span>
          {columns.map(column => (
            <span key={column} title={column} className="truncate px-2 py-1.5 font-medium">
              {column}
            </span>
          ))}
        </div>
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {visible.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <div
                key={row.id}
                data-index={index}
                className="absolute inset-x-0 grid h-[33px] divide-x divide-line border-line border-b hover:bg-hover has-checked:bg-accent-soft"
                style={{ ...template, transform: `translateY(${start}px)` }}
              >
                <label className="group flex items-center justify-center font-mono text-faint text-xs">
                  <input
                    type="checkbox"
                    aria-label={texts.table.select(row.id)}
                    checked={selected.has(row.id)}
                    onChange={event => onSelect(row.id, event.target.checked)}
                    className="peer absolute opacity-0 checked:opacity-100 focus-visible:opacity-100 group-hover:opacity-100"
                  />
                  <span className="group-hover:opacity-0 peer-checked:opacity-0 peer-focus-visible:opacity-0">
                    {row.id}
                  </span>
                </label>
                {columns.map(column => (
                  <Cell key={column} rowId={row.id} column={column} value={row.values[column]} onEdit={onEdit} />
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
