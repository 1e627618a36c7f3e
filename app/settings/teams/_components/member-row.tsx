'use client';
import { useState } from 'react';
import type { GivenRole, Member } from '@/database/teams';
import { Button } from '../../../_ui/button';
import { ConfirmDialog } from '../../../_ui/confirm-dialog';
import { texts } from '../../../_ui/texts';
import { Time } from '../../../_ui/time';
import { useAction } from '../../../_ui/use-action';
import { changeRole } from '../_actions/change-role';
import { removeMember } from '../_actions/remove-member';
import { RoleSelect } from './role-select';

const words = texts.team;

interface Props {
  teamId: string;
  member: Member;
  isMe: boolean;
  canChange: boolean;
}

export function MemberRow({ teamId, member, isMe, canChange }: Props) {
  const { userId, email, name, role, joinedAt } = member;
  const [asking, setAsking] = useState(false);
  const [working, act] = useAction();
  const who = name || email || words.somebody;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <div className="min-w-0 flex-1 basis-44">
        <p className="truncate" title={who}>
          {who}
          {isMe && <span className="ml-2 text-[13px] text-muted">{words.you}</span>}
        </p>
        <p className="truncate text-[13px] text-muted" title={email ?? undefined}>
          {name && email ? `${email}, ` : ''}
          {words.joined} <Time at={joinedAt} />
        </p>
      </div>
      {canChange && role !== 'owner' ? (
        <div className="flex items-center gap-2">
          <RoleSelect
            label={words.roleOf(who)}
            value={role}
            disabled={working}
            onChange={(next: GivenRole) => act(() => changeRole({ teamId, userId, role: next }))}
          />
          <Button size="small" disabled={working} aria-label={words.removeOf(who)} onClick={() => setAsking(true)}>
            {words.removeMember}
          </Button>
        </div>
      ) : (
        <span className="text-[13px] text-muted">{words.roles[role]}</span>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.removeTitle(who)}
        description={words.removeText}
        confirm={words.removeMember}
        onConfirm={() => act(() => removeMember({ teamId, userId }))}
      />
    </li>
  );
}
