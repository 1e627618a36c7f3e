import type { Change } from '@/engine/workflow/change';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';
import type { Card } from './edit-state';

/** "Keep mine": the changes that put this person's value where it belongs, now that they have seen the other one. */
export function keepMine(card: Card, current: Workflow): Change[] {
  const { nodeId, field, yours, base } = card;
  const node = current.nodes.find(({ id }) => id === nodeId);
  if (field.startsWith('params.') || field.startsWith('options.')) return node ? setField(node, field, yours) : [];
  if (field === 'label' || field === 'key')
    return nodeId ? [{ type: 'rename-node', node: nodeId, [field]: String(yours) }] : [];
  if (nodeId === null) return workflowField(field, yours);
  if (field === 'node' && yours === null) return [{ type: 'remove-node', node: nodeId, heal: true }];
  if (field === 'node' && !node) return bringBack(base as WorkflowNode, card.changes);
  const [change] = card.changes;
  if (change?.type === 'insert-between') return insertAnew(change);
  return [...card.changes];
}

function setField({ id }: WorkflowNode, field: string, value: unknown): Change[] {
  const [part, ...rest] = field.split('.');
  const name = rest.join('.');
  const gone = value === null || value === undefined;
  const set = { [name]: value };
  if (part === 'params')
    return [
      { type: 'update-node', node: id, ...(gone ? { unset: [name] } : { params: set as Record<string, never> }) },
    ];
  return [{ type: 'update-node', node: id, ...(gone ? { unsetOptions: [name] } : { options: set }) }];
}

function workflowField(field: string, value: unknown): Change[] {
  if (field.startsWith('settings.')) {
    return [{ type: 'update-workflow', settings: { timeZone: typeof value === 'string' ? value : '' } }];
  }
  return [{ type: 'update-workflow', [field]: typeof value === 'string' ? value : '' }];
}

/** They removed it, this person went on with it: it comes back as it was, without its arrows, and changed. */
function bringBack(node: WorkflowNode, changes: readonly Change[]): Change[] {
  const { options, ...rest } = node;
  const { locked: _, ...open } = options;
  return [{ type: 'add-node', node: { ...rest, options: open, parentId: null } }, ...changes];
}

/** The arrow it should sit on is gone; both of its ends are joined to it. */
function insertAnew({ node, from, port, to, input }: Extract<Change, { type: 'insert-between' }>): Change[] {
  const id = node.id ?? crypto.randomUUID();
  return [
    { type: 'add-node', node: { ...node, id } },
    { type: 'connect', from, port, to: id },
    { type: 'connect', from: id, to, input },
  ];
}
