import { quote } from './draft';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import type { NodeTypes } from './node-types';
import { findNodeType } from './ports';
import type { WorkflowNode } from './schema';

/** A step that cannot do without a key and was given none: test runs simulate it, live ones would fail. */
export function validateCredential(node: WorkflowNode, nodeTypes: NodeTypes): Issue[] {
  const need = findNodeType(nodeTypes, node.type)?.credential?.(node.params);
  if (!need?.required || node.options.credentialId !== undefined) return [];
  const message = `${quote(node.label)} needs a key before it can work. Add one, or choose one that is there.`;
  return [makeIssue('credential_missing', message, { node, param: 'options.credentialId' })];
}
