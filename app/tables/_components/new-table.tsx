'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { RenameDialog } from '../../_ui/rename-dialog';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { createTable } from '../_actions/create-table';

export function NewTable() {
  const router = useRouter();
  const [working, act] = useAction();
  const [open, setOpen] = useState(false);
  const create = async (name: string) => {
    const done = await act(() => createTable({ name }));
    if (done) router.push(`/tables/${done.value.id}`);
  };
  return (
    <>
      <Button kind="main" size="small" disabled={working} onClick={() => setOpen(true)}>
        {texts.table.new}
      </Button>
      <RenameDialog
        open={open}
        title={texts.table.new}
        name=""
        save={texts.table.create}
        onClose={() => setOpen(false)}
        onSave={create}
      />
    </>
  );
}
