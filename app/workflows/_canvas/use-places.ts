'use client';
import { useMemo, useState } from 'react';
import { placeNew } from '@/engine/diagram/place-new';
import type { Position } from '@/engine/workflow/schema';
import type { EditorView } from './core/editor';

/** Where every step stands: its own place, the one the server gave it, or one beside its neighbours; while dragged, the hand's. */
export function usePlaces({ screen, saved }: EditorView) {
  const [dragged, setDragged] = useState<Readonly<Record<string, Position>>>({});
  const resting = useMemo(() => {
    const known = Object.fromEntries(
      screen.nodes.flatMap(({ id, position }) => {
        const place = position ?? saved.places[id];
        return place ? [[id, place] as const] : [];
      }),
    );
    return { ...known, ...placeNew(screen, known).places };
  }, [screen, saved.places]);
  const places = useMemo(() => ({ ...resting, ...dragged }), [resting, dragged]);
  return { places, resting, dragged, setDragged };
}
