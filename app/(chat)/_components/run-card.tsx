'use client';
import Play from 'lucide-react/icons/play';
import Link from 'next/link';
import { isFinished } from '@/engine/run/execution';
import { Button, buttonClass } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { InlineText } from '../../_ui/inline-text';
import { ItemsView } from '../../_ui/items-view';
import { Notice } from '../../_ui/notice';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { Duration } from '../../_ui/time';
import { Answer } from '../../runs/_components/answer';
import type { Bar } from '../../runs/_components/bars';
import { LiveWaterfall } from '../../runs/_components/live-waterfall';
import { Waterfall } from '../../runs/_components/waterfall';
import { useChatActions } from './chat-actions';
import type { ToolOutput } from './parts';

export type RunReport = ToolOutput<'runWorkflow'>['runs'][number];

const toBar = ({ key, label, status, simulated, itemsOut, durationMs }: RunReport['nodes'][number]): Bar => ({
  key,
  label,
  status,
  simulated,
  items: status === 'succeeded' ? itemsOut : null,
  startMs: null,
  durationMs,
});

/** What one or several runs did: a sentence, then each run with its steps, its answer and its rows. */
export function RunCard({ runs, newest }: { runs: readonly RunReport[]; newest: boolean }) {
  const { busy, send } = useChatActions();
  const failed = runs.filter(run => isFinished(run.status) && run.status !== 'succeeded');
  const working = runs.some(run => !isFinished(run.status));
  const live = runs.some(run => run.mode === 'live');
  return (
    <Card
      title={texts.run.title(runs.length, failed.length, live)}
      state={failed.length > 0 ? 'failed' : working ? 'working' : 'done'}
      actions={
        newest && !working ? (
          <>
            {failed.length > 0 && (
              <Button kind="main" disabled={busy} onClick={() => send(texts.run.whyMessage)}>
                {texts.run.why}
              </Button>
            )}
            <Button
              kind={failed.length > 0 ? 'plain' : 'main'}
              disabled={busy}
              onClick={() => send(live ? texts.run.againLiveMessage : texts.run.againMessage)}
            >
              <Play size={14} />
              {texts.run.again}
            </Button>
          </>
        ) : null
      }
    >
      <div className="flex flex-col divide-y divide-line border-line border-t">
        {runs.map(run => (
          <OneRun key={run.executionId} run={run} folded={runs.length > 1} />
        ))}
      </div>
    </Card>
  );
}

/** A run in a sentence, its steps and what came of it. */
export function OneRun({ run, folded }: { run: RunReport; folded: boolean }) {
  const rows = run.nodes.findLast(node => node.output.length > 0 && node.status === 'succeeded');
  return (
    <details open={!folded || run.status !== 'succeeded'} className="group min-w-0">
      <summary className="flex min-h-10 cursor-pointer flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5 outline-offset-[-2px] hover:bg-hover">
        <span className="min-w-0 flex-1 basis-full break-words sm:basis-52">
          {folded && run.label && <span className="font-medium">{run.label}: </span>}
          <InlineText text={run.sentence} />
        </span>
        <span className="text-muted">
          <Duration ms={run.durationMs} />
        </span>
        <StateSign state={run.status} />
      </summary>
      <div className="flex flex-col gap-3 pb-3">
        {isFinished(run.status) ? (
          <Waterfall bars={run.nodes.map(toBar)} />
        ) : (
          <LiveWaterfall executionId={run.executionId} />
        )}
        <div className="flex min-w-0 flex-col gap-3 px-3">
          {run.error && (
            <Notice tone="failed">
              <InlineText text={run.error.message} />
            </Notice>
          )}
          {run.answer && <Answer answer={run.answer} />}
          {rows && !run.answer && run.status === 'succeeded' && <ItemsView items={rows.output} total={rows.itemsOut} />}
          <div>
            <Link href={`/runs/${run.executionId}`} className={buttonClass('quiet', 'small')}>
              {texts.run.details}
            </Link>
          </div>
        </div>
      </div>
    </details>
  );
}
