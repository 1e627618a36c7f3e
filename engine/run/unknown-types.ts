import type { Workflow } from '../workflow/schema';
import type { NodeDefinitions } from './run-deps';

/** The types of its steps that these definitions do not have; what is disabled does not run. */
export function unknownTypes({ nodes }: Workflow, nodeTypes: NodeDefinitions): string[] {
  const unknown = nodes.filter(({ type, options }) => nodeTypes[type] === undefined && !options.disabled);
  return unknown.length === 0 ? [] : [...new Set(unknown.map(({ type }) => type))];
}
