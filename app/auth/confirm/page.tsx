import type { Metadata } from 'next';
import Link from 'next/link';
import { texts } from '../../_ui/texts';
import { confirmLink } from '../../signin/_actions/confirm-link';
import { AccountForm } from '../../signin/_components/account-form';
import { Frame, linkClass } from '../../signin/_components/frame';

export const metadata: Metadata = { title: texts.signin.page, referrer: 'no-referrer' };

interface Props {
  searchParams: Promise<{ token_hash?: string; type?: string; redirect_to?: string }>;
}

const isKnown = (type: string | undefined): type is keyof typeof texts.signin.confirm =>
  type !== undefined && Object.hasOwn(texts.signin.confirm, type);

/** For whoever comes with a link that is no good any more. */
function Ways({ recovers = true }: { recovers?: boolean }) {
  return (
    <div className="flex flex-wrap justify-between gap-3">
      <Link href="/signin" className={linkClass}>
        {texts.signin.back}
      </Link>
      {recovers && (
        <Link href="/signin/forgot" className={linkClass}>
          {texts.signin.another}
        </Link>
      )}
    </div>
  );
}

/** Where the person wanted to go before they made their account: asked for again when it is gone to. */
const nextOf = (back: string | undefined): string =>
  back && URL.canParse(back) ? (new URL(back).searchParams.get('next') ?? '') : '';

/** Where a mailed link leads. Programs that look into mails open links; nothing happens until somebody presses. */
export default async function ConfirmPage({ searchParams }: Props) {
  const { token_hash: token, type, redirect_to: back } = await searchParams;
  if (!token || !isKnown(type)) {
    return (
      <Frame title={texts.signin.badLink} text={texts.signin.badLinkText}>
        <Ways />
      </Frame>
    );
  }
  const { title, text, submit } = texts.signin.confirm[type];
  return (
    <Frame title={title} text={text}>
      <AccountForm
        action={confirmLink}
        fields={[]}
        hidden={{ token_hash: token, type, next: nextOf(back) }}
        submit={submit}
      />
      <Ways recovers={type === 'recovery'} />
    </Frame>
  );
}
