'use client';
import Link from 'next/link';
import type { WorkflowOverview } from '@/database/workflow-overview';
import { buttonClass } from '../../_ui/button';
import { cx } from '../../_ui/cx';
import { texts } from '../../_ui/texts';
import { BatchBar } from './batch-bar';
import { BatchResults } from './batch-results';
import { SearchBox } from './search-box';
import { useBatch } from './use-batch';
import { columns, WorkflowRow } from './workflow-row';

const words = texts.home;

interface Props {
  workflows: readonly WorkflowOverview[];
  tags: readonly string[];
  tag: string | null;
  /** The address of the page after this one. */
  next: string | null;
}

/** Everything the person has, and what can be done with several at once. */
export function WorkflowHome({ workflows, tags, tag, next }: Props) {
  const batch = useBatch(workflows);
  const everything = workflows.length > 0 && batch.ids.length === workflows.length;
  return (
    <SearchBox>
      {tags.length > 0 && <Tags tags={tags} tag={tag} />}
      {batch.ids.length > 0 && <BatchBar batch={batch} />}
      <div className="mt-2 flex items-center gap-3 border-line border-b px-4 py-1 text-faint text-xs">
        <input
          type="checkbox"
          aria-label={words.selectAll}
          checked={everything}
          onChange={() => batch.all(!everything)}
          className="accent-accent"
        />
        <div aria-hidden className={cx('grid min-w-0 flex-1 gap-x-4', columns)}>
          <span>{words.columns.name}</span>
          <span className="hidden md:block">{words.columns.state}</span>
          <span className="hidden md:block">{words.columns.next}</span>
          <span className="hidden md:block">{words.columns.last}</span>
          <span className="hidden text-right md:block">{words.columns.success}</span>
        </div>
        <span className="w-7" />
      </div>
      <ul className="flex flex-col divide-y divide-line">
        {workflows.map(workflow => (
          <WorkflowRow
            key={workflow.id}
            workflow={workflow}
            selected={batch.has(workflow.id)}
            onSelect={() => batch.toggle(workflow.id)}
          />
        ))}
      </ul>
      {next && (
        <p className="p-4">
          <Link href={next} className={buttonClass()}>
            {words.more}
          </Link>
        </p>
      )}
      <BatchResults batch={batch} />
    </SearchBox>
  );
}

function Tags({ tags, tag }: { tags: readonly string[]; tag: string | null }) {
  return (
    <nav aria-label={words.tags} className="flex flex-wrap gap-1 px-4 pt-2">
      {[null, ...tags].map(each => (
        <Link
          key={each ?? ''}
          href={each === null ? '/workflows' : `/workflows?tag=${encodeURIComponent(each)}`}
          aria-current={each === tag ? 'true' : undefined}
          className={cx(
            'flex h-7 items-center rounded-md border px-2 text-[13px]',
            each === tag
              ? 'border-line-strong bg-hover'
              : 'border-transparent text-muted hover:bg-hover hover:text-text',
          )}
        >
          {each ?? words.allTags}
        </Link>
      ))}
    </nav>
  );
}
