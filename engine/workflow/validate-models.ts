import { quote } from './draft';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import type { NodeTypes } from './node-types';
import { findNodeType } from './ports';
import type { Workflow } from './schema';

/** Steps that ask a language model where none is set up: they can be built and tried, and would fail for real. */
export function validateModels(workflow: Workflow, nodeTypes: NodeTypes): Issue[] {
  return workflow.nodes
    .filter(({ options, type }) => !options.disabled && findNodeType(nodeTypes, type)?.usesModel)
    .map(node => {
      const message = `${quote(node.label)} asks a language model, and none is set up yet. Add a key or a local model in Settings, Models.`;
      return makeIssue('model_none', message, { node });
    });
}
