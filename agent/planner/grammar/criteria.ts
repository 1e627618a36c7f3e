import type { Test } from '../plan';
import { comparedTo } from './comparison';
import { readTest } from './condition';
import { readField } from './field';
import type { Reader } from './reader';

/** "with this email", "which have the same option", "for that customer": rows that share a value with the request. */
const sameField =
  /^(?:with|having|for|of|from|in|where|whose|(?:which|that|who) (?:has|have))\s+(?:(?:exactly )?(?:the )?same|this|that|the given|the posted|the incoming|the sent|his|her|its|their)\s+([\p{L}_][\w]*)(?: only)?$/iu;

/** "look up the product in stock": the thing itself is a field that the request brings. */
export function byGiven(phrase: string, reader: Reader): Test | null {
  const [only] = reader.given;
  const points = /^(?:it|this|that)$/i.test(phrase.trim()) && reader.given.size === 1;
  const thing = /^(?:that|this|the) ([\p{L}_]+)$/iu.exec(phrase.trim())?.[1]?.toLowerCase();
  const keys =
    thing === undefined || reader.given.has(thing)
      ? []
      : [...reader.given].filter(name => name.startsWith(`${thing}_`));
  if (keys.length === 1)
    return {
      kind: 'compare',
      comparison: {
        subject: { kind: 'field', name: keys[0]! },
        operator: 'equals',
        value: { kind: 'field', name: keys[0]! },
      },
    };
  const field = points ? readField(only!, reader) : readField(phrase.replace(/^(?:for|up)\s+/i, ''), reader);
  if (field === null || !isGiven(field.name, phrase, reader)) return null;
  return {
    kind: 'compare',
    comparison: { subject: { kind: 'field', name: field.name }, operator: 'equals', value: field },
  };
}

/** "a product code" and then "the code": the last word is enough to name what was given. */
const isGiven = (name: string, phrase: string, { given }: Reader): boolean =>
  given.has(name) ||
  (/^(?:for |up )?(?:the|that|this|its) [\p{L}]+$/iu.test(phrase.trim()) &&
    ([...given].some(each => each.endsWith(`_${name}`)) || given.size === 0));

/** "look up the book by title": where the request brings a book and no title, the book is what the title must be. */
export function byThing(test: Test, thing: string | undefined, reader: Reader): Test {
  if (test.kind !== 'compare' || thing === undefined || !reader.given.has(thing)) return test;
  const { subject, value, operator } = test.comparison;
  const same = subject?.kind === 'field' && value?.kind === 'field' && subject.name === value.name;
  if (!same || operator !== 'equals' || reader.given.has(subject.name)) return test;
  return { kind: 'compare', comparison: { subject, operator, value: { kind: 'field', name: thing } } };
}

/** Which rows: "by email", "where status is new", "with the same id", "whose customer equals the order's customer". */
export function readCriteria(phrase: string, reader: Reader): Test | null {
  const text = phrase.trim().replace(/^[,.]\s*/, '');
  const by =
    /^(?:by|using|via|on|matching|through|for|based on)\s+(?:the |its |their |his |her |that |same )*(?:same )?(.+)$/i.exec(
      text,
    ) ??
    /^(?:with|having|that (?:has|have)|which has|whose|where)\s+(?:the |that |this )?(?:same|matching)\s+(.+?)(?: matches| is the same)?$/i.exec(
      text,
    ) ??
    sameField.exec(text) ??
    /^(?:where|whose)\s+(?:the )?(\S+) (?:matches|is the same|equals it|fits)(?: (?:the )?(?:order|one|request|webhook|body|it)(?:'s)?)?$/i.exec(
      text,
    );
  if (by && !/\b(?:is|are|over|under|equals)\b/i.test(by[1]!)) {
    const fields = by[1]!
      .split(/\s*,\s*|\s+and\s+/)
      .map(name => readField(name.replace(/^(?:the|same|matching)\s+/i, ''), reader));
    if (fields.every(field => field !== null))
      return all(
        fields.map(field => ({
          kind: 'compare' as const,
          comparison: {
            subject: { kind: 'field' as const, name: field!.name.split('.').at(-1)! },
            operator: 'equals' as const,
            value: field!,
          },
        })),
      );
  }
  const where =
    /^(?:where|whose|with|that|which|who|having|if|for which|when|matching|for|has|have)\s+(?:the |their |its )?(.+)$/i.exec(
      text,
    );
  if (!where) return null;
  const posted =
    /^(.+?)\s+(?:is|equals|matches|=|is equal to|is the same as)\s+(?:(?:the|this|that|a) )?(?:(?:posted|given|sent|incoming|same|received|submitted|requested|current|new) )?(?:⟨[cj](\d+)⟩|([\p{L}_]\w*))(?: (?:from|of|in) (?:the )?(?:webhook|body|request|post|payload|input))?$/iu.exec(
      where[1]!,
    );
  const given =
    posted &&
    readField(posted[3] ?? reader.literals[Number(posted[2])]?.text.replace(/[{}]/g, '').trim() ?? '', reader);
  const own = given && reader.given.has(given.name) ? readField(posted![1]!, reader) : null;
  if (own && given)
    return {
      kind: 'compare',
      comparison: { subject: { kind: 'field', name: own.name }, operator: 'equals', value: given },
    };
  const compared = /^(.+?)\s+(?:is|equals|matches|=|is equal to|is the same as)\s+(?:the |its )(.+)$/i.exec(where[1]!);
  const column = compared && readField(compared[1]!, reader);
  const value = compared && (readField(compared[2]!, reader) ?? comparedTo(compared[2]!, reader));
  if (column && value)
    return {
      kind: 'compare',
      comparison: { subject: { kind: 'field', name: column.name }, operator: 'equals', value },
    };
  return readTest(where[1]!, reader);
}

const all = (tests: readonly Test[]): Test => (tests.length === 1 ? tests[0]! : { kind: 'all', tests });
