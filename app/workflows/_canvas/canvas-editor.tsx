'use client';
import type { NodeStatus } from '@/engine/run/node-execution';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { Board } from './board';
import { useEditor } from './use-editor';

interface Props {
  workflowId: string;
  statuses: Readonly<Record<string, NodeStatus>>;
}

/** The workflow to work on with hand and keyboard. What the conversation does to it meanwhile shows as it happens. */
export function CanvasEditor({ workflowId, ...rest }: Props) {
  const { opened, failure, retry } = useEditor(workflowId);
  if (opened) return <Board key={workflowId} workflowId={workflowId} {...opened} {...rest} />;
  if (!failure) return <p className="p-4 text-muted">{texts.canvas.loading}</p>;
  return (
    <div className="flex flex-col items-start gap-2 p-4">
      <p>
        {texts.canvas.failed} {failure}
      </p>
      <Button size="small" onClick={retry}>
        {texts.canvas.again}
      </Button>
    </div>
  );
}
