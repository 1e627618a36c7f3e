import type { Metadata } from 'next';
import Link from 'next/link';
import { texts } from '../../_ui/texts';
import { askForPassword } from '../_actions/ask-for-password';
import { AccountForm } from '../_components/account-form';
import { Frame, linkClass } from '../_components/frame';

export const metadata: Metadata = { title: texts.signin.forgotPage };

const fields = [{ name: 'email', label: texts.signin.email, type: 'email', autoComplete: 'username' }] as const;

export default function ForgotPage() {
  return (
    <Frame title={texts.signin.forgotTitle} text={texts.signin.forgotText}>
      <AccountForm action={askForPassword} fields={fields} submit={texts.signin.forgotSubmit} />
      <Link href="/signin" className={linkClass}>
        {texts.signin.back}
      </Link>
    </Frame>
  );
}
