'use client';
import Link from 'next/link';
import { useState } from 'react';
import { Label } from '../../_ui/field';
import { Select } from '../../_ui/select';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { setVisibility } from './_actions/set-visibility';
import type { Sharing } from './sharing';

const words = texts.share;
const choices = ['private', 'team', 'public'] as const;

interface Props {
  workflowId: string;
  sharing: Sharing;
  onChanged(): void;
}

/** Who sees it without being named, with a sentence about what that shows. A choice counts at once. */
export function VisibilityChoice({ workflowId, sharing, onChanged }: Props) {
  const { teams } = sharing;
  const [visibility, setSeenBy] = useState(sharing.visibility);
  const [working, act] = useAction();
  const save = async (seenBy: Sharing['visibility'], teamId: string | null) => {
    setSeenBy(seenBy);
    if (seenBy === 'team' && teamId === null) return; // a team is chosen next
    if (await act(() => setVisibility({ workflowId, visibility: seenBy, teamId }))) onChanged();
    else setSeenBy(sharing.visibility);
  };
  const choose = (next: Sharing['visibility']) => {
    const only = teams.length === 1 ? teams[0]!.id : null;
    save(next, next === 'team' ? (sharing.teamId ?? only) : next === 'public' ? sharing.teamId : null);
  };
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <div className="min-w-48 flex-1">
          <Label text={words.seenBy}>
            <Select
              value={visibility}
              disabled={working}
              onChange={event => choose(choices.find(choice => choice === event.target.value) ?? 'private')}
            >
              {choices.map(choice => (
                <option key={choice} value={choice}>
                  {words.visibility[choice]}
                </option>
              ))}
            </Select>
          </Label>
        </div>
        {visibility !== 'private' && teams.length > 0 && (
          <div className="min-w-40 flex-1">
            <Label text={words.team}>
              <Select
                value={sharing.teamId ?? ''}
                disabled={working}
                onChange={event => save(visibility, event.target.value || null)}
              >
                {(visibility === 'public' || sharing.teamId === null) && <option value="">{words.noTeam}</option>}
                {teams.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Label>
          </div>
        )}
      </div>
      <p className="text-[13px] text-muted">
        {words.visibilityAbout[visibility]} {visibility === 'public' && sharing.teamId && words.publicTeam}
      </p>
      {visibility === 'team' && teams.length === 0 && (
        <p className="text-[13px] text-muted">
          {words.noTeams}{' '}
          <Link href="/settings/teams" className="underline underline-offset-2">
            {words.toTeams}
          </Link>
        </p>
      )}
    </section>
  );
}
