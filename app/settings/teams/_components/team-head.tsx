'use client';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import Link from 'next/link';
import { useState } from 'react';
import type { Team } from '@/database/teams';
import { Button } from '../../../_ui/button';
import { RenameDialog } from '../../../_ui/rename-dialog';
import { texts } from '../../../_ui/texts';
import { useAction } from '../../../_ui/use-action';
import { renameTeam } from '../_actions/rename-team';
import { managesTeam } from '../manages-team';

const words = texts.team;

/** Which team it is, and as what the person belongs to it. */
export function TeamHead({ team }: { team: Team }) {
  const { id: teamId, name, role, description } = team;
  const [renaming, setRenaming] = useState(false);
  const [working, act] = useAction();
  return (
    <header className="flex flex-col gap-2">
      <Link
        href="/settings/teams"
        className="inline-flex items-center gap-1 self-start text-[13px] text-muted hover:text-text"
      >
        <ArrowLeft size={14} aria-hidden />
        {words.title}
      </Link>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 flex-1 break-words font-medium text-lg">{name}</h2>
        <span className="text-[13px] text-muted">{words.roles[role]}</span>
        {managesTeam(team) && (
          <Button size="small" disabled={working} onClick={() => setRenaming(true)}>
            {words.rename}
          </Button>
        )}
      </div>
      {description && <p className="max-w-[64ch] text-[13px] text-muted">{description}</p>}
      <RenameDialog
        key={name}
        open={renaming}
        title={words.renameTitle}
        name={name}
        onClose={() => setRenaming(false)}
        onSave={next => act(() => renameTeam({ teamId, name: next }))}
      />
    </header>
  );
}
