'use client';
import { useEffect, useState } from 'react';
import { DiagramView } from '../../_diagram/diagram-view';
import { texts } from '../../_ui/texts';
import { readVersionChanges } from '../_actions/read-version-changes';

type Answer = Awaited<ReturnType<typeof readVersionChanges>>;

/** What a version changed: in words and drawn. */
export function VersionChanges({ workflowId, version }: { workflowId: string; version: number }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let current = true;
    readVersionChanges({ workflowId, version }).then(
      next => current && setAnswer(next),
      () => current && setAnswer({ error: { code: 'offline', message: texts.error.offline } }),
    );
    return () => {
      current = false;
    };
  }, [workflowId, version]);

  if (!answer) return <p className="text-muted">{texts.error.loading}</p>;
  if ('error' in answer) return <p className="text-state-failed">{answer.error.message}</p>;
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <DiagramView text={answer.value.diagram} label={texts.workflow.versionDiagram(version)} />
    </div>
  );
}
