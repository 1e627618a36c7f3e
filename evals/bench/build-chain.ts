import type { Claims, Database } from '@/database/connection';
import type { NewNode } from '@/engine/workflow/change';
import { buildRow } from '../build-row';

interface Chain {
  claims: Claims;
  /** After the trigger. */
  steps: number;
  /** Begins with a webhook and ends with its answer, instead of beginning by hand. */
  hook?: boolean;
}

/** Steps that each set one field more, and pass everything on. */
export function buildChain(db: Database, { claims, steps, hook = false }: Chain) {
  const amount = hook ? '{{ item.body.amount }}' : '{{ item.amount }}';
  const sets = Array.from({ length: hook ? steps - 1 : steps }, (_, index): NewNode => {
    const key = `step_${index + 1}`;
    return { key, type: 'core.set', params: { fields: [{ name: key, value: amount }] } };
  });
  const start: NewNode = hook
    ? { key: 'hook', type: 'core.webhook', params: { method: 'POST', respond: 'finally' } }
    : { key: 'start', type: 'core.manual' };
  const answer: NewNode[] = hook
    ? [{ key: 'answer', type: 'core.respond', params: { body: '{{ item.body.id }}' } }]
    : [];
  return buildRow(db, { claims, name: 'Bench', nodes: [start, ...sets, ...answer] });
}
