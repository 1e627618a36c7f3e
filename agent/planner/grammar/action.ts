import { readCatalogueStep, readMentioned, readVerbless } from '../catalogue/read-step';
import type { Step } from '../plan';
import { readAggregate } from './aggregate';
import { readAnswer } from './answer';
import { type Clause, toClause } from './clause';
import { readFeed } from './feed';
import { readSet } from './fields';
import { readHttp } from './http';
import { readCount, readFilter, readLimit, readOrder, readRelative, readSort } from './lists';
import { readMissing } from './missing';
import type { Reader } from './reader';
import { readDeleteRows, readFind, readStore, readUpdate } from './store';
import { readTableAggregate } from './table-aggregate';
import { readTableRows } from './table-rows';
import { readWrittenAnswer } from './written-answer';

type ReadStep = (clause: Clause, reader: Reader) => Step | Step[] | null;

/** The more particular reading of a verb comes first: "add a field" before "add to a table", a feed before any address. */
const readings: readonly ReadStep[] = [
  readCatalogueStep,
  readFeed,
  readTableAggregate,
  readTableRows,
  readHttp,
  readDeleteRows,
  readUpdate,
  readFind,
  readAnswer,
  readSort,
  readLimit,
  readAggregate,
  readSet,
  (clause, reader) => readMentioned(clause.text, reader),
  readMissing,
  readFilter,
  readStore,
];

const answersOnly = /^(?:answer|respond|reply|return|echo|acknowledge|reject|refuse)$/;

/** What a clause asks to be done, or null when no rule reads it. */
export function readAction(text: string, reader: Reader): Step[] | null {
  const clause = toClause(text);
  if (clause === null) return readWithoutVerb(text, reader);
  const written = readWrittenAnswer(clause, reader);
  if (written) return written;
  if (answersOnly.test(clause.verb) && !/⟨u|\btable\b/.test(clause.rest)) {
    const answer = readAnswer(clause, reader);
    if (answer && !(clause.verb === 'return' && readLimit(clause, reader))) return [answer];
  }
  for (const read of readings) {
    const trial = {
      ...reader,
      fields: new Set(reader.fields),
      nouns: new Set(reader.nouns),
      assumptions: [...reader.assumptions],
    };
    const found = read(clause, trial);
    if (found === null) continue;
    commit(reader, trial);
    const steps = Array.isArray(found) ? found : [found];
    remember(steps, reader);
    return steps;
  }
  return readWithoutVerb(text, reader);
}

/** "That table" and "its status" mean what was stored to or looked up last. */
function remember(steps: readonly Step[], reader: Reader) {
  for (const step of steps) {
    if (step.kind === 'find' && step.table !== null) reader.rows = { table: step.table, test: step.test };
    if ((step.kind === 'find' || step.kind === 'store') && step.table !== null) reader.table = step.table;
  }
}

/** A reading that fails must leave nothing behind. */
function commit(reader: Reader, trial: Reader) {
  reader.subject = trial.subject;
  if (trial.ways) reader.ways = trial.ways;
  if (trial.written) reader.written = true;
  if (trial.found) reader.found = trial.found;
  for (const field of trial.fields) reader.fields.add(field);
  for (const noun of trial.nouns) reader.nouns.add(noun);
  reader.assumptions.splice(0, reader.assumptions.length, ...trial.assumptions);
}

/** "newest first", "top 3 only", "sorted by price", "only posts about x", "reading list ← title". */
function readWithoutVerb(text: string, reader: Reader): Step[] | null {
  const plain = text.trim().replace(/^(?:and|then|also|but|with)\s+/i, '');
  const counted =
    /^(?:(?:only|just|but|max(?:imum)?|at most|limited to|no more than|up to) )?(?:the )?(?:top|first|last|latest|newest|oldest|max(?:imum)?|at most|limited|cheapest|\d|three|five|ten|highest|only the|most recent)/i.test(
      plain,
    ) && !/\bfirst$/i.test(plain)
      ? readCount(plain, { reader, bare: /\b(?:only|max|at most|limited|no more|up to)/i.test(plain) })
      : null;
  if (counted) return counted;
  if (/\bfirst$|^(?:sorted|ordered|ranked)\b|^alphabetically/i.test(plain)) {
    const order = readOrder(plain, reader);
    if (order) return [order];
  }
  const only = /^(?:only|just|but only)\s+(.+)$/i.exec(plain);
  const test = only && readRelative(only[1]!, reader);
  if (test) return [{ kind: 'filter', test }];
  const mentioned = readVerbless(plain, reader);
  return mentioned && [mentioned];
}
