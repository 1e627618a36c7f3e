'use client';
import type { ReactNode } from 'react';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { ActiveCard } from './active-card';
import { ApprovalCard } from './approval-card';
import { ChangeCard } from './change-card';
import { CredentialCard } from './credential-card';
import { FailureCard } from './failure-card';
import { Markdown } from './markdown';
import { failureOf, outputOf, type Part, stateOf, type ToolPart } from './parts';
import { QuestionCard } from './question-card';
import { ReplayCard } from './replay-card';
import { RunCard } from './run-card';
import { TemplateCard } from './template-card';
import { ToolLine } from './tool-line';
import { toolTitle } from './tool-title';

interface Props {
  part: Part;
  /** The message is the last one: its cards may offer what to do next. */
  newest: boolean;
  streaming: boolean;
}

/** One part of a message, drawn by what it is. */
export function PartView({ part, newest, streaming }: Props): ReactNode {
  // A call that broke off on its way was never made: another model went on.
  if (!streaming && 'state' in part && part.state === 'input-streaming') return null;
  switch (part.type) {
    case 'text':
      return part.text.trim() ? (
        <Markdown text={part.text} streaming={streaming && part.state === 'streaming'} />
      ) : null;
    case 'tool-changeWorkflow':
    case 'tool-restoreVersion':
    case 'tool-runWorkflow':
    case 'tool-explainFailure':
    case 'tool-replayRuns':
    case 'tool-setActive':
    case 'tool-useTemplate':
    case 'tool-requestCredential':
      return <Result part={part}>{cardOf(part, newest)}</Result>;
    case 'tool-askUser':
      return part.state === 'output-available' ? <QuestionCard questions={part.input.questions} open={newest} /> : null;
    case 'tool-findNodes':
    case 'tool-describeNodes':
    case 'tool-findWorkflows':
    case 'tool-findTemplate':
    case 'tool-readWorkflow':
    case 'tool-readExecution':
      return <Line part={part} />;
    default:
      return null; // step marks, reasoning and sources say nothing to the person here
  }
}

/** The card of a tool that has answered, or null. */
function cardOf(part: ToolPart, newest: boolean): ReactNode {
  switch (part.type) {
    case 'tool-changeWorkflow':
    case 'tool-restoreVersion': {
      const change = outputOf<'changeWorkflow'>(part);
      return change && <ChangeCard change={change} newest={newest} />;
    }
    case 'tool-runWorkflow': {
      const result = outputOf<'runWorkflow'>(part);
      return result && <RunCard runs={result.runs} newest={newest} />;
    }
    case 'tool-explainFailure': {
      const result = outputOf<'explainFailure'>(part);
      return result && <FailureCard result={result} newest={newest} />;
    }
    case 'tool-replayRuns': {
      const replay = outputOf<'replayRuns'>(part);
      return replay && <ReplayCard replay={replay} />;
    }
    case 'tool-setActive': {
      const result = outputOf<'setActive'>(part);
      return result && <ActiveCard result={result} />;
    }
    case 'tool-useTemplate': {
      const result = outputOf<'useTemplate'>(part);
      return result && <TemplateCard made={result} newest={newest} />;
    }
    case 'tool-requestCredential': {
      const result = outputOf<'requestCredential'>(part);
      return result && <CredentialCard asked={result} open={newest} />;
    }
    default:
      return null;
  }
}

interface ResultProps {
  part: ToolPart;
  /** Draws the card, once there is something to draw. */
  children: ReactNode;
}

/** A tool with a card: a line while it works, its approval when one is needed, then the card or a sentence. */
function Result({ part, children }: ResultProps) {
  const failure = failureOf(part);
  if (part.state === 'approval-requested' && !part.approval.isAutomatic) {
    return (
      <ApprovalCard
        what={part.type === 'tool-setActive' ? 'switch-on' : 'run'}
        approvalId={part.approval.id}
        effects={(part.approval.requestReason ?? '').split('\n').filter(Boolean)}
      />
    );
  }
  if (part.state === 'output-denied') return <Notice>{texts.tool.denied}</Notice>;
  if (failure) return <Notice tone="failed">{failure}</Notice>;
  return children ?? <Line part={part} />;
}

function Line({ part }: { part: ToolPart }) {
  const output: unknown = part.output;
  return (
    <ToolLine title={toolTitle(part)} state={stateOf(part)} input={part.input} output={failureOf(part) ?? output} />
  );
}
