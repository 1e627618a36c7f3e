/** So many of the last opened keys are remembered: far more than one process works with at a time. */
const mostKept = 1_000;

const key = Symbol.for('parley.opened-secrets');

/** One list for the process, whichever copy of this file asks: the bundler may hold several. */
function kept(): Map<string, readonly string[]> {
  const store = globalThis as { [key]?: Map<string, readonly string[]> };
  store[key] ??= new Map();
  return store[key];
}

/** What this process has opened by now, by the key it belongs to, and must therefore never say. */
export function noteOpened(id: string, secrets: readonly string[]): void {
  const all = kept();
  all.delete(id);
  all.set(id, secrets);
  if (all.size > mostKept) all.delete(all.keys().next().value!);
}

export const openedSecrets = (): string[] => [...kept().values()].flat();
