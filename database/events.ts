import { listen } from '@/engine/drivers/listen';
import type { ExecutionProgress } from '@/engine/run/journal';

/** What is known of a commit: only that there was one, that the execution itself moved on, or even how. */
export interface ExecutionNews {
  moved: boolean;
  progress?: ExecutionProgress;
}

type Watcher = (news: ExecutionNews) => void;

/** Something was committed about an execution, or a workflow: whoever watches it reads what is new. One connection for the process. */
export interface ExecutionEvents {
  /** Calls after each commit, and once after every gap. Returns how to stop. */
  watch(id: string, watcher: Watcher): () => void;
  /** For what this process committed itself: no need to wait until the database says so. */
  tell(executionId: string, news: ExecutionNews): void;
  /** Calls with each run that the database itself made, for somebody to put into the queue. */
  onMade(listener: (executionId: string) => void): void;
  close(): Promise<void>;
}

export async function openExecutionEvents({ serviceUrl }: { serviceUrl: string }): Promise<ExecutionEvents> {
  const watchers = new Map<string, Set<Watcher>>();
  const tell = (executionId: string, news: ExecutionNews) => {
    for (const watcher of watchers.get(executionId) ?? []) watcher(news);
  };
  let made: (executionId: string) => void = () => undefined;
  const listener = await listen({
    connectionString: serviceUrl,
    name: 'parley events',
    channels: ['parley_execution', 'parley_workflow', 'parley_started'],
    onNotice: (channel, payload) => {
      if (channel === 'parley_started') made(payload);
      else tell(payload.slice(0, 36), { moved: payload.endsWith(' moved') });
    },
    onGap: () => {
      for (const executionId of watchers.keys()) tell(executionId, { moved: true });
    },
  });
  return {
    watch(id, watcher) {
      const watching = watchers.get(id) ?? new Set();
      watchers.set(id, watching.add(watcher));
      return () => {
        watching.delete(watcher);
        if (watching.size === 0 && watchers.get(id) === watching) watchers.delete(id);
      };
    },
    tell,
    onMade(listener) {
      made = listener;
    },
    close: () => listener.close(),
  };
}
