import { setTimeout as pause } from 'node:timers/promises';
import { atEnd } from './endings';
import { listenForHooks } from './hook-listener';
import { offerHookListener } from './hook-listener-slot';
import { runtime } from './runtime';

/** What is still running after that is taken up at the next start. */
const patienceMs = 4_000;
/** Less, so that what is not over by then is handed over in order. */
const graceMs = 3_000;

/** The workers of the server process begin with it, and end before its database does. */
export async function startWorkers(): Promise<void> {
  await runtime().serve();
  offerHookListener(listenForHooks);
  atEnd(() => Promise.race([runtime().close({ graceMs }), pause(patienceMs, undefined, { ref: false })]));
}
