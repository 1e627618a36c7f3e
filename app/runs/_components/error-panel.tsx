'use client';
import { useState } from 'react';
import type { Explanation } from '@/engine/explain/explanation';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { InlineText } from '../../_ui/inline-text';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { applyFix } from '../../workflows/_actions/apply-fix';
import { Explained } from './explained';

interface Props {
  executionId: string;
  message: string;
  explanation: Explanation | null;
}

/** Why it failed, and where one is certain the change that mends it. */
export function ErrorPanel({ executionId, message, explanation }: Props) {
  const [working, act] = useAction();
  const [applied, setApplied] = useState<string | null>(null);
  if (!explanation)
    return (
      <Notice tone="failed">
        <InlineText text={message} />
      </Notice>
    );
  const apply = async () => {
    const done = await act(() => applyFix({ executionId }));
    if (done) setApplied(texts.failure.applied(done.value));
  };
  return (
    <Card
      title={texts.failure.title}
      state={explanation.fix && applied === null ? 'waiting' : 'failed'}
      word={explanation.fix && applied === null ? undefined : texts.failure.explained}
      actions={
        explanation.fix && applied === null ? (
          <Button kind="main" disabled={working} onClick={apply}>
            {texts.failure.apply}
          </Button>
        ) : null
      }
    >
      <div className="flex flex-col gap-3 px-3 pb-3">
        <Explained explanation={explanation} />
        {applied !== null && <Notice tone="done">{applied}</Notice>}
      </div>
    </Card>
  );
}
