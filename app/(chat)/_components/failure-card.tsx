'use client';
import { useState } from 'react';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { Explained } from '../../runs/_components/explained';
import { applyFix } from '../../workflows/_actions/apply-fix';
import { useChatActions } from './chat-actions';
import type { ToolOutput } from './parts';

/** Why a run failed, from its records; and where one is certain, the change that mends it. */
export function FailureCard({ result, newest }: { result: ToolOutput<'explainFailure'>; newest: boolean }) {
  const { executionId, explanation } = result;
  const { busy, send } = useChatActions();
  const [working, act] = useAction();
  const [outcome, setOutcome] = useState<string | null>(null);
  const { fix } = explanation;

  const apply = async () => {
    const done = await act(() => applyFix({ executionId }));
    if (done) setOutcome(texts.failure.applied(done.value));
  };

  return (
    <Card
      title={texts.failure.title}
      state={fix && !outcome ? 'waiting' : 'done'}
      word={fix && !outcome ? undefined : texts.failure.explained}
      className={fix && !outcome ? 'border-state-waiting' : undefined}
      actions={
        outcome ? null : fix ? (
          <>
            <Button kind="main" disabled={busy || working} onClick={apply}>
              {texts.failure.apply}
            </Button>
            <Button disabled={busy || working} onClick={() => setOutcome(texts.failure.dismissed)}>
              {texts.failure.notNow}
            </Button>
          </>
        ) : newest ? (
          <Button disabled={busy} onClick={() => send(texts.run.againMessage)}>
            {texts.failure.retry}
          </Button>
        ) : null
      }
    >
      <div className="flex flex-col gap-3 px-3 pb-3">
        <Explained explanation={explanation} />
        {outcome && <Notice tone="done">{outcome}</Notice>}
      </div>
    </Card>
  );
}
