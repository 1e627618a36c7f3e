import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { openShareLink } from '@/database/shares';
import { takeLink } from '../../_server/take-link';
import { buttonClass } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { Frame } from '../../signin/_components/frame';

export const metadata: Metadata = { title: texts.share.linkPage, referrer: 'no-referrer' };

/** Whoever has the link and is signed in gets a share of their own; one that is over or taken back says so. */
export default async function SharedPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { taken } = await takeLink({ path: `/share/${token}`, take: tx => openShareLink(tx, { token }) });
  if (taken) redirect(`/workflows/${taken.workflowId}`);
  return (
    <Frame title={texts.share.linkGone} text={texts.share.linkGoneText}>
      <Link href="/workflows" className={buttonClass('main')}>
        {texts.share.toWorkflows}
      </Link>
    </Frame>
  );
}
