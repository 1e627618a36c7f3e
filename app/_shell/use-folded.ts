'use client';
import { useSyncExternalStore } from 'react';

const name = 'parley.sidebar';
const listeners = new Set<() => void>();

/** Whether the sidebar is folded to icons; remembered by this browser. */
export function useFolded(): [boolean, (folded: boolean) => void] {
  const folded = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(name) === 'folded',
    () => false,
  );
  const set = (next: boolean) => {
    localStorage.setItem(name, next ? 'folded' : 'open');
    for (const listener of listeners) listener();
  };
  return [folded, set];
}
