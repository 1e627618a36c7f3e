'use client';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { Board } from './board';
import type { Editor } from './core/editor';
import type { Opening } from './open-canvas';
import { useEditor } from './use-editor';

interface Props {
  workflowId: string;
  /** What it begins with, which may have come before the code of this file; null on the server. */
  opening: Promise<Opening> | null;
  statuses: Readonly<Record<string, NodeStatus>>;
  /** Told on leaving, when there is another version than there was: what else is on the page may be of the old one. */
  onChanged(): void;
  /** Told of each version as it is saved, whoever saves it. */
  onVersion(version: number): void;
}

/** The workflow to work on with hand and keyboard. What the conversation does to it meanwhile shows as it happens. */
export function CanvasEditor({ workflowId, opening, onChanged, onVersion, ...rest }: Props) {
  const { opened, failure, retry } = useEditor(workflowId, opening);
  useOnLeave(opened?.editor, onChanged);
  useOnVersion(opened?.editor, onVersion);
  if (opened) return <Board key={workflowId} {...{ workflowId, onRan: onChanged }} {...opened} {...rest} />;
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

function useOnLeave(editor: Editor | undefined, onChanged: () => void): void {
  const leave = useEffectEvent((first: number) => {
    if (editor && editor.view().saved.version !== first) onChanged();
  });
  useEffect(() => {
    const first = editor?.view().saved.version;
    return () => void (first !== undefined && leave(first));
  }, [editor]);
}

const never = () => () => {};

function useOnVersion(editor: Editor | undefined, onVersion: (version: number) => void): void {
  const version = useSyncExternalStore(
    editor?.subscribe ?? never,
    () => editor?.view().saved.version ?? null,
    () => null,
  );
  const tell = useEffectEvent(onVersion);
  useEffect(() => {
    if (version !== null) tell(version);
  }, [version]);
}
