type Ending = () => Promise<unknown> | unknown;

const endings: Ending[] = [];
let ending: Promise<void> | null = null;

/** Registers what must be undone before this process ends; the last registered is undone first. */
export function atEnd(work: Ending): void {
  endings.push(work);
}

/** Undoes everything once, however many ask for it. */
export function endAll(): Promise<void> {
  ending ??= undo();
  return ending;
}

async function undo(): Promise<void> {
  for (const work of endings.splice(0).reverse()) {
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
