/** Called by Next.js once, before it serves. What needs Node is in a file of its own: this one is compiled for edge too. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startWorkers } = await import('@/app/_server/start-workers');
    await startWorkers();
  }
}
