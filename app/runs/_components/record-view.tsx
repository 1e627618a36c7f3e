'use client';
import { InlineText } from '../../_ui/inline-text';
import { ItemsView } from '../../_ui/items-view';
import { JsonView } from '../../_ui/json-view';
import { Notice } from '../../_ui/notice';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { Duration } from '../../_ui/time';
import { durationBetween } from '../../_ui/time-text';
import type { StepRecord } from './step-records';

/** What one step was given, what it gave, and how it went wrong. */
export function RecordView({ record }: { record: StepRecord }) {
  const { status, attempt, simulated, open, error, input, inputTotal, outputs, outputTotals, resolvedParams } = record;
  const ports = Object.entries(outputs);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px] text-muted">
        <StateSign state={status} word={simulated && status === 'succeeded' ? texts.run.simulated : undefined} />
        <Duration ms={durationBetween(record.startedAt, record.finishedAt)} />
        {attempt > 1 && <span>{texts.run.attempt(attempt)}</span>}
      </div>
      {error && (
        <Notice tone="failed">
          <InlineText text={error.message} />
        </Notice>
      )}
      {simulated && <p className="text-[13px] text-muted">{open ? texts.run.open[open] : texts.run.simulatedText}</p>}
      <div className="flex min-w-0 flex-col gap-1">
        <h4 className="font-medium text-[13px]">{texts.run.input}</h4>
        <ItemsView items={input} total={inputTotal} />
      </div>
      {ports.map(([port, items]) => (
        <div key={port} className="flex min-w-0 flex-col gap-1">
          <h4 className="font-medium text-[13px]">{texts.run.output(port)}</h4>
          <ItemsView items={items} total={outputTotals[port]} />
        </div>
      ))}
      {resolvedParams && Object.keys(resolvedParams).length > 0 && (
        <details className="min-w-0">
          <summary className="cursor-pointer text-[13px] text-muted">{texts.run.resolved}</summary>
          <JsonView value={resolvedParams} />
        </details>
      )}
    </div>
  );
}
