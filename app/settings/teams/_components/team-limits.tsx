import type { Team } from '@/database/teams';
import { texts } from '../../../_ui/texts';
import { Section } from '../../_components/section';

const words = texts.team;
const counted = ['members', 'workflows'] as const;

/** What the operator allows the team, and what there is. */
export function TeamLimits({ team: { plan, limits, usage } }: { team: Team }) {
  return (
    <Section title={words.plan} text={words.planText}>
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-y-1 rounded-lg border border-line bg-raised px-3 py-2">
        <dt className="text-muted">{words.planName}</dt>
        <dd>{plan}</dd>
        {counted.map(what => (
          <div key={what} className="contents">
            <dt className="text-muted">{words.counts[what]}</dt>
            <dd className="font-mono text-[13px]">{words.used(usage[what] ?? 0, limits[what])}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
