import { isObject } from '../workflow/equal';
import type { NodeTypes } from '../workflow/node-types';
import type { Item, Workflow, WorkflowNode } from '../workflow/schema';
import { isSecret } from './secrets';
import type { TemplateSlot } from './template';

/** A setting that whoever uses the template should fill in anew. */
export interface ProposedSlot extends TemplateSlot {
  /** It must not stand in a template: the slot cannot be left out, and its value does not go in. */
  secret: boolean;
}

type Leaf = { path: (string | number)[]; name: string; value: string | number };

const isExpression = (value: unknown) => typeof value === 'string' && value.includes('{{');
const isAddress = (value: unknown) => typeof value === 'string' && /^https?:\/\/\S+$/i.test(value);
const isMail = (value: unknown) =>
  typeof value === 'string' && /^[^\s@{}]+@[^\s@{}]+\.[a-z]{2,}(?:\s*,\s*[^\s@{}]+@[^\s@{}]+)*$/i.test(value);

/** Keys, addresses, recipients, tables, times, and whatever looks like a secret. */
export function proposeSlots({ nodes }: Workflow, nodeTypes: NodeTypes): ProposedSlot[] {
  return nodes.flatMap(node => [
    ...credentialOf(node),
    ...leavesOf(node.params).flatMap(leaf => slotOf(node, { leaf, nodeTypes })),
  ]);
}

function credentialOf({ key, label, options }: WorkflowNode): ProposedSlot[] {
  if (!options.credentialId) return [];
  return [
    {
      ...{ name: `${key} key`, kind: 'credential', label: `Key for ${label}`, node: key },
      ...{ path: 'options.credentialId', secret: false },
    },
  ];
}

function slotOf(
  { key: node, label, type }: WorkflowNode,
  { leaf, nodeTypes }: { leaf: Leaf; nodeTypes: NodeTypes },
): ProposedSlot[] {
  const { name, value } = leaf;
  const path = leaf.path.join('.');
  const slot = (kind: TemplateSlot['kind'], what: string, rest: Partial<ProposedSlot> = {}): ProposedSlot[] => [
    {
      name: `${node} ${path}`,
      kind,
      label: `${what} of ${label}`.slice(0, 120),
      node,
      path,
      example: value,
      secret: false,
      ...rest,
    },
  ];
  if (isSecret(name, value)) return slot('text', `Secret ${name}`, { example: '', secret: true });
  if (isExpression(value)) return [];
  if (isMail(value)) return slot('text', 'Recipient', { label: `${sayName(name)} of ${label}`.slice(0, 120) });
  if (isAddress(value)) return slot('resource', 'Address');
  if (type === 'core.data-table' && path === 'table') return slot('resource', 'Table', { optional: true });
  if (nodeTypes[type]?.startedBy === 'schedule' && path === 'cron') return slot('schedule', 'Time', { optional: true });
  return [];
}

const sayName = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Every text and number in settings, with the name it stands under: of `{ name, value }` pairs that is the pair's. */
function leavesOf(value: unknown, path: (string | number)[] = [], name = ''): Leaf[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ path, name, value }];
  if (Array.isArray(value)) return value.flatMap((entry, index) => leavesOf(entry, [...path, index], name));
  if (!isObject(value)) return [];
  const own = typeof value.name === 'string' ? value.name : null;
  return Object.entries(value as Item).flatMap(([field, inner]) =>
    leavesOf(inner, [...path, field], field === 'value' && own !== null ? own : field),
  );
}
