import { quote } from './draft';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import type { ModelKind, NodeTypes } from './node-types';
import { findNodeType } from './ports';
import type { Workflow } from './schema';

const asks: Readonly<Record<ModelKind, string>> = {
  language: 'asks a language model, and none is set up yet. Add a key or a local model in Settings, Models.',
  embedding:
    'asks an embedding model, and none is set up yet. Add a key of OpenAI or Google, or a local server with an embedding model, in Settings, Models.',
};

/** Steps that ask a model of a kind that nobody set up: they can be built and tried, and would fail for real. */
export function validateModels(workflow: Workflow, nodeTypes: NodeTypes, missing: readonly ModelKind[]): Issue[] {
  return workflow.nodes.flatMap(node => {
    const kind = node.options.disabled ? undefined : findNodeType(nodeTypes, node.type)?.usesModel;
    if (kind === undefined || !missing.includes(kind)) return [];
    return [makeIssue('model_none', `${quote(node.label)} ${asks[kind]}`, { node })];
  });
}
