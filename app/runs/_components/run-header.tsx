'use client';
import Play from 'lucide-react/icons/play';
import Square from 'lucide-react/icons/square';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type Execution, isFinished } from '@/engine/run/execution';
import { Button } from '../../_ui/button';
import { PageHeader } from '../../_ui/page-header';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { Duration, Time } from '../../_ui/time';
import { durationBetween } from '../../_ui/time-text';
import { notify } from '../../_ui/toast';
import { useAction } from '../../_ui/use-action';
import { cancelRun } from '../_actions/cancel-run';
import { runAgain } from '../_actions/run-again';
import type { RunHead } from './run-page';

export function RunHeader({ run, status }: { run: RunHead; status: Execution['status'] }) {
  const router = useRouter();
  const [working, act] = useAction();
  const stop = async () => {
    if (await act(() => cancelRun({ executionId: run.id }))) notify(texts.run.cancelled);
  };
  const again = async () => {
    const done = await act(() => runAgain({ executionId: run.id }));
    if (done) router.push(`/runs/${done.value.executionId}`);
  };
  return (
    <PageHeader
      title={
        <Link href={`/workflows/${run.workflowId}`} className="hover:underline" title={run.name}>
          {texts.run.of(run.name)}
        </Link>
      }
      aside={<StateSign state={status} />}
    >
      <span className="flex flex-wrap items-center gap-x-3 text-[13px] text-muted">
        <span>{texts.run.startedBy[run.startedBy]}</span>
        <Time at={run.createdAt} />
        <Duration ms={durationBetween(run.startedAt ?? run.createdAt, run.finishedAt)} />
        <Link href={`/workflows/${run.workflowId}`} className="hover:underline">
          {texts.run.version(run.version)}
        </Link>
        <span>{texts.run.modes[run.mode]}</span>
      </span>
      {isFinished(status) ? (
        <Button size="small" kind="main" disabled={working} onClick={again}>
          <Play size={14} />
          {texts.run.againTest}
        </Button>
      ) : (
        <Button size="small" kind="danger" disabled={working} onClick={stop}>
          <Square size={12} />
          {texts.run.stop}
        </Button>
      )}
    </PageHeader>
  );
}
