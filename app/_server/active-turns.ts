interface ActiveTurn {
  controller: AbortController;
  streamId: string;
}

const key = Symbol.for('parley.activeTurns');
const store = globalThis as { [key]?: Map<string, ActiveTurn> };

/** Turns that this process is working on, by conversation. One at a time: a new message ends the one before. */
const turns = () => {
  store[key] ??= new Map();
  return store[key];
};

/** Registers a turn and gives the signal that ends it. */
export function beginTurn(chatId: string, streamId: string): AbortSignal {
  stopTurn(chatId);
  const controller = new AbortController();
  turns().set(chatId, { controller, streamId });
  return controller.signal;
}

export function endTurn(chatId: string, streamId: string): void {
  if (turns().get(chatId)?.streamId === streamId) turns().delete(chatId);
}

/** Ends a turn at once; whatever it saved stays. False when none is going on here. */
export function stopTurn(chatId: string): boolean {
  const turn = turns().get(chatId);
  turn?.controller.abort();
  return turns().delete(chatId);
}
