import type { Segment } from '../language/segments';
import type { Case, Step, Test } from '../plan';
import { readArms } from './arms';
import { type Governed, type Guard, readGuard } from './branch-words';
import { widestLast } from './cases';
import { continuesChain, endsInAnswer } from './chain';
import { type Cursor, readClause } from './cursor';
import { readElliptic } from './elliptic';
import { quiet } from './reader';
import { isForAll, isUndecided, leaveOut, startsNew } from './undecided';

interface BlockOptions {
  /** Within a branch: "otherwise" and new sentences may end it. */
  branch: boolean;
}

/** Reads clauses into steps until the block they belong to ends. */
export function readBlock(cursor: Cursor, { branch }: BlockOptions): Step[] {
  const steps: Step[] = [];
  const first = cursor.at;
  while (cursor.at < cursor.segments.length) {
    const segment = cursor.segments[cursor.at]!;
    const governed = readGuard(segment.text, cursor.reader);
    const kind = governed?.guard.kind;
    if (branch && cursor.at > first && endsBranch({ cursor, segment, kind, steps })) break;
    if (branch && (kind === 'join' || ((kind === 'else' || kind === 'else-if') && cursor.at >= first))) break;
    if (governed === null && isUndecided(cursor)) {
      leaveOut(cursor);
      continue;
    }
    if (governed === null || kind === 'join') {
      cursor.at += 1;
      if (kind === 'join' && !branch && steps.at(-1)?.kind === 'branch' && isForAll(segment.text))
        steps.push({ kind: 'join' });
      steps.push(...readClause(governed?.rest ?? segment.text, cursor));
      continue;
    }
    if (kind === 'else' || kind === 'else-if') {
      if (!attachElse(steps, cursor, governed)) cursor.at += 1;
      continue;
    }
    if (kind === 'if' && isPostfixIf(cursor, segment, steps)) {
      guardBefore(steps, cursor, governed);
      continue;
    }
    if (branch && cursor.at > first && kind === 'if' && !nests(segment, steps, cursor)) break;
    const branchStep = kind === 'switch' ? readArms(cursor, governed, readBlock) : readBranch(cursor, governed);
    steps.push(...branchStep);
  }
  return steps;
}

/** A sentence of its own ends a branch, unless its "otherwise" is still to come. */
function endsBranch({
  cursor,
  segment,
  kind,
  steps,
}: {
  cursor: Cursor;
  segment: Segment;
  kind: string | undefined;
  steps: readonly Step[];
}): boolean {
  if (!startsNew(segment) || kind === 'else' || kind === 'else-if' || steps.length === 0) return false;
  if (segment.lead === 'bullet' && cursor.segments[cursor.at - 1]?.lead === 'bullet' && kind === undefined)
    return !hasElseAhead(cursor);
  return !hasElseAhead(cursor) || kind === 'if';
}

function hasElseAhead({ segments, at, reader }: Cursor): boolean {
  for (const segment of segments.slice(at)) {
    const kind = readGuard(segment.text, quiet(reader))?.guard.kind;
    if (kind === 'else' || kind === 'else-if') return true;
    if (kind === 'if') return false;
  }
  return false;
}

/** "and if" within an open branch goes deeper; after an answer it is the next case. */
function nests(segment: Segment, steps: readonly Step[], { segments, at }: Cursor): boolean {
  if (segment.lead !== 'and' && !segment.isNext) return false;
  if (!steps.some(endsInAnswer)) return true;
  const sentence = segments.slice(at + 1);
  const end = sentence.findIndex(startsNew);
  return !sentence
    .slice(0, end < 0 ? undefined : end)
    .some(({ text }) => /\b(?:answer|respond|reply|return|say)/i.test(text));
}

/** "answer "big" if the amount is over 100": the condition comes after what it governs. */
function isPostfixIf({ segments, at, reader }: Cursor, segment: Segment, steps: readonly Step[]): boolean {
  if (steps.length === 0 || !['none', 'and', 'comma'].includes(segment.lead) || steps.at(-1)!.kind === 'branch')
    return false;
  const next = segments[at + 1];
  const followed =
    next !== undefined &&
    !startsNew(next) &&
    !['else', 'else-if', 'join'].includes(readGuard(next.text, quiet(reader))?.guard.kind ?? '');
  if (segment.lead === 'none') return !followed || next.lead !== 'none';
  return segment.lead === 'comma' && /^(?:but )?only (?:if|when|for)|^unless/i.test(segment.text) && !followed;
}

