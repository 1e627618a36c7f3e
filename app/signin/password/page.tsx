import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { isAnybodySignedIn } from '../../_server/session';
import { texts } from '../../_ui/texts';
import { choosePassword } from '../_actions/choose-password';
import { AccountForm } from '../_components/account-form';
import { Frame } from '../_components/frame';
import { newPasswordField } from '../new-password-field';

export const metadata: Metadata = { title: texts.signin.choosePage };

const fields = [newPasswordField];

export default async function ChoosePasswordPage() {
  if (!(await isAnybodySignedIn())) redirect('/signin?problem=otp_expired');
  return (
    <Frame title={texts.signin.chooseTitle} text={texts.signin.chooseText}>
      <AccountForm action={choosePassword} fields={fields} submit={texts.signin.chooseSubmit} />
    </Frame>
  );
}
