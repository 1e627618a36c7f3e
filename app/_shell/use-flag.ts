'use client';
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

/** A yes or no that this browser remembers. The server, which does not know, draws "no". */
export function useFlag(name: string): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(name) === 'yes',
    () => false,
  );
  const set = (next: boolean) => {
    localStorage.setItem(name, next ? 'yes' : 'no');
    for (const listener of listeners) listener();
  };
  return [on, set];
}
