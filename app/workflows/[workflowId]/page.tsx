import type { Metadata } from 'next';
import { preload } from 'react-dom';
import { readWorkflowName } from '@/database/workflows';
import { load, loadUser } from '../../_server/load';
import { catalogueAddress } from '../_canvas/open-canvas';
import { WorkflowPage } from '../_components/workflow-page';
import { firstTab } from '../_components/workflow-view';
import { loadWorkflowView } from '../_server/load-workflow-view';

interface Props {
  params: Promise<{ workflowId: string }>;
  searchParams: Promise<{ tab?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workflowId } = await params;
  return { title: await load(tx => readWorkflowName(tx, { workflowId })) };
}

export default async function OneWorkflowPage({ params, searchParams }: Props) {
  const { workflowId } = await params;
  const { view, snapshot } = await loadUser(user => loadWorkflowView(user, workflowId));
  const tab = (await searchParams).tab ?? firstTab(view);
  if (tab !== 'canvas') return <WorkflowPage view={view} tab={tab} />;
  // It is read while the scripts are still on their way.
  preload(catalogueAddress, { as: 'fetch', crossOrigin: 'anonymous' });
  return <WorkflowPage view={view} tab={tab} snapshot={snapshot()} />;
}
