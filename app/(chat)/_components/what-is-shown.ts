import type { ChatMessage } from '@/agent/messages';
import type { LatestRun } from './latest-run';
import { outputOf } from './parts';

interface Shown {
  workflowId: string;
  name: string;
  version: number;
}

/** The workflow as the newest card of the conversation shows it. */
export function latestWorkflowOf(messages: readonly ChatMessage[]): Shown | null {
  const outputs = messages
    .flatMap(message => message.parts)
    .map(part =>
      part.type === 'tool-changeWorkflow' || part.type === 'tool-restoreVersion' || part.type === 'tool-useTemplate'
        ? outputOf<'changeWorkflow'>(part)
        : null,
    );
  const output = outputs.findLast(one => one !== null);
  return output ? { workflowId: output.workflow.id, name: output.workflow.name, version: output.version } : null;
}

/** How the steps did in the newest run of the conversation, for the colours of its diagrams. */
export function latestRunOf(messages: readonly ChatMessage[]): LatestRun | null {
  const shown = latestWorkflowOf(messages);
  const runs = messages
    .flatMap(message => message.parts)
    .flatMap(part => (part.type === 'tool-runWorkflow' ? (outputOf<'runWorkflow'>(part)?.runs ?? []) : []));
  const run = runs.findLast(one => one.version === shown?.version);
  if (!shown || !run) return null;
  const statuses = Object.fromEntries(run.nodes.map(({ key, status }) => [key, status]));
  return { workflowId: shown.workflowId, version: run.version, statuses };
}
