'use client';
import { useCallback, useEffect, useState } from 'react';
import { texts } from '../../_ui/texts';
import { readStep } from './_actions/read-step';
import type { StepFacts } from './step-facts';

/** What is known of a step beside its settings; read again when `stamp` changes. The old facts stay meanwhile. */
export function useStepFacts(which: { workflowId: string; nodeId: string; stamp: string }) {
  const { workflowId, nodeId, stamp } = which;
  const [facts, setFacts] = useState<StepFacts | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [again, setAgain] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: stamp and again say when to read, not what
  useEffect(() => {
    let current = true;
    const take = (result: Awaited<ReturnType<typeof readStep>>) => {
      if (!current) return;
      if ('error' in result) setFailure(result.error.message);
      else {
        setFailure(null);
        setFacts(result.value);
      }
    };
    readStep({ workflowId, nodeId }).then(take, () => current && setFailure(texts.error.offline));
    return () => {
      current = false;
    };
  }, [workflowId, nodeId, stamp, again]);

  const reload = useCallback(() => setAgain(count => count + 1), []);
  return { facts: facts?.nodeId === nodeId ? facts : null, failure, reload, round: again };
}
