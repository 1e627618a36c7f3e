'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { UsageRow } from '@/database/models';
import type { Explanation } from '@/engine/explain/explanation';
import { type Execution, isFinished } from '@/engine/run/execution';
import type { NodeExecution } from '@/engine/run/node-execution';
import type { Item } from '@/engine/workflow/schema';
import { InlineText } from '../../_ui/inline-text';
import { ItemsView } from '../../_ui/items-view';
import { texts } from '../../_ui/texts';
import { Answer } from './answer';
import { barsOf } from './bars';
import { ErrorPanel } from './error-panel';
import { ModelCost } from './model-cost';
import { OpenApprovals } from './open-approvals';
import { RecordView } from './record-view';
import { type Related, RelatedRuns } from './related-runs';
import { RunHeader } from './run-header';
import { type StepRecord, toStepRecord } from './step-records';
import { useExecution } from './use-execution';
import { Waterfall } from './waterfall';

export interface RunHead extends Omit<Execution, 'workflow' | 'recorded'> {
  name: string;
  triggerItems: Item[];
}

interface Props {
  run: RunHead;
  records: readonly NodeExecution[];
  steps: Readonly<Record<string, StepRecord>>;
  /** What happened, once it is over. */
  sentence: string | null;
  explanation: Explanation | null;
  /** What its steps asked of language models. */
  usage: readonly UsageRow[];
  related: Related;
}

/** One run: what came of it, what ran when, and for each step what it was given and gave. */
export function RunPage({ run, records, steps, sentence, explanation, usage, related }: Props) {
  const router = useRouter();
  const live = useExecution(run.id, { status: run.status, records });
  const failing = run.error?.nodeKey ?? null;
  const [chosen, setChosen] = useState<string | null>(failing);
  const over = isFinished(live.status);

  // The end brings what only the server knows: the sentence, the answer and the explanation.
  useEffect(() => {
    if (over && !isFinished(run.status)) router.refresh();
  }, [over, run.status, router]);

  const record = chosen ? live.run.nodes[chosen] : undefined;
  const step =
    (chosen && over ? steps[chosen] : undefined) ??
    (record && toStepRecord(record, { records: live.run.nodes, execution: run }));

  return (
    <>
      <RunHeader run={run} status={live.status} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex max-w-5xl flex-col gap-5 py-4">
          <div className="flex min-w-0 flex-col gap-4 px-4">
            {sentence && (
              <p className="max-w-[72ch] break-words text-base">
                <InlineText text={sentence} />
              </p>
            )}
            <RelatedRuns related={related} startedBy={run.startedBy} />
            <ModelCost rows={usage} />
            <OpenApprovals executionId={run.id} run={live.run} />
            {run.error && <ErrorPanel executionId={run.id} message={run.error.message} explanation={explanation} />}
            {run.answer && <Answer answer={run.answer} />}
          </div>
          <div className="px-1">
            <Waterfall bars={barsOf(Object.values(live.run.nodes))} chosen={chosen} onChoose={setChosen} />
          </div>
          <div className="flex min-w-0 flex-col gap-3 border-line border-t px-4 pt-4">
            {step ? (
              <>
                <h2 className="font-medium text-base">{step.label}</h2>
                <ModelCost rows={usage.filter(({ nodeKey }) => nodeKey === chosen)} />
                <RecordView record={step} />
              </>
            ) : (
              <>
                <p className="text-muted">{texts.run.notYet}</p>
                <h2 className="font-medium text-[13px]">{texts.run.triggerItems}</h2>
                <ItemsView items={run.triggerItems} />
              </>
            )}
          </div>
        </div>
      </div>
    </>
  );
}
