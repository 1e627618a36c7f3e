import type { Workflow } from '@/engine/workflow/schema';

/** Steps whose name, key, type or settings hold every word, names first. */
export function findSteps(query: string, workflow: Pick<Workflow, 'nodes'>): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const rank = (text: string) => words.every(word => text.toLowerCase().includes(word));
  const found = workflow.nodes.flatMap(({ id, label, key, type, params }) => {
    if (rank(label)) return [{ id, rank: 0 }];
    if (rank(`${label} ${key} ${type}`)) return [{ id, rank: 1 }];
    return rank(`${label} ${key} ${type} ${JSON.stringify(params)}`) ? [{ id, rank: 2 }] : [];
  });
  return found.toSorted((a, b) => a.rank - b.rank).map(({ id }) => id);
}
