import { Notice } from '../../../_ui/notice';
import { texts } from '../../../_ui/texts';
import { AccountForm } from '../../../signin/_components/account-form';
import { Section } from '../../_components/section';
import { changeAddress } from '../_actions/change-address';

interface Props {
  /** Null: the owner of this computer, who needs none. */
  email: string | null;
  /** The address that waits to be confirmed. */
  pending: string | null;
  ways: readonly string[];
}

const fields = [{ name: 'email', label: texts.account.newAddress, type: 'email', autoComplete: 'email' }] as const;

export function AddressSection({ email, pending, ways }: Props) {
  const named = (ways.length > 0 ? ways : ['link']).map(way => texts.account.way[way] ?? way);
  return (
    <Section title={texts.account.address} text={email ? texts.account.addressText : texts.account.ownerText}>
      {email && <p className="break-all font-mono text-[13px]">{email}</p>}
      <p className="text-[13px] text-muted">
        {texts.account.ways} {named.join(', ')}.
      </p>
      {pending && <Notice tone="waiting">{texts.account.pending(pending)}</Notice>}
      <div className="max-w-[26rem]">
        <AccountForm
          action={changeAddress}
          fields={fields}
          submit={email ? texts.account.change : texts.account.setAddress}
          kind="plain"
        />
      </div>
    </Section>
  );
}
