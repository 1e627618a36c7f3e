'use client';
import { useEffect, useEffectEvent } from 'react';

/** Calls `act` on a key, anywhere on the page. `mod` is Ctrl or the command key. */
export function useShortcut(keys: string, act: () => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const parts = keys.split('+');
    const key = parts.at(-1) ?? '';
    if (event.key.toLowerCase() !== key.toLowerCase() || event.defaultPrevented) return;
    if (parts.includes('mod') !== (event.ctrlKey || event.metaKey) || event.altKey) return;
    if (parts.includes('shift') !== event.shiftKey) return;
    if (parts.length > 1) event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
