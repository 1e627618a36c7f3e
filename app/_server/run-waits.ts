import type { Database } from '@/database/connection';
import { closeWait, noteTold, openWait } from '@/database/run-waits';
import type { RunWaits } from '@/engine/nodes/run-waits';
import { approvalUrl, callUrl } from './wait-address';

/** What one run waits for from outside: rows, and addresses that only this installation can make. */
export const createRunWaits = (db: Database, executionId: string): RunWaits => ({
  async open(wanted) {
    const { id, ...opened } = await openWait(db, { executionId, wanted });
    const people = wanted.kind === 'approval' ? wanted.asks.email : [];
    return { ...opened, links: people.map((_address, index) => approvalUrl(id, index)) };
  },
  told: wanted => noteTold(db, { executionId, wanted }),
  close: wanted => closeWait(db, { executionId, wanted }),
  callUrl: name => callUrl(executionId, name),
});
