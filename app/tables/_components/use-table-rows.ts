'use client';
import { useState } from 'react';
import type { Item } from '@/engine/workflow/schema';
import { useAction } from '../../_ui/use-action';
import { addRow } from '../_actions/add-row';
import { deleteRows } from '../_actions/delete-rows';
import { editCell } from '../_actions/edit-cell';
import { readRows } from '../_actions/read-rows';

export interface Row {
  id: number;
  values: Item;
}

interface Edit {
  rowId: number;
  column: string;
  value: Item[string];
}

/** The rows that are loaded, and the ways to change them. An edit shows at once and is taken back when it is refused. */
export function useTableRows(tableId: string, first: readonly Row[], total: number) {
  const [rows, setRows] = useState(first);
  const [count, setCount] = useState(total);
  const [complete, setComplete] = useState(first.length >= total);
  const [working, act] = useAction({ refresh: false });

  const put = ({ rowId, column, value }: Edit) =>
    setRows(all => all.map(row => (row.id === rowId ? { ...row, values: { ...row.values, [column]: value } } : row)));

  return {
    rows,
    count,
    working,
    async edit(edit: Edit) {
      const before = rows.find(row => row.id === edit.rowId)?.values[edit.column] ?? null;
      put(edit);
      if (!(await act(() => editCell({ tableId, ...edit })))) put({ ...edit, value: before });
    },
    async add() {
      const done = await act(() => addRow({ tableId }));
      if (!done) return;
      setCount(now => now + 1);
      if (complete) setRows(all => [...all, done.value]);
    },
    async remove(rowIds: readonly number[]) {
      const done = await act(() => deleteRows({ tableId, rowIds: [...rowIds] }));
      if (!done) return;
      setCount(now => now - done.value);
      setRows(all => all.filter(row => !rowIds.includes(row.id)));
    },
    async more() {
      if (complete || working) return;
      const done = await act(() => readRows({ tableId, after: rows.at(-1)?.id ?? 0 }));
      if (!done) return;
      setComplete(done.value.length < 1000);
      setRows(all => [...all, ...done.value]);
    },
  };
}
