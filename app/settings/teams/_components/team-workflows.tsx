import Link from 'next/link';
import type { TeamWorkflow } from '@/database/teams';
import { texts } from '../../../_ui/texts';
import { Section } from '../../_components/section';

const words = texts.team;

export function TeamWorkflows({ workflows }: { workflows: readonly TeamWorkflow[] }) {
  return (
    <Section title={words.workflows} text={words.workflowsText}>
      {workflows.length === 0 ? (
        <p className="text-[13px] text-muted">{words.noWorkflows}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
          {workflows.map(({ id, name, how, isOwn }) => (
            <li key={id} className="relative flex items-baseline gap-3 px-3 py-2 hover:bg-hover">
              <Link
                href={`/workflows/${id}`}
                title={name}
                className="min-w-0 flex-1 truncate after:absolute after:inset-0"
              >
                {name}
              </Link>
              <span className="shrink-0 text-[13px] text-muted">
                {isOwn && `${words.yours}, `}
                {words.how[how]}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
