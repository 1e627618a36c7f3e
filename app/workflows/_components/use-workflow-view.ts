'use client';
import { useEffect, useState } from 'react';
import { texts } from '../../_ui/texts';
import { readWorkflowView } from '../_actions/read-workflow-view';
import type { WorkflowView } from './workflow-view';

/** A workflow as it is saved, read again whenever `stamp` changes. The old one stays on screen meanwhile. */
export function useWorkflowView(workflowId: string, stamp: string) {
  const [view, setView] = useState<WorkflowView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [again, setAgain] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: stamp and again say when to read, not what
  useEffect(() => {
    let current = true;
    const take = (result: Awaited<ReturnType<typeof readWorkflowView>>) => {
      if (!current) return;
      if ('error' in result) setFailure(result.error.message);
      else setView(result.value);
    };
    readWorkflowView({ workflowId }).then(take, () => current && setFailure(texts.error.offline));
    return () => {
      current = false;
    };
  }, [workflowId, stamp, again]);

  return { view: view?.id === workflowId ? view : null, failure, reload: () => setAgain(count => count + 1) };
}
