import { redirect } from 'next/navigation';
import { openShareLink } from '@/database/shares';
import { load } from '../../_server/load';

/** Whoever has the link and is signed in gets a share of their own; a link that was taken back is not there. */
export default async function SharedPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { workflowId } = await load(tx => openShareLink(tx, { token }));
  redirect(`/workflows/${workflowId}`);
}
