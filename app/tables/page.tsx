import type { Metadata } from 'next';
import Link from 'next/link';
import { listTablesSummary } from '@/database/tables';
import { load } from '../_server/load';
import { Empty } from '../_ui/empty';
import { PageHeader } from '../_ui/page-header';
import { texts } from '../_ui/texts';
import { Time } from '../_ui/time';
import { NewTable } from './_components/new-table';
import { TableMenu } from './_components/table-menu';

export const metadata: Metadata = { title: texts.table.listTitle };

export default async function TablesPage() {
  const tables = await load(listTablesSummary);
  return (
    <>
      <PageHeader title={texts.table.listTitle}>
        <NewTable />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {tables.length === 0 && (
          <Empty title={texts.table.emptyTitle}>
            <p>{texts.table.emptyText}</p>
          </Empty>
        )}
        <ul className="flex flex-col divide-y divide-line">
          {tables.map(table => (
            <li key={table.id} className="relative flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
              <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_6rem_6rem_9rem]">
                <Link
                  href={`/tables/${table.id}`}
                  title={table.name}
                  className="min-w-0 truncate font-medium after:absolute after:inset-0"
                >
                  {table.name}
                </Link>
                <span className="text-right text-[13px] text-muted">{texts.table.rows(table.rowCount)}</span>
                <span className="hidden text-right text-[13px] text-muted sm:block">
                  {texts.table.columns(table.columns.length)}
                </span>
                <span className="hidden text-right text-[13px] text-muted sm:block">
                  <Time at={table.updatedAt} />
                </span>
              </div>
              <span className="relative z-10">
                <TableMenu table={table} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
