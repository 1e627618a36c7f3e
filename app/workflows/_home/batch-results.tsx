'use client';
import Link from 'next/link';
import { Dialog } from '../../_ui/dialog';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import type { Batch } from './use-batch';

/** What came of each: a batch is not one deed that works or does not. */
export function BatchResults({ batch }: { batch: Batch }) {
  if (batch.results.length === 0) return null;
  return (
    <Dialog open onOpenChange={batch.close} title={texts.home.results}>
      <ul className="flex flex-col divide-y divide-line">
        {batch.results.map(({ id, name, ok, sentence, executionId }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
            <span className="min-w-0 flex-1 truncate font-medium" title={name}>
              {name}
            </span>
            <StateSign state={ok ? 'done' : 'failed'} />
            <span className="basis-full break-words text-[13px] text-muted">
              {sentence}{' '}
              {executionId && (
                <Link href={`/runs/${executionId}`} className="underline underline-offset-2">
                  {texts.home.openRun}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
