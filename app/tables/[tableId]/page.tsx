import type { Metadata } from 'next';
import { listRows } from '@/database/table-rows';
import { countRows, readTable } from '@/database/tables';
import { load } from '../../_server/load';
import { TablePage } from '../_components/table-page';

interface Props {
  params: Promise<{ tableId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tableId } = await params;
  const { name } = await load(tx => readTable(tx, { tableId }));
  return { title: name };
}

export default async function OneTablePage({ params }: Props) {
  const { tableId } = await params;
  const { table, rows, rowCount } = await load(async tx => ({
    table: await readTable(tx, { tableId }),
    rows: await listRows(tx, { tableId, limit: 1000 }),
    rowCount: await countRows(tx, { tableId }),
  }));
  const { id, name, columns } = table;
  // A workflow may have added rows since: the newest time and number make the page take what the server has.
  return (
    <TablePage key={`${table.updatedAt} ${columns.length}`} table={{ id, name, columns, rowCount }} first={rows} />
  );
}
