'use client';
import Link from 'next/link';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { Duration, Time } from '../../_ui/time';
import { durationBetween } from '../../_ui/time-text';
import type { ListedRun } from './listed-run';

interface Props {
  runs: readonly ListedRun[];
  /** Where runs of many workflows stand together. */
  withName?: boolean;
}

/** Runs, newest first: each line opens its records. */
export function RunsTable({ runs, withName }: Props) {
  if (runs.length === 0) return <p className="p-4 text-muted">{texts.run.none}</p>;
  return (
    <ul className="flex flex-col divide-y divide-line">
      {runs.map(run => (
        <li key={run.id}>
          <Link
            href={`/runs/${run.id}`}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2 outline-offset-[-2px] hover:bg-hover sm:grid-cols-[8rem_minmax(0,1fr)_auto_5rem_8rem]"
          >
            <StateSign state={run.status} />
            <span className="order-last col-span-2 min-w-0 truncate sm:order-none sm:col-span-1">
              {withName && <span className="mr-2">{run.workflowName}</span>}
              <span className="text-muted">{run.error?.message ?? texts.run.startedBy[run.startedBy]}</span>
            </span>
            <span className="hidden text-[13px] text-muted sm:block">{texts.run.modes[run.mode]}</span>
            <span className="hidden text-right text-muted sm:block">
              <Duration ms={durationBetween(run.startedAt ?? run.createdAt, run.finishedAt)} />
            </span>
            <span className="text-right text-[13px] text-muted">
              <Time at={run.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
