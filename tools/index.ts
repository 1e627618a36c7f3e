import { askUserTool } from './ask-user';
import { changeWorkflowTool } from './change-workflow';
import { describeNodesTool } from './describe-nodes';
import { explainFailureTool } from './explain-failure';
import { findNodesTool } from './find-nodes';
import { findTemplateTool } from './find-template';
import { findWorkflowsTool } from './find-workflows';
import { readExecutionTool } from './read-execution';
import { readWorkflowTool } from './read-workflow';
import { replayRunsTool } from './replay-runs';
import { requestCredentialTool } from './request-credential';
import { restoreVersionTool } from './restore-version';
import { runWorkflowTool } from './run-workflow';
import { setActiveTool } from './set-active';
import type { Turn } from './turn';
import { useTemplateTool } from './use-template';

/** Everything the model may do in a turn. First ask whether one of these can take one more field. */
export const createTools = (turn: Turn) => ({
  findNodes: findNodesTool(turn),
  describeNodes: describeNodesTool(turn),
  findWorkflows: findWorkflowsTool(turn),
  findTemplate: findTemplateTool(turn),
  useTemplate: useTemplateTool(turn),
  readWorkflow: readWorkflowTool(turn),
  changeWorkflow: changeWorkflowTool(turn),
  restoreVersion: restoreVersionTool(turn),
  runWorkflow: runWorkflowTool(turn),
  readExecution: readExecutionTool(turn),
  explainFailure: explainFailureTool(turn),
  replayRuns: replayRunsTool(turn),
  setActive: setActiveTool(turn),
  requestCredential: requestCredentialTool(turn),
  askUser: askUserTool(),
});

export type Tools = ReturnType<typeof createTools>;
