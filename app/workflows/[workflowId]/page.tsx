import type { Metadata } from 'next';
import { readDraft } from '@/database/workflows';
import { load, loadUser } from '../../_server/load';
import { WorkflowPage } from '../_components/workflow-page';
import { loadWorkflowView } from '../_server/load-workflow-view';

interface Props {
  params: Promise<{ workflowId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workflowId } = await params;
  const { workflow } = await load(tx => readDraft(tx, { workflowId }));
  return { title: workflow.name };
}

export default async function OneWorkflowPage({ params }: Props) {
  const { workflowId } = await params;
  const view = await loadUser(user => loadWorkflowView(user, workflowId));
  return <WorkflowPage view={view} />;
}
