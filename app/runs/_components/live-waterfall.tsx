'use client';
import { barsOf } from './bars';
import { useExecution } from './use-execution';
import { Waterfall } from './waterfall';

/** The steps of a run that still goes on, as they are recorded. */
export function LiveWaterfall({ executionId }: { executionId: string }) {
  const { run } = useExecution(executionId, null);
  return <Waterfall bars={barsOf(Object.values(run.nodes))} />;
}
