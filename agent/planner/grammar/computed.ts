import type { CallName, Value } from '../plan';
import { readArithmetic } from './arithmetic';
import { readField } from './field';
import type { Reader } from './reader';
import { readValue } from './value';

/** A value that is made of others: "price times quantity", "first and last name with a space between". Null for plain ones. */
export function readComputed(phrase: string, reader: Reader): Value | null {
  const text = phrase
    .trim()
    .replace(/^(?:the result of|calculated (?:as|from|by)|computed (?:as|from|by)|equal to|multiplying)\s+/i, '')
    .replace(/[.,;:]+$/, '');
  const joined = readJoined(text, reader);
  if (joined) return joined;
  const rounded = /^(.+?),? (?:and )?(rounded.*)$/i.exec(text);
  const inner = rounded && readComputed(rounded[1]!, reader);
  const rounding = rounded && roundingOf(rounded[2]!);
  if (inner && rounding) return { kind: 'call', ...rounding, value: inner };
  const value = readArithmetic(text, reader, readValue) ?? readValue(text, reader);
  if (value?.kind === 'sum') return areTexts(value) ? sideBySide([value.left, value.right], ' ') : value;
  return value && /^(?:call|parts|choice)$/.test(value.kind) ? value : null;
}

/** "rounded", "rounded up", "rounded to 2 decimals", "to two decimal places". */
export function roundingOf(text: string): { name: CallName; digits?: number } | null {
  if (!/\bround(?:ed|s)?\b|\bto (?:\d|one|two|three) (?:decimal|digit|place)/i.test(text)) return null;
  const word = /\b(?:to|with) (\d|one|two|three)\b/i.exec(text)?.[1]?.toLowerCase();
  const digits = word === undefined ? 0 : ({ one: 1, two: 2, three: 3 }[word] ?? Number(word));
  const whole = /\bcents?\b/i.test(text) ? 2 : digits;
  const name = /\bup\b/i.test(text) ? 'up' : /\bdown\b/i.test(text) ? 'down' : 'round';
  return whole === 0 ? { name } : { name, digits: whole };
}

const textual = /(?:name|text|title|street|city|word|prefix|suffix|surname|greeting|email|domain)$/;

/** `+` between names glues them; between amounts it adds them. */
const areTexts = (value: Extract<Value, { kind: 'sum' }>) =>
  value.operator === '+' && [value.left, value.right].every(side => side.kind === 'field' && textual.test(side.name));

const separators: readonly [RegExp, string][] = [
  [/\bcomma and (?:a )?space\b/i, ', '],
  [/\bspaces?\b/i, ' '],
  [/\bcommas?\b/i, ', '],
  [/\b(?:dash|hyphen|minus)\b/i, '-'],
  [/\bunderscore\b/i, '_'],
  [/\bdots?\b/i, '.'],
  [/\bslash\b/i, '/'],
];

export const separatorIn = (text: string) => separators.find(([pattern]) => pattern.test(text))?.[1];

const sideBySide = (values: readonly Value[], between: string): Value => ({
  kind: 'parts',
  parts: values.flatMap((value, at): Value[] => (at === 0 ? [value] : [{ kind: 'text', text: between }, value])),
});

/** "first_name and last_name with a space between", "first name, space, last name", "both names joined". */
function readJoined(text: string, reader: Reader): Value | null {
  const tail =
    /^(.+?)[\s,]+(?:(?:joined|combined|concatenated|connected|separated|put together|glued)(?: together)?(?: (?:by|with|using))?|with|and)\s+(?:only )?(?:an? |one |the )?(?:single )?(space|comma(?: and (?:a )?space)?|dash|hyphen|underscore|dot|slash)(?: (?:in )?between(?: (?:them|the two|both))?| in the middle| as (?:the )?separator)?$/i.exec(
      text,
    ) ?? /^(.+?)[\s,]+(?:joined|combined|concatenated|put together|side by side|together)( together)?$/i.exec(text);
  const spelled =
    /^(.+?)(?:,| followed by| then| and| plus|\s*\+) (?:an? )?(space|comma|dash|hyphen|underscore|slash)(?:,? and| then| plus|,| followed by|\s*\+)? (?:the |then (?:the )?)?(.+)$/i.exec(
      text,
    );
  if (tail) return joinedBy(tail[1]!, separatorIn(tail[2] ?? 'space') ?? ' ', reader);
  return spelled ? joinedBy(`${spelled[1]}, ${spelled[3]}`, separatorIn(spelled[2]!) ?? ' ', reader) : null;
}

function joinedBy(phrase: string, between: string, reader: Reader): Value | null {
  const shared = /^(?:the )?(\w+) and (?:the )?(\w+) (name)s?$/i.exec(phrase);
  const pieces = shared
    ? [`${shared[1]} ${shared[3]}`, `${shared[2]} ${shared[3]}`]
    : phrase.split(/\s*,\s*(?:and\s+)?|\s+(?:and|plus|then)\s+|\s*\+\s*/);
  const fields = pieces.map(piece => readField(piece, reader));
  if (fields.length < 2 || fields.some(field => field === null)) return null;
  return sideBySide(fields as Value[], between);
}
