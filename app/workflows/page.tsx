import type { Metadata } from 'next';
import Link from 'next/link';
import { listWorkflowsSummary } from '@/database/workflows';
import { load } from '../_server/load';
import { buttonClass } from '../_ui/button';
import { Empty } from '../_ui/empty';
import { PageHeader } from '../_ui/page-header';
import { StateSign } from '../_ui/state-sign';
import { texts } from '../_ui/texts';
import { Time } from '../_ui/time';
import { WorkflowMenu } from './_components/workflow-menu';

export const metadata: Metadata = { title: texts.workflow.listTitle };

export default async function WorkflowsPage() {
  const workflows = await load(tx => listWorkflowsSummary(tx, { limit: 200 }));
  return (
    <>
      <PageHeader title={texts.workflow.listTitle}>
        <Link href="/" className={buttonClass('main', 'small')}>
          {texts.nav.new}
        </Link>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {workflows.length === 0 && <NoWorkflows />}
        <ul className="flex flex-col divide-y divide-line">
          {workflows.map(workflow => (
            <li key={workflow.id} className="relative flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
              <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 md:grid-cols-[minmax(0,1fr)_5rem_6rem_14rem_9rem]">
                <Link
                  href={`/workflows/${workflow.id}`}
                  title={workflow.name}
                  className="min-w-0 truncate font-medium after:absolute after:inset-0"
                >
                  {workflow.name}
                </Link>
                <StateSign state={workflow.isActive ? 'on' : 'draft'} />
                <span className="text-[13px] text-muted">{texts.steps(workflow.nodeCount)}</span>
                <span className="flex items-center gap-2 text-[13px] text-muted">
                  {workflow.lastExecution ? (
                    <>
                      <StateSign state={workflow.lastExecution.status as 'succeeded'} />
                      <Time at={workflow.lastExecution.createdAt} />
                    </>
                  ) : (
                    texts.workflow.neverRun
                  )}
                </span>
                <span className="hidden text-right text-[13px] text-muted md:block">
                  <Time at={workflow.updatedAt} />
                </span>
              </div>
              <span className="relative z-10">
                <WorkflowMenu workflow={workflow} />
              </span>
            </li>
          ))}
        </ul>
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
    </Empty>
  );
}
