import type { TextStreamPart } from 'ai';
import { describe, expect, it } from 'vitest';
import type { Tools } from '@/tools/index';
import type { TurnLog } from '@/tools/turn';
import { createTurnRecord } from './turn-record';

const log = { versions: [], executions: [], proofs: 0 } as unknown as TurnLog;
const meter = { calls: [], switches: [], notes: [] };

/** The notice under a turn whose stream had these parts. */
const noticeOf = (...parts: object[]) => {
  const record = createTurnRecord();
  for (const part of [...parts, { type: 'finish', finishReason: 'tool-calls' }])
    record.see(part as TextStreamPart<Tools>);
  return record.facts(log, { chosen: 'planner', meter }).notice;
};
const askedFor = (output: object) => ({ type: 'tool-result', toolName: 'requestCredential', output });

describe('how a turn ended', () => {
  it('is said when tools were still to be called', () => {
    expect(noticeOf({ type: 'tool-call', toolName: 'readWorkflow' })).toContain('reached its limit');
  });

  it('is nothing to be said where the person is asked for something', () => {
    expect(noticeOf({ type: 'tool-call', toolName: 'askUser' })).toBeNull();
    expect(noticeOf(askedFor({ node: { key: 'mail' }, credentials: [] }))).toBeNull();
    expect(noticeOf(askedFor({ bound: { id: 'k' } }))).toContain('reached its limit');
  });
});
