import type { Reader } from '../grammar/reader';
import { readValue } from '../grammar/value';
import { toFieldName } from '../language/names';
import type { Assignment, Value } from '../plan';

const marks = { space: ' ', blank: ' ', comma: ', ', dash: '-', hyphen: '-', 'new line': '\n' } as const;
const joined =
  /\b(?:the )?([\p{L}_]\w*) and (?:the )?([\p{L}_]\w*),? (?:joined |separated |combined |put together )?(?:with|by) (?:a |one )?(space|blank|comma|dash|hyphen|new line)(?: (?:between|in between|in the middle)(?: them)?)?/giu;

/** "name should be first and last with a space, and role in upper case": the entries of a JSON answer. */
export function readJsonEntries(said: string, reader: Reader): Assignment[] | null {
  const made: Value[] = [];
  const text = said.replace(joined, (_all, left: string, right: string, mark: string) => {
    const text = marks[mark.toLowerCase() as keyof typeof marks];
    made.push({
      kind: 'parts',
      parts: [
        { kind: 'field', name: toFieldName(left) },
        { kind: 'text', text },
        { kind: 'field', name: toFieldName(right) },
      ],
    });
    return `⟨made${made.length - 1}⟩`;
  });
  const entries = text
    .split(/\s*[,;]\s*(?:and\s+)?|\s+and\s+/i)
    .filter(piece => piece.trim() !== '')
    .map(piece => readEntry(piece.trim(), made, reader));
  return entries.length > 0 && entries.every(entry => entry !== null) ? (entries as Assignment[]) : null;
}

function readEntry(piece: string, made: readonly Value[], reader: Reader): Assignment | null {
  const stated = /^(?:the )?([\p{L}_]\w*)\s*(?:should be|must be|is to be|being|is|=|:|as)\s+(.+)$/iu.exec(piece);
  const phrase = stated?.[2] ?? piece;
  const mark = /^⟨made(\d+)⟩$/.exec(phrase);
  const value = mark
    ? made[Number(mark[1])]!
    : (readValue(phrase, reader) ??
      (/^[\p{L}_]\w*$/u.test(phrase) ? { kind: 'field' as const, name: toFieldName(phrase) } : null));
  if (value === null) return null;
  const own =
    value.kind === 'field'
      ? value.name
      : value.kind === 'call' && value.value.kind === 'field'
        ? value.value.name
        : null;
  const name = stated ? toFieldName(stated[1]!) : own;
  return name === null ? null : { name, value };
}
