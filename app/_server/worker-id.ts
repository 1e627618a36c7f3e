const key = Symbol.for('parley.worker-id');

/** What this process is called in the list of workers, in what it records, and in its log; whichever copy of this file asks. */
export function workerId(): string {
  const kept = globalThis as { [key]?: string };
  kept[key] ??= crypto.randomUUID();
  return kept[key];
}
