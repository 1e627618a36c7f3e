import { hasMeaning } from '../language/verbs';
import type { Step, Value } from '../plan';
import { readRows } from './answer-body';
import type { Clause } from './clause';
import type { Reader } from './reader';
import { readFind } from './store';

const shape = /,? (?:back )?(?:as|in) (?:an? |the )?(?:json|list|array)\b.*$/i;

/** "return all rows of the table books with that category as a JSON list with title and author": found, then answered. */
export function readTableRows({ verb, rest }: Clause, reader: Reader): Step[] | null {
  if (!hasMeaning(verb, 'answer') || !/^(?:answer|return|reply|respond|give|show|send)$/.test(verb)) return null;
  if (
    !/\btable\b/i.test(rest) ||
    /⟨[uqj]\d+⟩|\b(?:average|sum|total|count|number|highest|lowest|mean|maximum|minimum|how many)\b/i.test(rest)
  )
    return null;
  const told = shape.exec(rest)?.[0] ?? '';
  const plain = rest.slice(0, rest.length - told.length).replace(/^(?:me |us |back |with |them )+/i, '');
  const what =
    /^(?:only |just )?(?:the )?([\p{L}_]+(?:(?:, | and |, and )[\p{L}_]+)+) (?:of|from) (?=all|every|each|the)/iu.exec(
      plain,
    )?.[1];
  const find = readFind({ verb: 'find', rest: plain, text: `find ${plain}` }, reader);
  if (find?.kind !== 'find') return null;
  const leftOver =
    /\b(?:with|for|where|whose|which|that|of that)\b/i.test(plain.replace(/^.*?\btable\b/i, '')) && find.test === null;
  if (leftOver) return null;
  const rows = readRows(what ? `list with ${what}` : told.replace(/^,?\s*/, ''), reader);
  const body: Value = rows ?? { kind: 'whole' };
  return [find, { kind: 'answer', body }];
}
