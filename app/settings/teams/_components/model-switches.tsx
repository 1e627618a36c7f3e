'use client';
import type { TeamModel } from '@/database/team-models';
import type { Team } from '@/database/teams';
import { Switch } from '../../../_ui/switch';
import { texts } from '../../../_ui/texts';
import { useAction } from '../../../_ui/use-action';
import { Section } from '../../_components/section';
import { switchModel } from '../_actions/switch-model';
import { managesTeam } from '../manages-team';

const words = texts.team;

/** The team's own switch for each model; those who do not decide read it. */
export function ModelSwitches({ team, models }: { team: Team; models: readonly TeamModel[] }) {
  const [working, act] = useAction();
  const manages = managesTeam(team);
  return (
    <Section title={words.models} text={manages ? words.modelsText : `${words.modelsText} ${words.modelsRead}`}>
      {models.length === 0 ? (
        <p className="text-[13px] text-muted">{words.noModels}</p>
      ) : (
        <ul className="grid gap-x-6 rounded-lg border border-line bg-raised px-3 py-1 sm:grid-cols-2">
          {models.map(({ name: model, displayName, isEnabled }) => (
            <li key={model} className="min-w-0 py-1" title={model}>
              <Switch
                checked={isEnabled}
                disabled={working || !manages}
                onCheckedChange={next => act(() => switchModel({ teamId: team.id, model, isEnabled: next }))}
              >
                <span className="min-w-0 break-words text-text">{displayName}</span>
              </Switch>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
