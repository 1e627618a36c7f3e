'use client';
import { useEffect, useReducer, useState } from 'react';
import { type Execution, ExecutionStatus, isFinished } from '@/engine/run/execution';
import { NodeExecution } from '@/engine/run/node-execution';
import { applyNodeExecution, emptyRun, type RunState, toRunState } from '@/engine/run/run-state';

interface Known {
  status: Execution['status'];
  records: readonly NodeExecution[];
}

/** A run as it goes on: what the page was given, and every record since, until it is finished. */
export function useExecution(executionId: string, known: Known | null): { run: RunState; status: Known['status'] } {
  const [run, apply] = useReducer(applyNodeExecution, known?.records ?? [], records =>
    records.length > 0 ? toRunState(records) : emptyRun,
  );
  const [status, setStatus] = useState<Known['status']>(known?.status ?? 'running');
  const finished = isFinished(status);

  useEffect(() => {
    if (finished) return;
    const source = new EventSource(`/api/executions/${executionId}/events`);
    const onRecord = (event: MessageEvent<string>) => {
      const record = NodeExecution.safeParse(JSON.parse(event.data));
      if (record.success) apply(record.data);
    };
    const onStatus = (event: MessageEvent<string>) => {
      const next = ExecutionStatus.safeParse(JSON.parse(event.data).status);
      if (next.success) setStatus(next.data);
    };
    source.addEventListener('node', onRecord);
    source.addEventListener('execution', onStatus);
    return () => source.close();
  }, [executionId, finished]);

  return { run, status };
}
