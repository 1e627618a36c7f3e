import { Batch } from '@/database/batch';
import type { Database } from '@/database/connection';
import { countAhead } from '@/database/run-limits';
import type { Driver } from '@/engine/run/driver';

/** Whoever has much in the queue already comes after those who have little: a flood delays its own people only. */
export function fairDriver(driver: Driver, db: Database): Driver {
  const ahead = new Batch<string, number>(ids => countAhead(db, ids), { most: 100 });
  return {
    ...driver,
    async start(executionId, options) {
      const priority = options?.priority ?? -(await ahead.add(executionId));
      await driver.start(executionId, { priority });
    },
  };
}
