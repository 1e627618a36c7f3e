import { consumeApproval as consume, createApproval } from '@/database/approvals';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import type { Item } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import { casesOf, type RunInput, withAttachedItems } from './run-workflow';
import { findTrigger } from './trigger-items';
import { requireWorkflow, type Turn } from './turn';

interface Call {
  toolCallId: string;
  toolName: 'runWorkflow' | 'setActive';
  input: unknown;
}

/** What a live run would do to others, with the values it would use; empty when nothing leaves Parley. */
export async function effectsOfRun(turn: Turn, input: RunInput): Promise<readonly string[]> {
  const workflowId = turn.workflowId();
  if (input.mode !== 'live' || workflowId === null) return [];
  const { workflow } = await turn.asUser(tx => readDraft(tx, { workflowId }));
  const trigger = findTrigger(workflow, { nodeTypes: turn.nodeTypes, key: input.trigger });
  const items: readonly Item[] =
    casesOf(workflow, { turn, trigger, input: await withAttachedItems(turn, input) })[0]?.items ?? [];
  return turn.runs.rehearse({ workflowId, triggerNodeId: trigger.id, items });
}

/** What switching on allows: every effect of the workflow on others. */
export async function effectsOfActivation(turn: Turn, { active }: { active: boolean }): Promise<readonly string[]> {
  const workflowId = turn.workflowId();
  if (!active || workflowId === null) return [];
  const { workflow } = await turn.asUser(tx => readDraft(tx, { workflowId }));
  // What is refused in any case is not asked about.
  if (validateWorkflow(workflow, turn.nodeTypes).some(({ blocks }) => blocks !== 'none')) return [];
  return (await turn.runs.readActivation(workflowId)).effects;
}

/** A call that cannot work has no effects: its own answer says why. */
async function effectsOf(turn: Turn, call: Call): Promise<readonly string[]> {
  try {
    return await effectsOfCall(turn, call);
  } catch (error) {
    if (AppError.from(error).code === 'unexpected') throw error;
    return [];
  }
}

const effectsOfCall = (turn: Turn, { toolName, input }: Call) =>
  toolName === 'runWorkflow'
    ? effectsOfRun(turn, input as RunInput)
    : effectsOfActivation(turn, input as { active: boolean });

/** The exact thing that is approved: same call, same version, same effects. */
async function subjectOf(turn: Turn, { toolCallId, toolName, input }: Call, effects: readonly string[]) {
  const workflowId = requireWorkflow(turn);
  const { version } = await turn.asUser(tx => readDraft(tx, { workflowId }));
  return { chatId: turn.chatId, toolCallId, subject: { toolName, input, workflowId, version, effects } };
}

/** Decides whether the person is asked. Asking leaves a row that can be used once, for exactly this. */
export async function approvalFor(
  turn: Turn,
  call: Call,
): Promise<{ type: 'user-approval'; reason: string } | undefined> {
  const effects = await effectsOf(turn, call);
  if (effects.length === 0) return undefined;
  const subject = await subjectOf(turn, call, effects);
  await turn.asUser(tx => createApproval(tx, subject));
  return { type: 'user-approval', reason: effects.join('\n') };
}

/** Uses the approval up. Throws `approval.not_valid` when it was used, is too old, or was for something else. */
export async function consumeApproval(turn: Turn, call: Call): Promise<void> {
  const effects = await effectsOf(turn, call);
  if (effects.length === 0) return;
  const subject = await subjectOf(turn, call, effects);
  await turn.asUser(tx => consume(tx, subject));
}
