import type { Team } from '@/database/teams';

/** Whether the person decides who belongs. The database asks again: this is for what is shown. */
export const managesTeam = ({ role }: Pick<Team, 'role'>): boolean => role === 'owner' || role === 'admin';
