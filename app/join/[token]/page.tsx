import { redirect } from 'next/navigation';
import { acceptInvitation } from '@/database/invitations';
import { load } from '../../_server/load';

/** Makes a member of the person that the invitation was sent to. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  await load(tx => acceptInvitation(tx, { token }));
  redirect('/workflows');
}
