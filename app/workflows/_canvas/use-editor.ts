'use client';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { texts } from '../../_ui/texts';
import { Editor, type EditorView } from './core/editor';
import type { CanvasReply, CatalogueEntry } from './core/snapshot';
import { stayInTouch } from './core/stay-in-touch';
import { ask, canvasAddress, type Opening, openCanvas } from './open-canvas';

export interface Opened {
  editor: Editor;
  catalogue: readonly CatalogueEntry[];
}

/** Opens a workflow for editing and keeps up with whoever else changes it. */
export function useEditor(workflowId: string, opening: Promise<Opening> | null) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [again, setAgain] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: again says when to try once more; the opening is one
  useEffect(() => {
    let current = true;
    let leave = () => {};
    const open = (found: Opening) => {
      if (!current) return;
      const { editor, catalogue } = edit(workflowId, found);
      setFailure(null);
      setOpened({ editor, catalogue });
      const events = `/api/workflows/${workflowId}/events`;
      leave = stayInTouch(editor, { open: () => new EventSource(events), network: window });
    };
    const found = (again === 0 && opening) || openCanvas(workflowId);
    found.then(open, (error: unknown) => current && setFailure(sentenceOf(error)));
    return () => {
      current = false;
      leave();
    };
  }, [workflowId, again]);

  return { opened, failure, retry: () => setAgain(count => count + 1) };
}

function edit(workflowId: string, { snapshot, catalogue }: Opening): Opened {
  const address = canvasAddress(workflowId);
  const send = (request: unknown) => ask<CanvasReply>(address, request);
  return { editor: new Editor({ snapshot, catalogue, send, read: () => ask(address) }), catalogue };
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : texts.error.offline);

export const useEditorView = (editor: Editor): EditorView =>
  useSyncExternalStore(editor.subscribe, editor.view, editor.view);
