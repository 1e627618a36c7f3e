import type { Metadata } from 'next';
import { listSessions } from '@/database/auth/sessions';
import { loadUser } from '../../_server/load';
import { runtime } from '../../_server/runtime';
import { openSession } from '../../_server/session';
import { settings } from '../../_server/settings';
import { texts } from '../../_ui/texts';
import { AddressSection } from './_components/address-section';
import { PasswordSection } from './_components/password-section';
import { SessionList } from './_components/session-list';

export const metadata: Metadata = { title: texts.account.title };

export default async function AccountPage() {
  const { user, sessions, here } = await loadUser(async ({ claims }) => {
    const client = await openSession();
    const { data } = await client.auth.getUser();
    const open = await listSessions(runtime().db, { userId: claims.sub });
    return { user: data.user, sessions: open, here: claims.session_id ?? null };
  });
  const email = user?.email ?? '';
  const isOwner = email.endsWith('@localhost');
  const ways = user?.identities?.map(({ provider }) => provider) ?? [];
  const isLocal = settings().supabase === null;
  return (
    <>
      <AddressSection email={isOwner ? null : email} pending={user?.new_email ?? null} ways={ways} />
      <PasswordSection canHave={!isOwner} hasOne={ways.includes('email')} email={email} />
      <SessionList sessions={sessions} here={here} canEndOne={isLocal} />
    </>
  );
}
