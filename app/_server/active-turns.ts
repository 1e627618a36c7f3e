interface ActiveTurn {
  controller: AbortController;
  streamId: string;
}

const key = Symbol.for('parley.activeTurns');
const store = globalThis as { [key]?: Map<string, ActiveTurn> };

/** Turns that this process is working on, by person and conversation: nobody can end another's. A new message ends the one before. */
const turns = () => {
  store[key] ??= new Map();
  return store[key];
};

export interface TurnPlace {
  userId: string;
  chatId: string;
}

const nameOf = ({ userId, chatId }: TurnPlace) => `${userId} ${chatId}`;

/** Registers a turn and gives the signal that ends it. */
export function beginTurn(place: TurnPlace, streamId: string): AbortSignal {
  stopTurn(place);
  const controller = new AbortController();
  turns().set(nameOf(place), { controller, streamId });
  return controller.signal;
}

export function endTurn(place: TurnPlace, streamId: string): void {
  if (turns().get(nameOf(place))?.streamId === streamId) turns().delete(nameOf(place));
}

/** Ends a turn at once; whatever it saved stays. False when none is going on here. */
export function stopTurn(place: TurnPlace): boolean {
  turns().get(nameOf(place))?.controller.abort();
  return turns().delete(nameOf(place));
}
