/** Called by Next.js once, before it serves: the workers of this process begin, and end before it does. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { runtime } = await import('@/app/_server/runtime');
  await runtime().serve();
  if (!process.env.NEXT_MANUAL_SIG_HANDLE) return;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void endWorkers());

  async function endWorkers(): Promise<void> {
    setTimeout(() => process.exit(143), 4_000); // what is still running then is taken up at the next start
    await runtime().close();
    process.exit(143);
  }
}
