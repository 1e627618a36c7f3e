import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { acceptInvitation } from '@/database/invitations';
import { takeLink } from '../../_server/take-link';
import { Button, buttonClass } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { Frame } from '../../signin/_components/frame';
import { changeAccount } from '../_actions/change-account';

export const metadata: Metadata = { title: texts.team.joinPage, referrer: 'no-referrer' };

/** Makes a member of the person that the invitation was sent to; anybody else is told what may be the matter. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const path = `/join/${token}`;
  const result = await takeLink({ path, take: tx => acceptInvitation(tx, { token }) });
  if (result.taken) redirect(`/settings/teams/${result.taken.teamId}`);
  const email = 'email' in result ? result.email : '';
  return (
    <Frame title={texts.team.joinFailed} text={texts.team.joinFailedText(email)}>
      <p className="text-muted">{texts.team.joinFailedNext}</p>
      <form action={changeAccount} className="flex flex-wrap gap-2">
        <input type="hidden" name="next" value={path} />
        <Button type="submit" kind="main">
          {texts.team.otherAddress}
        </Button>
        <Link href="/settings/teams" className={buttonClass()}>
          {texts.team.toTeams}
        </Link>
      </form>
    </Frame>
  );
}