function guardBefore(steps: Step[], cursor: Cursor, governed: Governed) {
  cursor.at += 1;
  if (governed.guard.kind !== 'if') return;
  const next = cursor.segments[cursor.at];
  const followedByElse =
    next !== undefined && ['else', 'else-if'].includes(readGuard(next.text, quiet(cursor.reader))?.guard.kind ?? '');
  const trailing = next !== undefined && readTrailing(next);
  const from = followedByElse || trailing ? steps.length - 1 : sentenceStart(steps, cursor);
  const inner = steps.splice(from);
  const { test, negative } = governed.guard;
  const cases: Case[] = [{ test: negative ? { kind: 'not', test } : test, steps: inner }];
  cursor.lastDone = inner.at(-1) ?? cursor.lastDone;
  for (let at = cursor.at; at < cursor.segments.length; at = cursor.at) {
    const arm = readTrailing(cursor.segments[at]!);
    if (arm === null) break;
    cursor.at += 1;
    const value = cursor.lastDone && readElliptic(arm.value, cursor.lastDone, cursor.reader);
    const guard = cursor.segments[cursor.at] ? readGuard(cursor.segments[cursor.at]!.text, cursor.reader) : null;
    cursor.at += 1;
    if (value && guard?.guard.kind === 'if') cases.push({ test: guard.guard.test, steps: value });
    else if (value && guard?.guard.kind === 'else') return void steps.push({ kind: 'branch', cases, otherwise: value });
  }
  steps.push({ kind: 'branch', cases, otherwise: readOtherwise(cursor) });
}

/** A bare value whose case follows: `"small" otherwise`, `"B" for FR`. */
function readTrailing(segment: Segment): { value: string } | null {
  return /^⟨[qj]\d+⟩$/.test(segment.text) ? { value: segment.text } : null;
}

const sentenceStart = (steps: readonly Step[], { segments, at }: Cursor) => {
  let clauses = 0;
  for (let back = at - 2; back >= 0 && !startsNew(segments[back + 0]!); back -= 1) clauses += 1;
  return Math.max(0, steps.length - 1 - Math.min(clauses, countActions(steps) - 1));
};
const countActions = (steps: readonly Step[]) => {
  const last = steps.findLastIndex(
    step => step.kind === 'branch' || step.kind === 'feed' || step.kind === 'http' || step.kind === 'find',
  );
  return steps.length - 1 - last || 1;
};

/** `if … do …, else if … do …, otherwise do …`, and sentences that continue it. */
function readBranch(cursor: Cursor, governed: Governed): Step[] {
  if (governed.guard.kind !== 'if') return [];
  cursor.open = [...(cursor.open ?? []), governed.guard.test];
  const steps = readCases(cursor, governed, governed.guard);
  cursor.open = cursor.open.slice(0, -1);
  return steps;
}

function readCases(cursor: Cursor, governed: Governed, guard: Extract<Guard, { kind: 'if' }>): Step[] {
  const { test, negative } = guard;
  cursor.at += 1;
  skipSo(cursor);
  const told = governed.rest === '' ? [] : readClause(governed.rest, cursor);
  const steps = [...told, ...(told.length > 0 && endsHere(cursor) ? [] : readBlock(cursor, { branch: true }))];
  if (steps.length === 0 && !cursor.segments[cursor.at])
    return [{ kind: 'branch', cases: [{ test: signed(test, negative), steps: [] }], otherwise: null }];
  const cases: Case[] = [{ test: signed(test, negative), steps }];
  while (cursor.at < cursor.segments.length) {
    const segment = cursor.segments[cursor.at]!;
    const next = readGuard(segment.text, cursor.reader);
    if (
      next?.guard.kind === 'else-if' ||
      (next?.guard.kind === 'if' && continuesChain({ cases, next, segment, cursor }))
    ) {
      cursor.at += 1;
      skipSo(cursor);
      const stated = next.rest === '' ? [] : readClause(next.rest, cursor);
      const inner = [...stated, ...(stated.length > 0 && endsHere(cursor) ? [] : readBlock(cursor, { branch: true }))];
      cases.push({
        test: next.guard.kind === 'if' ? signed(next.guard.test, next.guard.negative) : next.guard.test,
        steps: inner,
      });
      continue;
    }
    break;
  }
  return [{ kind: 'branch', cases: widestLast(cases), otherwise: readOtherwise(cursor) }];
}

