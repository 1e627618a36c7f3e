import Link from 'next/link';
import type { RelatedRun } from '@/database/called-runs';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';

const words = texts.related;

export interface Related {
  parent: RelatedRun | null;
  children: readonly RelatedRun[];
}

/** The run that led to this one, and those that it led to. */
export function RelatedRuns({ related: { parent, children }, startedBy }: { related: Related; startedBy: string }) {
  if (!parent && children.length === 0) return null;
  return (
    <div className="flex min-w-0 flex-col gap-1 text-[13px]">
      {parent && (
        <p className="min-w-0 break-words text-muted">
          {words.parent[startedBy === 'failure' ? 'failure' : 'workflow']} <RunLink run={parent} />
        </p>
      )}
      {children.length > 0 && (
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-muted">
          {words.children}
          {children.map(run => (
            <span key={run.id} className="inline-flex min-w-0 items-center gap-1.5">
              <RunLink run={run} />
              <StateSign state={run.status} />
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

const RunLink = ({ run }: { run: RelatedRun }) => (
  <Link href={`/runs/${run.id}`} className="min-w-0 truncate text-text underline" title={run.stepKey ?? undefined}>
    {run.name}
  </Link>
);
