import type { Claims, Transaction } from '@/database/connection';
import { findLastExecution, readExecution } from '@/database/executions';
import { deleteWorkflows, tagWorkflows } from '@/database/workflow-overview';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { createRuns } from '../../_server/runs';
import { runtime } from '../../_server/runtime';
import { texts } from '../../_ui/texts';

const words = texts.home.outcomes;

export type BatchAction = 'tag' | 'untag' | 'on' | 'off' | 'delete' | 'rerun';

/** What came of one row; nothing of one stands in the way of another. */
export interface BatchResult {
  id: string;
  ok: boolean;
  sentence: string;
  executionId?: string;
}

interface User {
  claims: Claims;
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

interface Request {
  ids: readonly string[];
  action: BatchAction;
  tag: string;
}

export async function runBatch(user: User, { ids, action, tag }: Request): Promise<BatchResult[]> {
  switch (action) {
    case 'tag':
    case 'untag': {
      const on = action === 'tag';
      const reached = await user.asUser(tx => tagWorkflows(tx, { ids, tag, on }));
      return outcomes(ids, { reached, sentence: on ? words.tagged : words.untagged });
    }
    case 'delete':
      return removeAll(user, ids);
    case 'on':
      return each(ids, id => switchOn(user, id));
    case 'off':
      return each(ids, async id => {
        await runtime().deactivate({ claims: user.claims, workflowId: id });
        return { sentence: words.off };
      });
    case 'rerun':
      return each(ids, id => rerunLast(user, id));
  }
}

const outcomes = (ids: readonly string[], { reached, sentence }: { reached: readonly string[]; sentence: string }) =>
  ids.map(id => (reached.includes(id) ? { id, ok: true, sentence } : { id, ok: false, sentence: words.notYours }));

async function each(
  ids: readonly string[],
  work: (id: string) => Promise<Omit<BatchResult, 'id' | 'ok'> & { ok?: boolean }>,
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  for (const id of ids) {
    try {
      results.push({ id, ok: true, ...(await work(id)) });
    } catch (error) {
      const known = AppError.from(error);
      if (known.code === 'unexpected') console.error(error);
      results.push({ id, ok: false, sentence: known.userMessage });
    }
  }
  return results;
}

/** Switched off first, so that no address and no schedule outlives it; then all of them in one statement. */
async function removeAll({ claims, asUser }: User, ids: readonly string[]): Promise<BatchResult[]> {
  const off = await each(ids, async id => {
    const { isActive } = await asUser(tx => readDraft(tx, { workflowId: id }));
    if (isActive) await runtime().deactivate({ claims, workflowId: id });
    return { sentence: '' };
  });
  const ready = off.filter(({ ok }) => ok).map(({ id }) => id);
  const gone = ready.length > 0 ? await asUser(tx => deleteWorkflows(tx, { ids: ready })) : [];
  const done = outcomes(ready, { reached: gone, sentence: words.deleted });
  return off.map(one => done.find(({ id }) => id === one.id) ?? one);
}

async function switchOn({ claims }: User, workflowId: string) {
  const { active, problems } = await runtime().activate({ claims, workflowId });
  return active ? { sentence: words.on } : { ok: false, sentence: problems.join(' ') };
}

/** The same input against the workflow as it is now, as a test. */
async function rerunLast({ claims, asUser }: User, workflowId: string) {
  const last = await asUser(tx => findLastExecution(tx, { workflowId }));
  if (!last) return { ok: false, sentence: words.neverRan };
  const { execution } = await asUser(tx => readExecution(tx, { executionId: last.id }));
  const { triggerNodeId, triggerItems, recorded } = execution;
  const runs = createRuns({ claims, asPerson: asUser, startedBy: 'person' });
  const executionId = await runs.start({ workflowId, triggerNodeId, items: triggerItems, recorded, mode: 'verify' });
  return { sentence: words.rerun, executionId };
}
