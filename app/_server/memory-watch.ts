import { getHeapStatistics } from 'node:v8';
import type { Database } from '@/database/connection';
import { noteShortMemory } from '@/database/workers';
import type { Driver } from '@/engine/run/driver';
import { log } from './log';

const lookEveryMs = 100;
/**
 * Seen to go from less than half to the end within one look: a step that builds its whole output at once. What is noted counts
 * only for a run that one worker after the other went away with.
 */
const filling = 0.4;

/** How much of what this process may take it has taken. Beyond all of it V8 ends the process, and nothing can be said any more. */
function heapShare(): number {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
  return used / most;
}

/**
 * Notes of the runs that are worked on here that memory fills up, while that can still be noted: should the process be gone
 * the next moment, whoever takes them up knows why. A step that takes everything in one go gives no time for that.
 */
export function memoryWatched(driver: Driver, db: Database, share: () => number = heapShare): Driver {
  const active = new Set<string>();
  const noted = new Set<string>();
  const during = async (executionId: string, work: () => Promise<void>) => {
    active.add(executionId);
    await work().finally(() => {
      active.delete(executionId);
      noted.delete(executionId);
    });
  };
  const look = () => {
    if (active.size === noted.size || share() < filling) return;
    const executionIds = [...active].filter(id => !noted.has(id));
    for (const id of executionIds) noted.add(id);
    log.info({ executionIds: executionIds.slice(0, 20) }, 'memory fills up while these runs are worked on');
    noteShortMemory(db, { executionIds }).catch(error =>
      log.warn({ error }, 'that memory fills up could not be noted'),
    );
  };
  let timer: NodeJS.Timeout | null = null;
  return {
    ...driver,
    serve(work, options) {
      timer = setInterval(look, lookEveryMs).unref();
      return driver.serve((id, signal) => during(id, () => work(id, signal)), options);
    },
    hold: (id, work) => driver.hold(id, signal => during(id, () => work(signal))),
    async stop(options) {
      await driver.stop(options);
      if (timer) clearInterval(timer);
    },
  };
}
