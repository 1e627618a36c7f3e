import { type Listener, listen } from '@/engine/drivers/listen';

type Watcher = () => void;

/** Something was committed about an execution: whoever watches it reads what is new. One connection for the process. */
export interface ExecutionEvents {
  /** Calls after each commit, and once after every gap. Returns how to stop. */
  watch(executionId: string, watcher: Watcher): () => void;
  /** For what this process committed itself: no need to wait for the database to say so. */
  tell(executionId: string): void;
  close(): Promise<void>;
}

export async function openExecutionEvents({ serviceUrl }: { serviceUrl: string }): Promise<ExecutionEvents> {
  const watchers = new Map<string, Set<Watcher>>();
  const tell = (executionId: string) => {
    for (const watcher of watchers.get(executionId) ?? []) watcher();
  };
  const listener: Listener = await listen({
    connectionString: serviceUrl,
    name: 'parley events',
    channels: ['parley_execution'],
    onNotice: (_channel, executionId) => tell(executionId),
    onGap: () => {
      for (const executionId of watchers.keys()) tell(executionId);
    },
  });
  return {
    watch(executionId, watcher) {
      const watching = watchers.get(executionId) ?? new Set();
      watchers.set(executionId, watching);
      watching.add(watcher);
      return () => {
        watching.delete(watcher);
        if (watching.size === 0 && watchers.get(executionId) === watching) watchers.delete(executionId);
      };
    },
    tell,
    close: () => listener.close(),
  };
}
