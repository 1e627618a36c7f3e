import type { Metadata } from 'next';
import Link from 'next/link';
import { listRuns, listRunWorkflows } from '@/database/run-list';
import { readRunRetention } from '@/database/run-retention';
import { load } from '../_server/load';
import { settings } from '../_server/settings';
import { buttonClass } from '../_ui/button';
import { Empty } from '../_ui/empty';
import { PageHeader } from '../_ui/page-header';
import { texts } from '../_ui/texts';
import { FilterBar } from './_components/filter-bar';
import { LiveRuns } from './_components/live-runs';
import { ReplayButton } from './_components/replay-button';
import { RunQuery, toAddress, toFilter } from './_components/run-filter';

export const metadata: Metadata = { title: texts.nav.runs };

const pageSize = 50;

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunsPage({ searchParams }: Props) {
  const query = RunQuery.parse(await searchParams);
  const { runs, workflows, retention } = await load(async tx => ({
    runs: await listRuns(tx, { ...toFilter(query), limit: pageSize }),
    workflows: await listRunWorkflows(tx),
    retention: await readRunRetention(tx, { workflowId: query.workflow, standardDays: settings().runDays }),
  }));
  const last = runs.length === pageSize ? runs.at(-1) : undefined;
  const isFiltered = Object.values(query).some(value => value !== undefined);
  return (
    <>
      <PageHeader title={texts.nav.runs}>
        {query.workflow && runs.length > 0 && <ReplayButton workflowId={query.workflow} />}
      </PageHeader>
      {(runs.length > 0 || isFiltered) && <FilterBar query={query} workflows={workflows} />}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {runs.length > 0 || isFiltered ? (
          <LiveRuns runs={runs} query={query} limit={pageSize} />
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
            <Link href={toAddress({ ...query, before: last.id })} className={buttonClass()}>
              {texts.run.older}
            </Link>
          </p>
        )}
        {retention && runs.length > 0 && <p className="px-4 py-3 text-muted text-sm">{texts.run.keptFor(retention)}</p>}
      </div>
    </>
  );
}
