'use client';
import type { Invitation } from '@/database/invitations';
import type { Member, Team } from '@/database/teams';
import { texts } from '../../../_ui/texts';
import { Section } from '../../_components/section';
import { managesTeam } from '../manages-team';
import { InvitationRow } from './invitation-row';
import { InviteForm } from './invite-form';
import { MemberRow } from './member-row';

interface Props {
  team: Team;
  /** The person who looks. */
  me: string;
  members: readonly Member[];
  invitations: readonly Invitation[];
}

/** Who belongs, who is invited, and, for those who decide it, one more. */
export function MemberList({ team, me, members, invitations }: Props) {
  const manages = managesTeam(team);
  const open = invitations.filter(({ acceptedAt }) => acceptedAt === null);
  return (
    <Section title={texts.team.members}>
      <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
        {members.map(member => (
          <MemberRow
            key={`${member.userId} ${member.role}`}
            {...{ teamId: team.id, member, isMe: member.userId === me }}
            canChange={manages && member.role !== 'owner' && member.userId !== me}
          />
        ))}
        {open.map(invitation => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </ul>
      {manages && <InviteForm teamId={team.id} />}
    </Section>
  );
}
