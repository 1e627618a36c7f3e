'use client';
import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';

let said: readonly string[] = [];
const none: readonly string[] = [];
const listeners = new Set<() => void>();

/** Says one sentence at the edge of the screen; for what has no better place. */
export function notify(sentence: string): void {
  said = [...said, sentence];
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Loaded with the first sentence. */
const ToastList = dynamic(() => import('./toast-list').then(module => module.ToastList));

export function Toasts() {
  const sentences = useSyncExternalStore(
    subscribe,
    () => said,
    () => none,
  );
  return sentences.length > 0 && <ToastList sentences={sentences} />;
}
