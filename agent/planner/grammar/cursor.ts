import type { Segment } from '../language/segments';
import type { Step, Test } from '../plan';
import { standInsFor } from '../sketch/sketch';
import { readAction } from './action';
import { unusedOf } from './coverage';
import { readElliptic } from './elliptic';
import { doesNothing, isEmptyTalk } from './empty-talk';
import { isLeftOver } from './left-over';
import type { Reader } from './reader';

/** Where the reading of a list of clauses is, and what could not be read. */
export interface Cursor {
  segments: readonly Segment[];
  at: number;
  reader: Reader;
  unknown: string[];
  /** A condition was among what could not be read. */
  undecided?: boolean;
  /** The decisions around the place that is read, the nearest last. */
  open?: readonly Test[];
  /** The last thing that was done: "otherwise "small"" does it again with another value. */
  lastDone: Step | null;
}

function readSteps(text: string, { reader, lastDone }: Cursor): Step[] | null {
  const steps = readAction(text, reader) ?? (lastDone && readElliptic(text, lastDone, reader));
  return steps?.some(step => isLeftOver(step, reader)) ? null : steps;
}

/** `401 "wrong pin"`: a status with its text is an answer. */
const statusAnswer =
  /^(?:it is |is |an? )*(?:status |code |http )?[1-5]\d\d:?,?(?: with| and)?(?: the text| the answer)? ⟨[qj]\d+⟩$/i;

/** One clause that is done; what cannot be read is kept to be said. */
export function readClause(text: string, cursor: Cursor): Step[] {
  const plain = text.trim();
  if (plain === '' || isEmptyTalk(plain)) return [];
  const once = /^deduplicate by (\S+)$/.exec(plain);
  if (once) return [{ kind: 'once', field: once[1] === 'itself' ? null : once[1]! }];
  if (doesNothing.test(plain) && plain.split(/\s+/).length <= 3) return [];
  const stopped = /^(.+?),? (?:and|then) (?:then )?(?:stop|end|finish|quit)(?: (?:there|here|it))?$/i.exec(plain);
  if (stopped) return [...readClause(stopped[1]!, cursor), { kind: 'stop' }];
  if (/^(?:stop|end|finish|quit)(?: (?:there|here|the (?:workflow|flow)))?$/i.test(plain)) return [{ kind: 'stop' }];
  // `en → "Hello"`: a bare text in a case is what is answered.
  const steps =
    readSteps(plain, cursor) ??
    (cursor.open?.length && /^⟨[qj]\d+⟩$/.test(plain) ? readSteps(`answer ${plain}`, cursor) : null) ??
    (statusAnswer.test(plain) ? readSteps(`answer ${plain.replace(/^(?:it is |is |an? )+/i, '')}`, cursor) : null);
  if (steps === null) {
    cursor.reader.told ??= new Set();
    const outside = doesNothing.test(plain) ? [] : standInsFor(plain, cursor.reader.told, cursor.reader);
    if (outside.length === 0 && !doesNothing.test(plain)) cursor.unknown.push(plain);
    return outside;
  }
  cursor.unknown.push(...unusedOf(plain, steps, cursor.reader));
  const done = steps.findLast(step => step.kind === 'answer' || step.kind === 'store');
  cursor.lastDone = done ?? cursor.lastDone;
  return steps;
}
