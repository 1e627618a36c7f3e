'use client';
import type { ClipboardEvent } from 'react';
import { texts } from '../../_ui/texts';
import { copySteps, pasteSteps } from './core/clipboard';
import { removeSteps, withPlaces } from './core/commands';
import type { BoardState } from './use-board';

/** Copies within the clipboard's own events, which need no permission; steps go between workflows as JSON. */
export function useClipboard(board: BoardState) {
  const { view, chosen, resting } = board;
  const isTyping = (event: ClipboardEvent) => (event.target as HTMLElement).closest('input, textarea') !== null;
  const copied = () => copySteps(withPlaces(view.screen, resting), chosen);

  const copy = (event: ClipboardEvent, cut: boolean) => {
    const text = copied();
    if (isTyping(event) || !text) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    if (cut && board.edit(removeSteps([...chosen]))) board.point(null);
  };
  const put = (text: string): boolean => {
    const pasted = pasteSteps(text, { workflow: view.screen, places: resting });
    if (!pasted || !board.edit(pasted.changes)) return false;
    board.setChosen(new Set(pasted.ids));
    board.setCursor(pasted.ids[0] ?? null);
    return true;
  };
  const write = async () => {
    const text = copied();
    if (text) await navigator.clipboard?.writeText(text).catch(() => board.editor.say(texts.copyRefused));
  };
  return {
    handlers: {
      onCopy: (event: ClipboardEvent) => copy(event, false),
      onCut: (event: ClipboardEvent) => copy(event, true),
      onPaste: (event: ClipboardEvent) => {
        if (!isTyping(event) && put(event.clipboardData.getData('text/plain'))) event.preventDefault();
      },
    },
    actions: {
      copy: () => void write(),
      cut: () => void write().then(() => board.edit(removeSteps([...chosen])) && board.point(null)),
      paste: () => void navigator.clipboard?.readText().then(put, () => board.editor.say(texts.copyRefused)),
    },
  };
}
