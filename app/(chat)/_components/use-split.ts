'use client';
import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';

const name = 'parley.split';
const [least, most, usual] = [20, 75, 45];
const within = (share: number) => Math.min(most, Math.max(least, Math.round(share)));

/** The share of the width, in per cent, that the right side has: moved by hand or by the arrow keys, and remembered. */
export function useSplit() {
  const [share, setShare] = useState(usual);
  useEffect(() => {
    const kept = Number(localStorage.getItem(name));
    if (kept > 0) setShare(within(kept));
  }, []);
  const move = (to: number) => {
    setShare(within(to));
    localStorage.setItem(name, String(within(to)));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(((box.right - event.clientX) / box.width) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? 2 : event.key === 'ArrowRight' ? -2 : 0;
    if (by === 0) return;
    event.preventDefault();
    move(share + by);
  };
  return {
    ...{ share, least, most },
    moves: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => event.currentTarget.setPointerCapture(event.pointerId),
      ...{ onPointerMove, onKeyDown, onDoubleClick: () => move(usual) },
    },
  };
}
