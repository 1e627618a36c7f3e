import type { Metadata } from 'next';
import { listInvitations } from '@/database/invitations';
import { listTeamModels } from '@/database/team-models';
import { listMembers, listTeamWorkflows, readTeam } from '@/database/teams';
import { loadUser } from '../../../_server/load';
import { texts } from '../../../_ui/texts';
import { MemberList } from '../_components/member-list';
import { ModelSwitches } from '../_components/model-switches';
import { TeamEnd } from '../_components/team-end';
import { TeamHead } from '../_components/team-head';
import { TeamLimits } from '../_components/team-limits';
import { TeamWorkflows } from '../_components/team-workflows';

interface Props {
  params: Promise<{ teamId: string }>;
}

export const metadata: Metadata = { title: texts.team.title };

export default async function TeamPage({ params }: Props) {
  const { teamId } = await params;
  const { me, team, members, invitations, workflows, models } = await loadUser(async ({ claims, asUser }) =>
    asUser(async tx => ({
      me: claims.sub,
      team: await readTeam(tx, { teamId }),
      members: await listMembers(tx, { teamId }),
      invitations: await listInvitations(tx, { teamId }),
      workflows: await listTeamWorkflows(tx, { teamId }),
      models: await listTeamModels(tx, { teamId }),
    })),
  );
  return (
    <>
      <TeamHead team={team} />
      <MemberList {...{ team, me, members, invitations }} />
      <TeamWorkflows workflows={workflows} />
      <ModelSwitches team={team} models={models} />
      <TeamLimits team={team} />
      <TeamEnd {...{ team, workflows }} memberCount={members.length} />
    </>
  );
}
