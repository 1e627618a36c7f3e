type Ending = () => Promise<unknown> | unknown;

interface Endings {
  works: Ending[];
  over: Promise<void> | null;
}

/** One list for the whole process: the command line and what Next.js has compiled are two copies of this file. */
const key = Symbol.for('parley.endings');
const store = globalThis as { [key]?: Endings };
const endings = () => {
  store[key] ??= { works: [], over: null };
  return store[key];
};

/** Registers what must be undone before this process ends; the last registered is undone first. */
export function atEnd(work: Ending): void {
  endings().works.push(work);
}

/** Undoes everything once, however many ask for it. */
export function endAll(): Promise<void> {
  const all = endings();
  all.over ??= undo(all.works);
  return all.over;
}

async function undo(works: Ending[]): Promise<void> {
  for (const work of works.splice(0).reverse()) {
    try {
      await work();
    } catch (error) {
      console.error(error);
    }
  }
}

/** Ctrl-C, a closed terminal, `kill`, and the death of the bootstrap above us all end what was started. */
export function endOnSignals(): void {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [signal, code] of Object.entries(codes)) {
    process.on(signal, () => void endAll().then(() => process.exit(code)));
  }
  process.once('disconnect', () => void endAll().then(() => process.exit(143)));
}
