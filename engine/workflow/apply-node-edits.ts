import type { ChangeOf } from './change';
import { type Draft, findNode, isSkip, lockedHint, type Outcome, quote, readNodeType, skip, withNode } from './draft';
import { fieldOf, isEqual } from './equal';
import { findNodeType } from './ports';
import { reconcilePorts } from './reconcile-ports';
import { renameReferences } from './references';
import { NodeOptions, type Workflow, WorkflowNode } from './schema';
import { keyFrom } from './slug';

const without = <Values extends object>(values: Values, names: readonly string[] = []): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name))) as Values;

export function applyNodeEdit(draft: Draft, change: ChangeOf<'update-node'>): Outcome {
  const { workflow, nodeTypes } = draft;
  const node = findNode(workflow, change.node);
  if (isSkip(node)) return node;
  const options = NodeOptions.parse({ ...without(node.options, change.unsetOptions), ...change.options });
  if (node.options.locked && options.locked) return lockedHint(node);
  const next: WorkflowNode = {
    ...node,
    params: { ...without(node.params, change.unset), ...change.params },
    options,
  };
  if (isEqual(next, node)) return skip('change.nothing', `The step ${quote(node.label)} already is so.`);
  return {
    workflow: reconcilePorts(withNode(workflow, next), node, nodeTypes),
    change: { ...change, node: node.id },
  };
}

export function applyRename({ workflow }: Draft, change: ChangeOf<'rename-node'>): Outcome {
  const node = findNode(workflow, change.node);
  if (isSkip(node)) return node;
  if (node.options.locked) return lockedHint(node);
  const label = change.label?.trim() === '' ? '' : (change.label ?? node.label);
  if (!WorkflowNode.shape.label.safeParse(label).success)
    return skip('change.invalid', 'The name of a step has 1 to 80 characters.');
  const key = change.key === undefined ? node.key : keyFrom(change.key);
  if (workflow.nodes.some(other => other.key === key && other.id !== node.id))
    return skip('node.key_taken', `There already is a step with the key ${key}. Choose another.`);
  if (key === node.key && label === node.label)
    return skip('change.nothing', `The step ${quote(node.label)} already is called that.`);
  return {
    workflow: renameNode(workflow, { ...node, key, label }),
    change: {
      type: 'rename-node',
      node: node.id,
      ...(change.key === undefined ? {} : { key }),
      ...(change.label === undefined ? {} : { label }),
    },
  };
}

/** Every expression that read the node by its old key reads it by the new one. */
export function renameNode(workflow: Workflow, node: WorkflowNode): Workflow {
  const before = workflow.nodes.find(({ id }) => id === node.id)!;
  const renamed = withNode(workflow, { ...before, key: node.key, label: node.label });
  if (before.key === node.key) return renamed;
  return {
    ...renamed,
    nodes: renamed.nodes.map(other => {
      const params = renameReferences(other.params, before.key, node.key);
      return params === other.params ? other : { ...other, params };
    }),
  };
}

export function applyReplace(draft: Draft, change: ChangeOf<'replace-node'>): Outcome {
  const { workflow, nodeTypes } = draft;
  const node = findNode(workflow, change.node);
  if (isSkip(node)) return node;
  if (node.options.locked) return lockedHint(node);
  const nodeType = readNodeType(nodeTypes, change.with.type);
  if (isSkip(nodeType)) return nodeType;
  const oldTitle = findNodeType(nodeTypes, node.type)?.title;
  const kept = node.label === oldTitle ? nodeType.title.slice(0, 80) : node.label;
  const label = change.with.label?.trim() ? change.with.label : kept;
  if (label.length > 80) return skip('change.invalid', 'The name of a step has 80 characters at most.');
  const known = Object.entries(node.params).filter(([name]) => fieldOf(nodeType.params.shape, name) !== undefined);
  const params = change.with.params ?? (node.type === change.with.type ? node.params : Object.fromEntries(known));
  const next: WorkflowNode = { ...node, type: change.with.type, label, params };
  if (isEqual(next, node)) return skip('change.nothing', `The step ${quote(node.label)} already is so.`);
  return {
    workflow: reconcilePorts(withNode(workflow, next), node, nodeTypes),
    change: { type: 'replace-node', node: node.id, with: { type: next.type, label, params } },
  };
}
