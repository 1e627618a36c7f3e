'use client';
import { useState } from 'react';
import type { GivenRole } from '@/database/teams';
import { Button } from '../../../_ui/button';
import { Label, TextField } from '../../../_ui/field';
import { Form } from '../../../_ui/form';
import { PassOn } from '../../../_ui/pass-on';
import { texts } from '../../../_ui/texts';
import { notify } from '../../../_ui/toast';
import { useAction } from '../../../_ui/use-action';
import { inviteMember } from '../_actions/invite-member';
import { RoleSelect } from './role-select';

const words = texts.team;

/** By address; the link goes by mail, or else is shown once to be sent on. */
export function InviteForm({ teamId }: { teamId: string }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<GivenRole>('member');
  const [passOn, setPassOn] = useState<{ sentence: string; link: string } | null>(null);
  const [working, act] = useAction();
  const invite = async () => {
    const done = await act(() => inviteMember({ teamId, email, role }));
    if (!done) return;
    const { link } = done.value;
    if (link === null) notify(words.invited(email));
    setPassOn(link === null ? null : { link, sentence: words.tell(email) });
    setEmail('');
  };
  return (
    <Form onSend={invite} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-56">
          <Label text={words.address}>
            <TextField type="email" required value={email} onChange={event => setEmail(event.target.value)} />
          </Label>
        </div>
        <Label text={words.role}>
          <RoleSelect value={role} onChange={setRole} />
        </Label>
        <Button type="submit" kind="main" disabled={working}>
          {words.invite}
        </Button>
      </div>
      <p className="text-[13px] text-muted">
        {words.rolesAbout[role]} {words.inviteText}
      </p>
      {passOn && <PassOn {...passOn} />}
    </Form>
  );
}
