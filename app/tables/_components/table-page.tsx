'use client';
import Plus from 'lucide-react/icons/plus';
import Trash from 'lucide-react/icons/trash-2';
import { useCallback, useRef, useState } from 'react';
import type { Item } from '@/engine/workflow/schema';
import { Button } from '../../_ui/button';
import { ConfirmDialog } from '../../_ui/confirm-dialog';
import { texts } from '../../_ui/texts';
import { Grid } from './grid';
import { TableHeader } from './table-header';
import { type Row, useTableRows } from './use-table-rows';

export interface TableFacts {
  id: string;
  name: string;
  columns: readonly string[];
  rowCount: number;
}

/** One table: look, edit, add, delete, CSV in and out. */
export function TablePage({ table, first }: { table: TableFacts; first: readonly Row[] }) {
  const data = useTableRows(table.id, first, table.rowCount);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState(false);
  const edit = useRef(data.edit);
  edit.current = data.edit;
  const onEdit = useCallback((change: { rowId: number; column: string; value: Item[string] }) => {
    void edit.current(change);
  }, []);

  const select = (rowId: number, on: boolean) =>
    setSelected(now => {
      const next = new Set(now);
      if (on) next.add(rowId);
      else next.delete(rowId);
      return next;
    });
  const remove = async () => {
    setAsking(false);
    await data.remove([...selected]);
    setSelected(new Set());
  };

  return (
    <>
      <TableHeader table={table} />
      {table.columns.length === 0 && data.rows.length === 0 ? (
        <p className="p-4 text-muted">{texts.table.noRows}</p>
      ) : (
        <Grid
          columns={table.columns}
          rows={data.rows}
          selected={selected}
          onSelect={select}
          onSelectAll={on => setSelected(on ? new Set(data.rows.map(({ id }) => id)) : new Set())}
          onEdit={onEdit}
          onEnd={() => void data.more()}
        />
      )}
      <footer className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-2">
        <Button size="small" disabled={data.working || table.columns.length === 0} onClick={() => void data.add()}>
          <Plus size={14} />
          {texts.table.addRow}
        </Button>
        {selected.size > 0 && (
          <Button size="small" kind="danger" disabled={data.working} onClick={() => setAsking(true)}>
            <Trash size={14} />
            {texts.table.deleteRows(selected.size)}
          </Button>
        )}
        <span className="ml-auto text-[13px] text-muted">{texts.table.rows(data.count)}</span>
      </footer>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`${texts.table.deleteRows(selected.size)}?`}
        description={texts.table.deleteRowsText}
        confirm={texts.nav.delete}
        onConfirm={() => void remove()}
      />
    </>
  );
}
