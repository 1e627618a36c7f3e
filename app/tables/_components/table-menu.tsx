'use client';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '../../_ui/confirm-dialog';
import { Menu } from '../../_ui/menu';
import { RenameDialog } from '../../_ui/rename-dialog';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { deleteTable } from '../_actions/delete-table';
import { renameTable } from '../_actions/rename-table';
import type { TableFacts } from './table-page';

export function TableMenu({ table }: { table: Pick<TableFacts, 'id' | 'name' | 'rowCount'> }) {
  const { id: tableId, name, rowCount } = table;
  const router = useRouter();
  const [, act] = useAction();
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const remove = async () => {
    if (await act(() => deleteTable({ tableId }))) router.push('/tables');
  };
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`${texts.table.actions}: ${name}`}
            className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
          >
            <Ellipsis size={16} />
          </button>
        }
        entries={[
          { label: texts.nav.rename, icon: <Pencil size={14} />, onSelect: () => setOpen('rename') },
          { label: texts.nav.delete, icon: <Trash size={14} />, danger: true, onSelect: () => setOpen('delete') },
        ]}
      />
      <RenameDialog
        key={name}
        open={open === 'rename'}
        title={texts.table.renameTitle}
        hint={texts.table.renameHint}
        name={name}
        onClose={close}
        onSave={next => act(() => renameTable({ tableId, name: next }))}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={close}
        title={texts.table.deleteTitle(name)}
        description={texts.table.deleteText(rowCount)}
        confirm={texts.nav.delete}
        onConfirm={remove}
      />
    </>
  );
}
