import Link from 'next/link';
import type { Replay } from '@/tools/turn';
import { valueText } from '../../_ui/item-text';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { Time } from '../../_ui/time';

const words = texts.replay;
const signs = { same: 'done', different: 'waiting', fixed: 'done', broken: 'failed' } as const;

/** What each of the last inputs came to then and comes to now, value by value where it differs. */
export function ReplayView({ replay }: { replay: Replay }) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p className="max-w-[72ch] break-words">
        {replay.sentence} <span className="text-muted">{words.against(replay.version)}</span>
      </p>
      <ol className="flex flex-col divide-y divide-line">
        {replay.runs.map(run => (
          <li key={run.executionId} className="flex min-w-0 flex-col gap-1.5 py-2">
            <div className="flex items-center justify-between gap-3">
              <Link href={`/runs/${run.executionId}`} className="min-w-0 truncate hover:underline">
                <Time at={run.createdAt} />
              </Link>
              <StateSign state={signs[run.outcome]} word={words.outcomes[run.outcome]} />
            </div>
            {run.differences.length > 0 && (
              <dl className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2 text-[13px]">
                {run.differences.map(({ where, path, before, after }) => (
                  <div key={`${where} ${path}`} className="flex min-w-0 flex-wrap gap-x-3">
                    <dt className="text-muted">
                      {words.where[where] ?? where}
                      {path && <span className="font-mono"> {path}</span>}
                    </dt>
                    <dd className="min-w-0 break-words font-mono">
                      {shown(before)} → {shown(after)}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

const longest = 160;

function shown(value: unknown): string {
  if (value === undefined) return words.nothing;
  const text = valueText(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
