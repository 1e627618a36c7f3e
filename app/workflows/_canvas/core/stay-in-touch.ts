import type { Editor } from './editor';

/** What an EventSource is used for here. */
export interface Line extends EventTarget {
  readonly readyState: number;
  close(): void;
}

interface Means {
  /** Opens the stream of version numbers. It comes back by itself, unless the server refuses it. */
  open(): Line;
  /** Says `online`. */
  network: EventTarget;
  /** Calls later, and says how not to. */
  later?(work: () => void, ms: number): () => void;
}

const closed = 2;
const firstPause = 2_000;
const longestPause = 60_000;

/** Keeps up with whoever else changes the workflow, and sends what could not be sent as soon as there is a way again. */
export function stayInTouch(editor: Editor, { open, network, later = afterwards }: Means): () => void {
  const over = new AbortController();
  let line: Line;
  let pause = firstPause;
  let cancel: (() => void) | null = null;

  const tryAgain = () => {
    cancel?.();
    cancel = null;
    if (line.readyState === closed) listen();
    if (editor.view().failure) void editor.flush().then(check);
  };
  /** What failed is tried again after a while, each time a longer one. */
  const check = () => {
    const waits = editor.view().failure !== null || line.readyState === closed;
    if (!waits) pause = firstPause;
    if (!waits || cancel || over.signal.aborted) return;
    cancel = later(tryAgain, pause);
    pause = Math.min(pause * 2, longestPause);
  };
  function listen() {
    line = open();
    const { signal } = over;
    line.addEventListener('version', event => void editor.notice(Number((event as MessageEvent<string>).data)), {
      signal,
    });
    line.addEventListener('open', tryAgain, { signal });
    line.addEventListener('error', check, { signal });
  }
  listen();
  const unsubscribe = editor.subscribe(check);
  network.addEventListener('online', tryAgain, { signal: over.signal });
  return () => {
    over.abort();
    unsubscribe();
    cancel?.();
    line.close();
  };
}

function afterwards(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
