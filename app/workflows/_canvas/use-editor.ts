'use client';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { texts } from '../../_ui/texts';
import { Editor, type EditorView } from './core/editor';
import type { CanvasReply, CanvasSnapshot, CatalogueEntry } from './core/snapshot';

export interface Opened {
  editor: Editor;
  catalogue: readonly CatalogueEntry[];
}

/** Opens a workflow for editing and keeps up with whoever else changes it. */
export function useEditor(workflowId: string) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [again, setAgain] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: again says when to try once more
  useEffect(() => {
    let current = true;
    let source: EventSource | null = null;
    const open = ({ editor, catalogue }: Opened) => {
      if (!current) return;
      setFailure(null);
      setOpened({ editor, catalogue });
      source = new EventSource(`/api/workflows/${workflowId}/events`);
      source.addEventListener('version', event => void editor.notice(Number((event as MessageEvent<string>).data)));
    };
    load(workflowId).then(open, (error: unknown) => current && setFailure(sentenceOf(error)));
    return () => {
      current = false;
      source?.close();
    };
  }, [workflowId, again]);

  return { opened, failure, retry: () => setAgain(count => count + 1) };
}

async function load(workflowId: string): Promise<Opened> {
  const address = `/api/workflows/${workflowId}/canvas`;
  const [snapshot, catalogue] = await Promise.all([
    ask<CanvasSnapshot>(address),
    ask<CatalogueEntry[]>('/api/workflows/catalogue'),
  ]);
  const send = (request: unknown) => ask<CanvasReply>(address, request);
  return { editor: new Editor({ snapshot, catalogue, send, read: () => ask(address) }), catalogue };
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : texts.error.offline);

/** JSON from a route of ours; its sentence when it refuses. */
export async function ask<Answer>(address: string, body?: unknown): Promise<Answer> {
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(address, body === undefined ? {} : options).catch(() => null);
  if (!response) throw new Error(texts.error.offline);
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.error?.message ?? texts.error.offline);
  return answer as Answer;
}

export const useEditorView = (editor: Editor): EditorView =>
  useSyncExternalStore(editor.subscribe, editor.view, editor.view);
