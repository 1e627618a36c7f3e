import type { Metadata } from 'next';
import Link from 'next/link';
import { listOverview, listTags } from '@/database/workflow-overview';
import { load } from '../_server/load';
import { buttonClass } from '../_ui/button';
import { Empty } from '../_ui/empty';
import { PageHeader } from '../_ui/page-header';
import { texts } from '../_ui/texts';
import { ImportButton } from './_home/import-button';
import { WorkflowHome } from './_home/workflow-home';

export const metadata: Metadata = { title: texts.workflow.listTitle };

const pageSize = 100;

interface Props {
  searchParams: Promise<{ tag?: string; after?: string; id?: string }>;
}

export default async function WorkflowsPage({ searchParams }: Props) {
  const { tag, after, id } = await searchParams;
  const page = after && id ? { updatedAt: after, id } : undefined;
  const { workflows, tags } = await load(async tx => ({
    workflows: await listOverview(tx, { limit: pageSize, tag, after: page }),
    tags: await listTags(tx),
  }));
  const last = workflows.length === pageSize ? workflows.at(-1) : undefined;
  const query = new URLSearchParams({ ...(tag && { tag }), ...(last && { after: last.updatedAt, id: last.id }) });
  return (
    <>
      <PageHeader title={texts.workflow.listTitle}>
        <ImportButton />
        <Link href="/" className={buttonClass('main', 'small')}>
          {texts.nav.new}
        </Link>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {workflows.length === 0 && !tag && !after ? (
          <NoWorkflows />
        ) : (
          <WorkflowHome
            workflows={workflows}
            tags={tags}
            tag={tag ?? null}
            next={last ? `/workflows?${query}` : null}
          />
        )}
      </div>
    </>
  );
}

function NoWorkflows() {
  return (
    <Empty title={texts.workflow.emptyTitle}>
      <p>{texts.workflow.emptyText}</p>
      {texts.examples.slice(0, 2).map(({ title, text }) => (
        <Link
          key={title}
          href={`/?draft=${encodeURIComponent(text)}`}
          className="w-full rounded-md border border-line bg-raised px-3 py-2 text-text hover:bg-hover"
        >
          {text}
        </Link>
      ))}
      <Link href="/templates" className={buttonClass()}>
        {texts.template.listTitle}
      </Link>
    </Empty>
  );
}
