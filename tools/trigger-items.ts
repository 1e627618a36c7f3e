import { AppError } from '@/engine/errors';
import type { NodeTypes } from '@/engine/workflow/node-types';
import type { Item, Workflow, WorkflowNode } from '@/engine/workflow/schema';

/** The trigger to start from: the one named by its key, else the first that is not disabled. */
export function findTrigger(
  workflow: Workflow,
  { nodeTypes, key }: { nodeTypes: NodeTypes; key?: string | undefined },
): WorkflowNode {
  const triggers = workflow.nodes.filter(node => nodeTypes[node.type]?.kind === 'trigger' && !node.options.disabled);
  const trigger = key === undefined ? triggers[0] : triggers.find(node => node.key === key);
  if (trigger === undefined)
    throw new AppError('workflow.not_runnable', { reason: 'nothing starts it. Add a trigger first.' });
  return trigger;
}

/** People and models often give just the body of a webhook; its item has more around it. */
export function asTriggerItem(item: Item, trigger: WorkflowNode): Item {
  if (trigger.type !== 'core.webhook' || 'body' in item) return item;
  return { method: 'POST', headers: {}, query: {}, body: item, files: [] };
}
