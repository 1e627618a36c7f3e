import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { backPath } from '../_server/own-address';
import { isAnybodySignedIn } from '../_server/session';
import { readOffer } from '../_server/sign-in-offer';
import { CopyButton } from '../_ui/copy-button';
import { Notice } from '../_ui/notice';
import { texts } from '../_ui/texts';
import { problemText } from './_actions/as-guest';
import { signIn } from './_actions/sign-in';
import { AccountForm } from './_components/account-form';
import { Divider } from './_components/divider';
import { Frame, linkClass } from './_components/frame';
import { ProviderButtons } from './_components/provider-buttons';

export const metadata: Metadata = { title: texts.signin.page };

interface Props {
  searchParams: Promise<{ used?: string; problem?: string; next?: string }>;
}

const fields = [
  { name: 'email', label: texts.signin.email, type: 'email', autoComplete: 'username' },
  { name: 'password', label: texts.signin.password, type: 'password', autoComplete: 'current-password' },
] as const;

export default async function SignInPage({ searchParams }: Props) {
  const { used, problem, next } = await searchParams;
  if (!problem && (await isAnybodySignedIn())) redirect(backPath(next));
  const offer = await readOffer();
  const { signUp, providers } = offer;
  const invited = used === undefined ? invitationTo(backPath(next)) : undefined;
  const link = (offer.link && !invited) || used !== undefined;
  const title = !link ? texts.signin.hosted : used ? texts.signin.used : texts.signin.title;
  return (
    <Frame title={invited?.title ?? title} text={invited?.text}>
      {link && <LinkCommand used={used !== undefined} />}
      {problem && <Notice tone="failed">{problemText(problem)}</Notice>}
      {link && <Divider text={texts.signin.orAccount} />}
      <ProviderButtons providers={providers} next={backPath(next)} />
      {providers.length > 0 && <Divider text={texts.signin.or} />}
      <AccountForm
        action={signIn}
        fields={fields}
        hidden={{ next: backPath(next) }}
        submit={texts.signin.submit}
        kind={link ? 'plain' : 'main'}
      />
      <div className="flex flex-wrap justify-between gap-3">
        <Link href="/signin/forgot" className={linkClass}>
          {texts.signin.forgot}
        </Link>
        {signUp && (
          <Link
            href={next ? `/signin/new?next=${encodeURIComponent(backPath(next))}` : '/signin/new'}
            className={linkClass}
          >
            {texts.signin.make}
          </Link>
        )}
      </div>
    </Frame>
  );
}

/** Whoever comes by a link that somebody gave them knows nothing of this computer, but what they came for. */
function invitationTo(path: string) {
  if (path.startsWith('/join/')) return texts.signin.toJoin;
  return path.startsWith('/share/') ? texts.signin.toSee : undefined;
}

const command = 'npx parley link';

/** For who runs Parley on this computer: no password, one link. */
function LinkCommand({ used }: { used: boolean }) {
  return (
    <>
      <p className="text-muted">{used ? texts.signin.usedText : texts.signin.text}</p>
      <div className="flex items-center gap-2 rounded-lg border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-[13px]">{command}</code>
        <CopyButton text={command} />
      </div>
    </>
  );
}
