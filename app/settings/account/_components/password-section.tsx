import { texts } from '../../../_ui/texts';
import { AccountForm } from '../../../signin/_components/account-form';
import { newPasswordField } from '../../../signin/new-password-field';
import { Section } from '../../_components/section';
import { changePassword } from '../_actions/change-password';

interface Props {
  /** An account that has an address to sign in with. */
  canHave: boolean;
  hasOne: boolean;
  email: string;
}

const now = {
  name: 'current',
  label: texts.account.current,
  type: 'password',
  autoComplete: 'current-password',
} as const;

export function PasswordSection({ canHave, hasOne, email }: Props) {
  return (
    <Section title={texts.account.password} text={canHave ? texts.account.passwordText : texts.account.passwordOwner}>
      {canHave && (
        <div className="max-w-[26rem]">
          <AccountForm
            action={changePassword}
            fields={hasOne ? [now, newPasswordField] : [newPasswordField]}
            hidden={{ username: email }}
            submit={texts.account.set}
            kind="plain"
          />
        </div>
      )}
    </Section>
  );
}
