'use client';
import ExternalLink from 'lucide-react/icons/external-link';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '../../_ui/button';
import { cx } from '../../_ui/cx';
import { texts } from '../../_ui/texts';
import { useWorkflowView } from './use-workflow-view';
import { WorkflowTabs } from './workflow-tabs';

interface Props {
  workflowId: string;
  /** Changes when the workflow may have changed. */
  stamp: string;
  end: ReactNode;
}

/** The workflow of a conversation, beside it. */
export function WorkflowPanel({ workflowId, stamp, end }: Props) {
  const { view, failure, reload } = useWorkflowView(workflowId, stamp);
  const links = (
    <>
      <Link
        href={`/workflows/${workflowId}`}
        aria-label={texts.workflow.openPage}
        title={texts.workflow.openPage}
        className={cx(buttonClass('quiet', 'small'), 'size-8! px-0!')}
      >
        <ExternalLink size={16} />
      </Link>
      {end}
    </>
  );
  if (view) return <WorkflowTabs view={view} withOverview onChanged={reload} end={links} />;
  return (
    <div className="flex items-center justify-between p-3 text-muted">
      {failure ?? texts.error.loading}
      {end}
    </div>
  );
}
