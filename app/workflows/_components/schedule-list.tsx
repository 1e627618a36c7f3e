'use client';
import { texts } from '../../_ui/texts';
import { Time } from '../../_ui/time';
import { exactTime } from '../../_ui/time-text';

export interface Schedule {
  node: string;
  next: readonly string[];
  note: string;
}

/** The next times it runs by itself. */
export function ScheduleList({ schedules }: { schedules: readonly Schedule[] }) {
  return schedules.map(({ node, next, note }) => (
    <div key={node} className="flex flex-col gap-1">
      {next.length > 0 && <span className="text-[13px] text-muted">{texts.active.nextTimes}</span>}
      <ol className="flex flex-col gap-0.5 font-mono text-[13px]">
        {next.map(at => (
          <li key={at} suppressHydrationWarning>
            {exactTime(at)}{' '}
            <span className="text-muted">
              (<Time at={at} />)
            </span>
          </li>
        ))}
      </ol>
      {note && <p className="text-[13px] text-muted">{note}</p>}
    </div>
  ));
}
