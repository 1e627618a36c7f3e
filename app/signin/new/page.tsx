import type { Metadata } from 'next';
import Link from 'next/link';
import { backPath } from '../../_server/own-address';
import { readOffer } from '../../_server/sign-in-offer';
import { texts } from '../../_ui/texts';
import { signUp } from '../_actions/sign-up';
import { AccountForm } from '../_components/account-form';
import { Divider } from '../_components/divider';
import { Frame, linkClass } from '../_components/frame';
import { ProviderButtons } from '../_components/provider-buttons';
import { shortestPassword } from '../shortest-password';

export const metadata: Metadata = { title: texts.signin.newPage };

const fields = [
  { name: 'name', label: texts.signin.name, autoComplete: 'name', optional: true },
  { name: 'email', label: texts.signin.email, type: 'email', autoComplete: 'username' },
  {
    name: 'password',
    label: texts.signin.password,
    type: 'password',
    autoComplete: 'new-password',
    hint: texts.signin.passwordHint(shortestPassword),
    minLength: shortestPassword,
  },
] as const;

interface Props {
  searchParams: Promise<{ next?: string }>;
}

export default async function NewAccountPage({ searchParams }: Props) {
  const next = backPath((await searchParams).next);
  const offer = await readOffer();
  const back = (
    <Link href={next === '/' ? '/signin' : `/signin?next=${encodeURIComponent(next)}`} className={linkClass}>
      {texts.signin.back}
    </Link>
  );
  if (!offer.signUp) {
    return (
      <Frame title={texts.signin.closed} text={texts.signin.closedText}>
        {back}
      </Frame>
    );
  }
  return (
    <Frame title={texts.signin.newTitle}>
      <ProviderButtons providers={offer.providers} next={next} />
      {offer.providers.length > 0 && <Divider text={texts.signin.or} />}
      <AccountForm action={signUp} fields={fields} hidden={{ next }} submit={texts.signin.newSubmit} />
      {back}
    </Frame>
  );
}
