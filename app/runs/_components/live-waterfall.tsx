'use client';
import { barsOf } from './bars';
import { OpenApprovals } from './open-approvals';
import { useExecution } from './use-execution';
import { Waterfall } from './waterfall';

/** The steps of a run that still goes on, as they are recorded, and what it asks. */
export function LiveWaterfall({ executionId }: { executionId: string }) {
  const { run } = useExecution(executionId, null);
  return (
    <>
      <Waterfall bars={barsOf(Object.values(run.nodes))} />
      <div className="px-3">
        <OpenApprovals executionId={executionId} run={run} />
      </div>
    </>
  );
}
