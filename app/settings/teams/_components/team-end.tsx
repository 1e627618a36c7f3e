'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Team, TeamWorkflow } from '@/database/teams';
import { Button } from '../../../_ui/button';
import { ConfirmDialog } from '../../../_ui/confirm-dialog';
import { texts } from '../../../_ui/texts';
import { useAction } from '../../../_ui/use-action';
import { deleteTeam } from '../_actions/delete-team';
import { removeMember } from '../_actions/remove-member';

const words = texts.team;

interface Props {
  team: Team;
  memberCount: number;
  workflows: readonly TeamWorkflow[];
}

/** Its owner may end it, everybody else may leave; both are told first what depends on it. */
export function TeamEnd({ team, memberCount, workflows }: Props) {
  const { id: teamId, name, role } = team;
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  // Afterwards the page of the team is not there any more: it is left, not loaded again.
  const [working, act] = useAction({ refresh: false });
  const isOwner = role === 'owner';
  const own = workflows.filter(({ isOwn, how }) => isOwn && how === 'team').length;
  const end = async () => {
    const done = await act(() => (isOwner ? deleteTeam({ teamId }) : removeMember({ teamId, userId: null })));
    if (done) router.push('/settings/teams');
  };
  return (
    <>
      <Button kind="danger" disabled={working} className="self-start" onClick={() => setAsking(true)}>
        {isOwner ? words.remove : words.leave}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={isOwner ? words.removeTeamTitle(name) : words.leaveTitle(name)}
        description={
          isOwner
            ? words.removeTeamText({ members: memberCount, workflows: workflows.map(workflow => workflow.name) })
            : words.leaveText(own)
        }
        confirm={isOwner ? words.remove : words.leave}
        onConfirm={end}
      />
    </>
  );
}
