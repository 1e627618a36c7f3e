import { notFound } from 'next/navigation';
import { load } from '@/app/_server/load';
import { readDraft } from '@/database/workflows';
import { BareCanvas } from './bare-canvas';

interface Props {
  searchParams: Promise<{ workflow?: string }>;
}

/** A workflow's steps in React Flow and nothing else: what our canvas is measured against. Not part of the product. */
export default async function BareCanvasPage({ searchParams }: Props) {
  if (process.env.NODE_ENV === 'production' && process.env.PARLEY_DESIGN !== '1') notFound();
  const { workflow: workflowId } = await searchParams;
  if (!workflowId) notFound();
  const { workflow } = await load(tx => readDraft(tx, { workflowId }));
  const nodes = workflow.nodes.map(({ id, label, position }) => ({
    ...{ id, data: { label }, position: position ?? { x: 0, y: 0 }, width: 200, height: 72 },
  }));
  const edges = workflow.connections.map(({ id, from, to }) => ({ id, source: from, target: to }));
  return <BareCanvas nodes={nodes} edges={edges} />;
}
