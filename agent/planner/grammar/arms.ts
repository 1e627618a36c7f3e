import { literalOf } from '../language/literals';
import type { Case, Step, Test, Value } from '../plan';
import { type Governed, readGuard } from './branch-words';
import { comparedTo } from './comparison';
import { readTest } from './condition';
import { type Cursor, readClause } from './cursor';
import { readField } from './field';
import { quiet, type Reader } from './reader';

type ReadBlock = (cursor: Cursor, options: { branch: boolean }) => Step[];

/** "depending on the country: DE → …, FR → …, otherwise …": each case is a value, a condition, or "if it is …". */
export function readArms(cursor: Cursor, { guard }: Governed, readBlock: ReadBlock): Step[] {
  if (guard.kind !== 'switch') return [];
  const from = cursor.at;
  cursor.at += 1;
  const subject = readField(guard.subject, quiet(cursor.reader));
  if (subject && readArm({ ...cursor, reader: quiet(cursor.reader), unknown: [] }, subject) === null)
    return readClause(cursor.segments[from]!.text, cursor);
  if (subject) {
    cursor.reader.subject = subject;
    cursor.reader.fields.add(subject.name);
  }
  const cases: Case[] = [];
  let otherwise: Step[] | null = null;
  while (cursor.at < cursor.segments.length) {
    const arm = readArm(cursor, subject);
    if (arm === null) break;
    const steps = [...arm.steps, ...readArmBody(cursor, readBlock)];
    if (arm.test === null) otherwise = steps;
    else cases.push({ test: arm.test, ...(arm.name ? { name: arm.name } : {}), steps });
  }
  return cases.length === 0 ? [] : [{ kind: 'branch', cases, otherwise, ...(subject ? { subject } : {}) }];
}

interface Arm {
  /** Null for the other case. */
  test: Test | null;
  name?: string;
  steps: Step[];
}

function readArm(cursor: Cursor, subject: Value | null): Arm | null {
  const segment = cursor.segments[cursor.at];
  if (segment === undefined) return null;
  const text = segment.text.replace(/^(?:and|or|then)\s+/i, '');
  const governed = readGuard(text, cursor.reader);
  if (governed?.guard.kind === 'else') {
    cursor.at += 1;
    return { test: null, steps: governed.rest === '' ? [] : readClause(governed.rest, cursor) };
  }
  if (governed?.guard.kind === 'if' || governed?.guard.kind === 'else-if') {
    cursor.at += 1;
    return { test: governed.guard.test, steps: [] };
  }
  const next = cursor.segments[cursor.at + 1];
  if (next?.lead === 'arrow' || next?.lead === 'colon') {
    cursor.at += 1;
    return { ...armOf(text, subject, cursor.reader), steps: [] };
  }
  return subject ? readSentenceArm(text, subject, cursor) : null;
}

function armOf(text: string, subject: Value | null, reader: Reader): { test: Test | null; name?: string } {
  const plain = text
    .replace(/^(?:for|if|when|in case of|case|with|from)\s+(?:it is\s+)?/i, '')
    .replace(/\s+(?:orders?|tickets?|leads?|ones?|requests?|messages?|items?|priority|customers?)$/i, '');
  if (/^(?:otherwise|else|default|rest|the rest|others?|anything else|everything else|\*)$/i.test(plain))
    return { test: null };
  const compared =
    /\b(?:over|under|above|below|than|between|at least|at most|contains?|starts|is|or (?:more|less))\b|[<>=]/i.test(
      plain,
    )
      ? readTest(plain, reader)
      : null;
  if (compared) return { test: compared };
  const tests = plain.split(/\s*,\s*|\s+(?:or|and)\s+|\s*\/\s*/).map(
    (value): Test => ({
      kind: 'compare',
      comparison: { subject, operator: 'equals', value: comparedTo(value, reader) ?? { kind: 'text', text: value } },
    }),
  );
  const name = literalOf(plain, reader.literals)?.text ?? plain;
  return { test: tests.length === 1 ? tests[0]! : { kind: 'any', tests }, name: name.slice(0, 40) };
}

/** "high goes to table urgent", "DE is stored in germany", "answer "A" for DE". */
function readSentenceArm(text: string, subject: Value, cursor: Cursor): Arm | null {
  const goes =
    /^(?:for |the |if |all )?(⟨[qc]\d+⟩|[\p{L}\d-]+)(?: (?:ones?|orders?|tickets?|leads?|requests?|messages?|items?|\w+s))?\s+((?:should |must |will )?(?:go(?:es)?|is|are|gets?|go|be)\b.+)$/iu.exec(
      text,
    );
  if (!goes) return null;
  cursor.at += 1;
  return { ...armOf(goes[1]!, subject, cursor.reader), steps: readClause(`it ${goes[2]}`, cursor) };
}

/** What is done in one case: up to the next case, sentence or "otherwise". */
function readArmBody(cursor: Cursor, _readBlock: ReadBlock): Step[] {
  const steps: Step[] = [];
  while (cursor.at < cursor.segments.length) {
    const segment = cursor.segments[cursor.at]!;
    const next = cursor.segments[cursor.at + 1];
    if (next?.lead === 'arrow' || (next?.lead === 'colon' && segment.text.split(' ').length <= 4)) break;
    if (steps.length > 0 && /^(?:sentence|line|semicolon|bullet)$/.test(segment.lead)) break;
    const governed = readGuard(segment.text, cursor.reader);
    if (governed && governed.guard.kind !== 'switch') break;
    if (
      /^(?:for |the |if )?(?:⟨[qc]\d+⟩|[\p{L}\d-]+)(?: \w+)? (?:go(?:es)?|go|should go|is stored|are stored)\b/iu.test(
        segment.text,
      )
    )
      break;
    cursor.at += 1;
    steps.push(...readClause(segment.text, cursor));
  }
  return steps;
}
