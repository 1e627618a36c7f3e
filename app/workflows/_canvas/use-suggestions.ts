'use client';
import { useEffect, useState } from 'react';
import type { Spot } from './core/commands';
import { ask } from './open-canvas';
import type { BoardState } from './use-board';

export interface Suggestion {
  type: string;
  title: string;
  label?: string;
  params: Readonly<Record<string, unknown>>;
}

export interface Suggestions {
  /** After the step the cursor is at. */
  list: readonly Suggestion[];
  /** For the place the palette was opened for. */
  forSpot: readonly Suggestion[];
  take(index: number): void;
}

const none: readonly Suggestion[] = [];

/** Three steps that fit, asked for again whenever the place or the workflow is another. */
export function useSuggestions(workflowId: string, board: BoardState): Suggestions {
  const { cursor, spot, view } = board;
  const port = cursor ? board.wayOut(cursor) : null;
  const after: Spot | null = cursor && port ? { kind: 'after', from: cursor, port } : null;
  const calm = view.sent === null && view.waiting.length === 0;
  const version = view.saved.version;
  const list = useSuggested(calm ? addressOf(workflowId, after, version) : null);
  const forSpot = useSuggested(calm ? addressOf(workflowId, spot, version) : null);
  return {
    ...{ list, forSpot },
    take(index) {
      const suggestion = list[index];
      if (!suggestion || !after) return;
      const { type, label, params } = suggestion;
      board.add({ type, ...(label && { label }), params } as Parameters<BoardState['add']>[0], after);
    },
  };
}

function addressOf(workflowId: string, spot: Spot | null, version: number): string | null {
  if (!spot || spot.kind === 'loose' || spot.kind === 'inside') return null;
  const ends: Record<string, string> =
    spot.kind === 'on'
      ? { from: spot.arrow.from, port: spot.arrow.port, to: spot.arrow.to }
      : spot.kind === 'before'
        ? { to: spot.to }
        : { from: spot.from, port: spot.port };
  return `/api/workflows/${workflowId}/suggestions?${new URLSearchParams({ ...ends, version: String(version) })}`;
}

function useSuggested(address: string | null): readonly Suggestion[] {
  const [found, setFound] = useState<{ address: string; list: readonly Suggestion[] } | null>(null);
  useEffect(() => {
    if (!address) return;
    let current = true;
    const timer = setTimeout(() => {
      ask<Suggestion[]>(address).then(
        list => current && setFound({ address, list }),
        () => undefined, // nothing to suggest is no failure
      );
    }, 120);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [address]);
  return found && found.address === address ? found.list : none;
}
