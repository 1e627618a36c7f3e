'use client';
import Columns from 'lucide-react/icons/columns-3';
import Download from 'lucide-react/icons/download';
import Upload from 'lucide-react/icons/upload';
import { useState } from 'react';
import { Button, buttonClass } from '../../_ui/button';
import { PageHeader } from '../../_ui/page-header';
import { RenameDialog } from '../../_ui/rename-dialog';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { addColumn } from '../_actions/add-column';
import { ImportButton } from './import-button';
import { TableMenu } from './table-menu';
import type { TableFacts } from './table-page';

export function TableHeader({ table }: { table: TableFacts }) {
  const [, act] = useAction();
  const [naming, setNaming] = useState(false);
  return (
    <PageHeader title={<span title={table.name}>{table.name}</span>}>
      <Button size="small" onClick={() => setNaming(true)}>
        <Columns size={14} />
        {texts.table.addColumn}
      </Button>
      <ImportButton tableId={table.id}>
        <Upload size={14} />
        {texts.table.import}
      </ImportButton>
      <a href={`/api/tables/${table.id}/csv`} download className={buttonClass('plain', 'small')}>
        <Download size={14} />
        {texts.table.export}
      </a>
      <TableMenu table={table} />
      <RenameDialog
        open={naming}
        title={texts.table.addColumn}
        name=""
        save={texts.table.addColumn}
        onClose={() => setNaming(false)}
        onSave={name => act(() => addColumn({ tableId: table.id, name }))}
      />
    </PageHeader>
  );
}