const signed = (test: Test, negative: boolean): Test => (negative ? { kind: 'not', test } : test);

/** "If so" and "then" after a question repeat the condition. */
function skipSo(cursor: Cursor) {
  const segment = cursor.segments[cursor.at];
  if (
    segment &&
    /^(?:if so|if yes|if it is|if it does|in that case|in this case|if that is the case|yes)$/i.test(segment.text)
  )
    cursor.at += 1;
}

function readOtherwise(cursor: Cursor): Step[] | null {
  const segment = cursor.segments[cursor.at];
  const governed = segment && readGuard(segment.text, cursor.reader);
  if (governed?.guard.kind !== 'else') return null;
  cursor.at += 1;
  const steps = governed.rest === '' ? [] : readClause(governed.rest, cursor);
  // A point of a list that is itself the other case ends with its line.
  if (segment!.lead === 'bullet' && steps.length > 0 && cursor.segments[cursor.at]?.lead === 'bullet') return steps;
  return [...steps, ...readElse(cursor, steps)];
}

/** The rest of the other case: up to the end of its sentence. */
function readElse(cursor: Cursor, before: readonly Step[]): Step[] {
  const next = cursor.segments[cursor.at];
  if (next === undefined || (startsNew(next) && before.length > 0 && next.lead !== 'bullet')) return [];
  const from = cursor.at;
  const steps: Step[] = [];
  while (cursor.at < cursor.segments.length) {
    const segment = cursor.segments[cursor.at]!;
    if (
      startsNew(segment) &&
      (cursor.at > from || before.length > 0) &&
      !(segment.lead === 'bullet' && cursor.segments[cursor.at - 1]?.lead === 'bullet')
    )
      break;
    const governed = readGuard(segment.text, cursor.reader);
    if (governed?.guard.kind === 'join' || governed?.guard.kind === 'else' || governed?.guard.kind === 'else-if') break;
    if (governed?.guard.kind === 'if')
      steps.push(
        ...(isPostfixIf(cursor, segment, steps) ? postfix(steps, cursor, governed) : readBranch(cursor, governed)),
      );
    else {
      cursor.at += 1;
      steps.push(...readClause(segment.text, cursor));
    }
  }
  return steps;
}

function postfix(steps: Step[], cursor: Cursor, governed: Governed): Step[] {
  guardBefore(steps, cursor, governed);
  return [];
}

/** "Otherwise" in a sentence of its own belongs to the last decision that has no other case yet. */
function attachElse(steps: Step[], cursor: Cursor, governed: Governed): boolean {
  const at = steps.findLastIndex(step => step.kind === 'branch' && step.otherwise === null);
  const step = steps[at];
  const filterAt = steps.findLastIndex(candidate => candidate.kind === 'filter');
  if (step?.kind !== 'branch') {
    const filter = steps[filterAt];
    if (filter?.kind !== 'filter' || governed.guard.kind !== 'else') return orphanElse(steps, cursor, governed);
    const inner = steps.splice(filterAt).slice(1);
    steps.push({ kind: 'branch', cases: [{ test: filter.test, steps: inner }], otherwise: readOtherwise(cursor) });
    return true;
  }
  const after = steps.splice(at + 1);
  const cases = step.cases.map((option, index) =>
    index === step.cases.length - 1 ? { ...option, steps: [...option.steps, ...after] } : option,
  );
  if (governed.guard.kind === 'else-if') {
    cursor.at += 1;
    const inner = readBlock(cursor, { branch: true });
    steps[at] = {
      ...step,
      cases: [...cases, { test: governed.guard.test, steps: inner }],
      otherwise: readOtherwise(cursor),
    };
    return true;
  }
  steps[at] = { ...step, cases, otherwise: readOtherwise(cursor) };
  return true;
}

/** No decision to belong to: the words are dropped, what they govern is done. */
function orphanElse(steps: Step[], cursor: Cursor, { rest }: Governed): boolean {
  cursor.at += 1;
  if (rest !== '') steps.push(...readClause(rest, cursor));
  return true;
}

/** The next clause is another sentence or another case. */
const endsHere = ({ segments, at, reader }: Cursor) => {
  const next = segments[at];
  return next === undefined || startsNew(next) || readGuard(next.text, quiet(reader)) !== null;
};
