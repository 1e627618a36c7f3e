import { toSegments } from '../language/segments';
import { quiet, type Reader } from './reader';
import { readTrigger } from './trigger';

const opening =
  /^(\s*(?:(?:hi|hello|hey|please|so|ok)[\s,!]+)*(?:when(?:ever)?|every time|each time|if|once|as soon as|on|upon|for (?:every|each))\b[^:.;⟨\n]*): (?=\S)/i;

/**
 * What the clause that starts it brings is learnt before the rest is read, and a colon behind it ends it: "When a member
 * posts email and plan: plan gold gets …".
 */
export function triggerFirst(text: string, reader: Reader): string {
  const head = opening.exec(text);
  const parted =
    head !== null && toSegments(head[1]!).length === 1 && fieldsOf(head[1]!, reader) !== null
      ? `${head[1]}. ${text.slice(head[0].length)}`
      : text;
  const first = toSegments(parted)[0];
  for (const name of (first && fieldsOf(first.text, reader)) ?? []) {
    reader.fields.add(name);
    reader.given.add(name);
  }
  return parted;
}

function fieldsOf(clause: string, reader: Reader): readonly string[] | null {
  const found = readTrigger(clause, quiet(reader));
  return found?.trigger.kind === 'webhook' && found.test === null ? found.trigger.fields : null;
}
