import type { TextStreamPart } from 'ai';
import type { Tools } from '@/tools/index';
import type { TurnLog } from '@/tools/turn';
import { correctClaims } from './claims';
import type { TurnFacts } from './messages';
import type { ModelMeter } from './models/candidate';
import { addUsage, noUsage } from './models/price';
import { failuresIn, isBound } from './stop-conditions';

export interface TurnRecord {
  /** To be shown every part of the stream, in order. */
  see(part: TextStreamPart<Tools>): void;
  /** What is known when the stream has ended. */
  facts(log: TurnLog, model: { chosen: string; meter: ModelMeter }): TurnFacts;
}

const limitReached = 'This turn reached its limit. What was saved stays saved; say how to go on.';
const declined = 'The model declined to answer this. Say it in other words, or choose another model.';
const sameAgain = 'The same failure came twice, so the attempt ended here. What was saved stays saved.';

/** Follows a turn's stream and says afterwards what it came to: the model's words are checked, not trusted. */
export function createTurnRecord(): TurnRecord {
  let text = '';
  let finishReason = '';
  let waitsForPerson = false;
  const failures: string[] = [];

  const noticeFor = (log: TurnLog): string | null => {
    if (finishReason === 'tool-calls' && !waitsForPerson) {
      return failures.some((failure, at) => failures.indexOf(failure) < at) ? sameAgain : limitReached;
    }
    if (finishReason === 'content-filter' && text.trim() === '') return declined;
    return correctClaims(text, log);
  };

  return {
    see(part) {
      if (part.type === 'text-delta') text += part.text;
      if (part.type === 'tool-call' && part.toolName === 'askUser') waitsForPerson = true;
      if (part.type === 'tool-approval-request') waitsForPerson = true;
      // Its card asks for the key; one that was set already asks for nothing.
      if (part.type === 'tool-result' && part.toolName === 'requestCredential' && !isBound(part.output))
        waitsForPerson = true;
      if (part.type === 'tool-result') failures.push(...failuresIn(part.toolName, part.output));
      if (part.type === 'finish') finishReason = part.finishReason;
    },
    facts: (log, { chosen, meter }) => ({
      model: meter.calls.at(-1)?.model ?? chosen,
      ...costOf(meter),
      switches: [...meter.switches],
      versions: log.versions.map(({ version, summary }) => ({ version, summary: [...summary] })),
      executions: log.executions,
      notice: [noticeFor(log), ...new Set(meter.notes)].filter(Boolean).join('\n') || null,
    }),
  };
}

function costOf({ calls }: ModelMeter) {
  const { costUsd, ...usage } = calls.reduce((sum, call) => addUsage(sum, call.usage), noUsage);
  return { usage, costUsd };
}
