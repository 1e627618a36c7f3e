'use client';
import ArrowDownToLine from 'lucide-react/icons/arrow-down-to-line';
import Play from 'lucide-react/icons/play';
import StepForward from 'lucide-react/icons/step-forward';
import Link from 'next/link';
import { useState } from 'react';
import { Button, buttonClass } from '../../_ui/button';
import { InlineText } from '../../_ui/inline-text';
import { Notice } from '../../_ui/notice';
import { Switch } from '../../_ui/switch';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { Effects } from '../_components/effects';
import { runStep } from './_actions/run-step';

const words = texts.step;
type Part = 'only' | 'until' | 'from';

interface Props {
  workflowId: string;
  nodeId: string;
  isTrigger: boolean;
  /** Everything that was edited is saved before it runs. */
  settled(): Promise<unknown>;
  onRan(): void;
}

interface Ran {
  executionId: string;
  status: string;
  error: string | null;
}

/** Runs this step, up to it, or from it: as a test, or for real once the exact effects were seen. */
export function StepRuns({ workflowId, nodeId, isTrigger, settled, onRan }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [working, act] = useAction({ refresh: false, say: setRefusal });
  const [live, setLive] = useState(false);
  const [asked, setAsked] = useState<{ part: Part; effects: readonly string[] } | null>(null);
  const [ran, setRan] = useState<Ran | null>(null);

  const run = async (part: Part) => {
    const confirmed = asked?.part === part;
    setAsked(null);
    setRan(null);
    setRefusal(null);
    const done = await act(async () => {
      await settled();
      return runStep({ workflowId, nodeId, part, mode: live ? 'live' : 'verify', confirmed });
    });
    if (!done) return;
    if (done.value.run) {
      setRan(done.value.run);
      onRan();
    } else setAsked({ part, effects: done.value.effects });
  };
  const parts: { part: Part; label: string; icon: typeof Play }[] = [
    { part: 'only', label: words.runOnly, icon: Play },
    ...(isTrigger ? [] : [{ part: 'until' as const, label: words.runUntil, icon: ArrowDownToLine }]),
    { part: 'from', label: words.runFrom, icon: StepForward },
  ];
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {parts.map(({ part, label, icon: Icon }) => (
          <Button
            key={part}
            size="small"
            kind={part === 'only' ? 'main' : 'plain'}
            disabled={working}
            onClick={() => run(part)}
          >
            <Icon size={14} />
            {label}
          </Button>
        ))}
        <span title={words.liveHint}>
          <Switch
            checked={live}
            onCheckedChange={next => {
              setLive(next);
              setAsked(null);
            }}
          >
            {words.live}
          </Switch>
        </span>
      </div>
      <div aria-live="polite" className="flex flex-col gap-2 empty:hidden">
        {working && <p className="text-muted">{words.running}</p>}
        {refusal && !working && (
          <Notice tone="waiting">
            <InlineText text={refusal} />
          </Notice>
        )}
        {asked && <Asked effects={asked.effects} onYes={() => run(asked.part)} onNo={() => setAsked(null)} />}
        {ran && !working && <Outcome ran={ran} />}
      </div>
    </div>
  );
}

function Asked({ effects, onYes, onNo }: { effects: readonly string[]; onYes(): void; onNo(): void }) {
  return (
    <Effects title={words.liveTitle} effects={effects}>
      <div className="mt-2 flex gap-2">
        <Button size="small" kind="main" onClick={onYes}>
          {words.doIt}
        </Button>
        <Button size="small" onClick={onNo}>
          {texts.cancel}
        </Button>
      </div>
    </Effects>
  );
}

function Outcome({ ran: { executionId, status, error } }: { ran: Ran }) {
  const went = status === 'succeeded' ? words.wentWell : words.goesOn;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2 text-[13px]">
      {error ? (
        <span className="min-w-0 break-words text-state-failed">
          <InlineText text={error} />
        </span>
      ) : (
        <span className="text-muted">{went}</span>
      )}
      <Link href={`/runs/${executionId}`} className={buttonClass('quiet', 'small')}>
        {words.open}
      </Link>
    </div>
  );
}
