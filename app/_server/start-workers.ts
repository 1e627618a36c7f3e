import { runtime } from './runtime';

/** The workers of the server process begin with it, and end before it does. */
export async function startWorkers(): Promise<void> {
  await runtime().serve();
  if (!process.env.NEXT_MANUAL_SIG_HANDLE) return;
  process.once('SIGTERM', endWorkers);
  process.once('SIGINT', endWorkers);
}

async function endWorkers(): Promise<void> {
  setTimeout(() => process.exit(143), 4_000); // what is still running then is taken up at the next start
  await runtime().close();
  process.exit(143);
}
