'use client';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';

interface Selection {
  /** Keys of the steps that are chosen, wherever on the page. */
  keys: readonly string[];
  choose(keys: readonly string[]): void;
}

const Context = createContext<Selection>({ keys: [], choose: () => undefined });

/** Lets what is said on a page be about the steps that are chosen on it. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [keys, setKeys] = useState<readonly string[]>([]);
  // The same function for good: two places say what is chosen, and each may speak only when its own choice is another.
  const choose = useCallback(
    (next: readonly string[]) => setKeys(now => (now.join() === next.join() ? now : next)),
    [],
  );
  const value = useMemo(() => ({ keys, choose }), [keys, choose]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export const useSelection = () => useContext(Context).keys;

/** Says which steps are chosen here. */
export function useChosen(keys: readonly string[]): void {
  const { choose } = useContext(Context);
  const text = keys.join();
  useEffect(() => choose(text === '' ? [] : text.split(',')), [choose, text]);
}
