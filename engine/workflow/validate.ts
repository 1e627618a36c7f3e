import type { Issue } from './issue';
import type { ModelKind, NodeTypes } from './node-types';
import type { Workflow } from './schema';
import { validateSlots } from './slot-state';
import { validateAddresses } from './validate-addresses';
import { validateAnswers } from './validate-answers';
import { validateCredential } from './validate-credential';
import { validateGraph } from './validate-graph';
import { validateLoops } from './validate-loops';
import { validateModels } from './validate-models';
import { validateParams } from './validate-params';
import { validateReferences } from './validate-references';

const weight: Record<Issue['blocks'], number> = { save: 0, run: 1, live: 2, none: 3 };

/** What only the process around the workflow knows. */
export interface WorkflowSetting {
  /** Kinds of models of which none is set up for its owner; left out where nobody looked. */
  missingModels?: readonly ModelKind[];
}

/** Everything that is wrong or worth a word, found without running; the gravest first, then in the order of the nodes. */
export function validateWorkflow(workflow: Workflow, nodeTypes: NodeTypes, setting: WorkflowSetting = {}): Issue[] {
  const issues = [
    ...validateGraph(workflow, nodeTypes),
    ...validateLoops(workflow, nodeTypes),
    ...workflow.nodes
      .filter(({ options }) => !options.disabled)
      .flatMap(node => [
        ...validateParams(node, nodeTypes),
        ...validateAddresses(node),
        ...validateCredential(node, nodeTypes),
        ...validateSlots(node),
      ]),
    ...validateReferences(workflow, nodeTypes),
    ...validateAnswers(workflow, nodeTypes),
    ...validateModels(workflow, nodeTypes, setting.missingModels ?? []),
  ];
  const unanswered = new Set(issues.filter(({ code }) => code === 'answer_never_sent').map(({ nodeId }) => nodeId));
  return issues
    .filter(({ code, nodeId }) => code !== 'branch_open' || !unanswered.has(nodeId)) // the same way out, said better
    .toSorted((a, b) => weight[a.blocks] - weight[b.blocks]);
}

export const blocksSaving = (issues: readonly Issue[]): boolean => issues.some(({ blocks }) => blocks === 'save');
export const blocksRunning = (issues: readonly Issue[]): boolean =>
  issues.some(({ blocks }) => blocks === 'save' || blocks === 'run');
