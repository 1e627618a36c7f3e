import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers what came for a webhook; false for everything else. */
export type HookListener = (message: IncomingMessage, reply: ServerResponse) => boolean;

const key = Symbol.for('parley.hook-listener');
const shared = globalThis as { [key]?: HookListener };

/** What Next.js has compiled offers it, and the server of the command line, which is not compiled with it, asks for it. */
export function offerHookListener(listener: HookListener): void {
  shared[key] = listener;
}

export const hookListener = (): HookListener | undefined => shared[key];
