import type { WorkflowNode } from '../workflow/schema';

/** What a node's record is called on its level: its own key, or that in the round of a loop. */
export const keyIn = ({ prefix }: { prefix: string }, { key }: Pick<WorkflowNode, 'key'>): string =>
  prefix === '' ? key : prefix + key;
