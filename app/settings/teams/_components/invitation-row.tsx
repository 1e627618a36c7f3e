'use client';
import type { Invitation } from '@/database/invitations';
import { Button } from '../../../_ui/button';
import { StateSign } from '../../../_ui/state-sign';
import { texts } from '../../../_ui/texts';
import { Time } from '../../../_ui/time';
import { useAction } from '../../../_ui/use-action';
import { withdrawInvitation } from '../_actions/withdraw-invitation';

const words = texts.team;

/** Somebody who has not come yet. */
export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id: invitationId, email, role, expiresAt } = invitation;
  const [working, act] = useAction();
  const isOver = new Date(expiresAt) <= new Date();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-44">
        <p className="truncate" title={email}>
          {email}
        </p>
        <p className="text-[13px] text-muted">
          {words.roles[role]}, {isOver ? words.expired : words.pendingUntil} <Time at={expiresAt} />
        </p>
      </div>
      <StateSign state={isOver ? 'cancelled' : 'waiting'} word={isOver ? words.expired : words.pending} />
      <Button
        size="small"
        disabled={working}
        aria-label={words.withdrawOf(email)}
        onClick={() => act(() => withdrawInvitation({ invitationId }))}
      >
        {words.withdraw}
      </Button>
    </li>
  );
}
