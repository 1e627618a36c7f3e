import type { Metadata } from 'next';
import { listTeams } from '@/database/teams';
import { load } from '../../_server/load';
import { texts } from '../../_ui/texts';
import { TeamList } from './_components/team-list';

export const metadata: Metadata = { title: texts.team.title };

export default async function TeamsPage() {
  return <TeamList teams={await load(tx => listTeams(tx))} />;
}
