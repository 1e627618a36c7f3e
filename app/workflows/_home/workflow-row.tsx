'use client';
import Link from 'next/link';
import type { WorkflowOverview } from '@/database/workflow-overview';
import { cx } from '../../_ui/cx';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { Time } from '../../_ui/time';
import { WorkflowMenu } from '../_components/workflow-menu';

const words = texts.home;

interface Props {
  workflow: WorkflowOverview;
  selected: boolean;
  onSelect(): void;
}

export const columns = 'md:grid-cols-[minmax(0,1fr)_5rem_8rem_14rem_4.5rem]';

/** One workflow: whether it is on, when it runs next, how the last run went, and how often runs work. */
export function WorkflowRow({ workflow, selected, onSelect }: Props) {
  const { id, name, tags, isActive, isOwn, lastRun, nextRunAt, finished, succeeded } = workflow;
  return (
    <li className={cx('relative flex items-center gap-3 px-4 py-2.5', selected ? 'bg-sunken' : 'hover:bg-hover')}>
      <input
        type="checkbox"
        aria-label={words.select(name)}
        checked={selected}
        onChange={onSelect}
        className="relative z-10 accent-accent"
      />
      <div className={cx('grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5', columns)}>
        <span className="flex min-w-0 items-baseline gap-2">
          <Link
            href={`/workflows/${id}`}
            title={name}
            className="min-w-0 truncate font-medium after:absolute after:inset-0"
          >
            {name}
          </Link>
          {!isOwn && <span className="shrink-0 text-muted text-xs">{words.shared}</span>}
          {tags.map(tag => (
            <span key={tag} className="shrink-0 rounded border border-line px-1 text-muted text-xs">
              {tag}
            </span>
          ))}
        </span>
        <span className="flex justify-self-end md:justify-self-start">
          <StateSign state={isActive ? 'on' : 'draft'} />
        </span>
        <span
          className={cx(
            'text-[13px] text-muted',
            nextRunAt ? 'max-md:col-start-2 max-md:row-start-2 max-md:justify-self-end' : 'max-md:hidden',
          )}
        >
          {nextRunAt ? <Time at={nextRunAt} /> : isActive ? words.byCall : '–'}
        </span>
        <span
          className={cx(
            'flex items-center gap-2 text-[13px] text-muted max-md:row-start-2',
            !nextRunAt && 'max-md:col-span-2',
          )}
        >
          {lastRun ? (
            <>
              <StateSign state={lastRun.status} />
              <Time at={lastRun.createdAt} />
            </>
          ) : (
            words.never
          )}
        </span>
        <span
          className="hidden text-right font-mono text-[13px] text-muted md:block"
          title={finished > 0 ? words.successTitle(succeeded, finished) : undefined}
        >
          {finished > 0 ? words.success(succeeded, finished) : '–'}
        </span>
      </div>
      <span className="relative z-10">
        <WorkflowMenu workflow={{ id, name }} may={isOwn ? 'own' : 'view'} />
      </span>
    </li>
  );
}
