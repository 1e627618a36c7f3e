import type { Metadata } from 'next';
import Link from 'next/link';
import { listExecutions } from '@/database/executions';
import { load } from '../_server/load';
import { buttonClass } from '../_ui/button';
import { Empty } from '../_ui/empty';
import { PageHeader } from '../_ui/page-header';
import { texts } from '../_ui/texts';
import { RunsTable } from './_components/runs-table';

export const metadata: Metadata = { title: texts.nav.runs };

const pageSize = 50;

interface Props {
  searchParams: Promise<{ before?: string }>;
}

export default async function RunsPage({ searchParams }: Props) {
  const { before } = await searchParams;
  const runs = await load(tx => listExecutions(tx, { before, limit: pageSize }));
  const last = runs.length === pageSize ? runs.at(-1) : undefined;
  return (
    <>
      <PageHeader title={texts.nav.runs} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {runs.length > 0 ? (
          <RunsTable runs={runs} withName />
        ) : (
          <Empty title={texts.run.emptyTitle}>
            <p>{texts.run.emptyText}</p>
            <Link href="/" className={buttonClass('main')}>
              {texts.workflow.start}
            </Link>
          </Empty>
        )}
        {last && (
          <p className="p-4">
            <Link href={`/runs?before=${last.id}`} className={buttonClass()}>
              {texts.run.older}
            </Link>
          </p>
        )}
      </div>
    </>
  );
}
