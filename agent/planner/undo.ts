import { type Conversation, type Exchange, lastUse } from './conversation';
import { call, type Decision, say } from './decision';
import { ChangeAnswer, ReadAnswer } from './facts';
import { tellResult } from './talk/result-text';

/** Several changes back, or the last step back taken back: a version that was there is brought again. */
export function goBack(
  command: { kind: 'back'; steps: number } | { kind: 'redo' },
  exchange: Exchange,
  { exchanges }: Conversation,
): Decision {
  const restored = lastUse(exchange, 'restoreVersion');
  if (restored !== undefined) return say(tellResult('restoreVersion', restored.output));
  if (command.kind === 'redo') {
    const before = exchanges
      .slice(0, -1)
      .toReversed()
      .find(({ uses }) => uses.some(isSaving));
    const undone = before && lastUse(before, 'restoreVersion');
    const saved = ChangeAnswer.safeParse(undone?.output);
    // What stood before it was undone is the version before the one that undoing made.
    return saved.success && saved.data.version > 1
      ? call('restoreVersion', { version: saved.data.version - 1 })
      : say('Nothing was undone last, so there is nothing to do again. Nothing was changed.');
  }
  const read = lastUse(exchange, 'readWorkflow');
  if (read === undefined) return call('readWorkflow');
  const version = ReadAnswer.safeParse(read.output).data?.workflow?.version ?? 0;
  return version > command.steps
    ? call('restoreVersion', { version: version - command.steps })
    : say(`There are ${version} versions, so I cannot go back ${command.steps} changes. Nothing was changed.`);
}

const isSaving = ({ toolName, failed }: { toolName: string; failed: boolean }) =>
  !failed && (toolName === 'changeWorkflow' || toolName === 'restoreVersion');
