'use client';
import Plus from 'lucide-react/icons/plus';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Team } from '@/database/teams';
import { Button } from '../../../_ui/button';
import { RenameDialog } from '../../../_ui/rename-dialog';
import { texts } from '../../../_ui/texts';
import { useAction } from '../../../_ui/use-action';
import { Section } from '../../_components/section';
import { createTeam } from '../_actions/create-team';

const words = texts.team;

/** The teams of the person; one is opened to see who belongs to it. */
export function TeamList({ teams }: { teams: readonly Team[] }) {
  const router = useRouter();
  const [making, setMaking] = useState(false);
  const [working, act] = useAction();
  const make = async (name: string) => {
    const made = await act(() => createTeam({ name }));
    if (made) router.push(`/settings/teams/${made.value.id}`);
  };
  return (
    <Section
      title={words.title}
      text={words.intro}
      aside={
        <Button size="small" kind="main" disabled={working} onClick={() => setMaking(true)}>
          <Plus size={14} />
          {words.make}
        </Button>
      }
    >
      {teams.length === 0 ? (
        <p className="rounded-lg border border-line border-dashed px-3 py-6 text-center text-[13px] text-muted">
          {words.none}
        </p>
      ) : (
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-raised">
          {teams.map(({ id, name, role, usage }) => (
            <li key={id} className="relative flex flex-col px-3 py-2 hover:bg-hover">
              <Link
                href={`/settings/teams/${id}`}
                title={name}
                className="truncate font-medium after:absolute after:inset-0"
              >
                {name}
              </Link>
              <span className="text-[13px] text-muted">
                {words.summary(words.roles[role], usage.members ?? 0, usage.workflows ?? 0)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <RenameDialog
        open={making}
        title={words.makeTitle}
        hint={words.makeHint}
        name=""
        save={words.make}
        onClose={() => setMaking(false)}
        onSave={make}
      />
    </Section>
  );
}
