import { texts } from '../../_ui/texts';
import { outputOf, type ToolPart } from './parts';

const words = texts.tool;

/** What a tool did, in one line. */
export function toolTitle(part: ToolPart): string {
  switch (part.type) {
    case 'tool-findNodes':
      return words.findNodes(part.input?.query ?? '', outputOf<'findNodes'>(part)?.nodes.length ?? null);
    case 'tool-describeNodes':
      return words.describeNodes(part.input?.types?.length ?? 0);
    case 'tool-findWorkflows':
      return words.findWorkflows(outputOf<'findWorkflows'>(part)?.workflows.length ?? null);
    case 'tool-findTemplate':
      return texts.template.found(outputOf<'findTemplate'>(part)?.templates.length ?? null);
    case 'tool-useTemplate':
      return texts.template.applying;
    case 'tool-readWorkflow':
      return words.readWorkflow;
    case 'tool-readExecution':
      return words.readExecution;
    case 'tool-changeWorkflow':
      return words.changeWorkflow;
    case 'tool-restoreVersion':
      return words.restoreVersion;
    case 'tool-runWorkflow':
      return words.runWorkflow;
    case 'tool-explainFailure':
      return words.explainFailure;
    case 'tool-replayRuns':
      return words.replayRuns;
    case 'tool-setActive':
      return words.setActive(part.input?.active ?? true);
    case 'tool-requestCredential':
      return texts.credential.asking;
    case 'tool-askUser':
      return texts.question.title(1);
  }
}
