import { literalOf } from '../language/literals';
import { toFieldName } from '../language/names';
import { hasMeaning } from '../language/verbs';
import type { Assignment, Step, Value } from '../plan';
import type { Clause } from './clause';
import { readField } from './field';
import type { Reader } from './reader';
import { readAggregateValue, readValue } from './value';

const name = '(⟨[qc]\\d+⟩|[\\p{L}_][\\p{L}\\d_. ]*?)';
const fieldWord = '(?:field|property|attribute|column|value|variable|key)';

const forms: readonly RegExp[] = [
  // add a field total = price times quantity · add a field called x with the value y
  new RegExp(
    `^(?:an? |the |another |one more )?(?:new |extra |additional )?${fieldWord}\\s+(?:called |named )?${name}\\s*(?:=|:|\\b(?:with(?: the)? value(?: of)?|with|set to|equal to|that is|which is|being|as|containing|from|made (?:of|from)|for|holding|whose value is|of|to|calculated as|computed as|is)\\b)\\s*:?\\s*(.+)$`,
    'iu',
  ),
  // add a full name made of first and last name
  new RegExp(
    `^(?:an? |the )${name}\\s+(?:made (?:of|from|up of)|composed of|consisting of|computed (?:as|from)|calculated (?:as|from)|which is|that is|built from)\\s+(.+)$`,
    'iu',
  ),
  // set status to new · set the field x to y · set status = new
  new RegExp(
    `^(?:the |its |their |an? )?(?:${fieldWord} )?(?:called |named )?${name}\\s*(?:${fieldWord})?\\s*(?:=|:=|\\b(?:to be|to|equal to)\\b)\\s*(.+)$`,
    'iu',
  ),
  // compute the total as price times quantity · calculate total from price and quantity
  new RegExp(
    `^(?:the |an? |its )?(?:new )?(?:${fieldWord} )?(?:called |named )?${name}\\s*(?:=|\\b(?:as|by|from|with|using)\\b)\\s*(?:multiplying )?(.+)$`,
    'iu',
  ),
];

/** "set status to new", "add a field total = price times quantity", "rename mail to email". */
export function readSet({ verb, rest, text }: Clause, reader: Reader): Step | null {
  if (
    !hasMeaning(verb, 'set') ||
    (verb === 'put' && /\s(?:in|into|to|on) (?:the )?\w+$/i.test(rest) && !/\bcase\b|capitals/i.test(rest)) ||
    /⟨u\d+⟩/.test(text) ||
    /\b(?:in|into|to) (?:the |a )?(?:table|\w+ table)\b/i.test(rest)
  )
    return null;
  const renamed =
    verb === 'rename'
      ? new RegExp(`^(?:the )?(?:${fieldWord} )?${name}\\s+(?:to|into|as)\\s+(.+)$`, 'iu').exec(rest)
      : null;
  if (renamed)
    return made(
      [
        {
          name: nameOf(renamed[2]!, reader),
          value: readField(renamed[1]!, reader) ?? { kind: 'field', name: toFieldName(renamed[1]!) },
        },
      ],
      reader,
    );
  const cased = /^(?:uppercase|lowercase)$/.test(verb) ? readField(rest, reader) : null;
  if (cased)
    return made(
      [{ name: cased.name, value: { kind: 'call', name: verb === 'uppercase' ? 'upper' : 'lower', value: cased } }],
      reader,
    );
  const turned = /^(?:turn|convert|make|change|put)$/.test(verb)
    ? (/^(.+?)\s+(?:in)?to\s+(upper ?case|lower ?case|capitals)$/i.exec(rest) ??
      /^(.+?)\s+(upper ?case|lower ?case)$/i.exec(rest))
    : null;
  const field = turned && readField(turned[1]!, reader);
  if (turned && field)
    return made(
      [
        {
          name: field.name,
          value: { kind: 'call', name: /upper|capital/i.test(turned[2]!) ? 'upper' : 'lower', value: field },
        },
      ],
      reader,
    );
  const multiplied =
    verb === 'multiply'
      ? /^(.+?) (?:by|with|and) (.+?)(?: (?:as|to get|and call it|into|in) (?:the |a field )?(?:called )?(\w+))?$/i.exec(
          rest,
        )
      : null;
  if (multiplied) return product(multiplied, reader);
  const several = readSeveral({ verb, rest, reader });
  return several.length > 0 ? made(several, reader) : null;
}

function product(match: RegExpExecArray, reader: Reader): Step | null {
  const [left, right] = [match[1]!, match[2]!].map(text =>
    readValue(/^\d/.test(text) ? text : `the ${text.replace(/^the /i, '')}`, reader),
  );
  if (!left || !right) return null;
  const target = match[3] ?? (left.kind === 'field' && right.kind === 'number' ? left.name : 'product');
  return made([{ name: toFieldName(target), value: { kind: 'sum', operator: '*', left, right } }], reader);
}

const made = (fields: Assignment[], reader: Reader): Step => {
  for (const field of fields) reader.fields.add(field.name);
  return { kind: 'set', fields };
};

function readSeveral({ verb, rest, reader }: { verb: string; rest: string; reader: Reader }): Assignment[] {
  const pieces = rest.split(
    /\s*,\s*(?:and\s+)?|\s+and\s+(?=(?:the |its |a |an )?(?:new )?(?:field )?[\p{L}_]+ ?(?:=|to|as)\s)/iu,
  );
  const found = pieces.map(piece => readOne({ verb, piece, reader }));
  if (found.every(one => one !== null)) return found as Assignment[];
  const one = readOne({ verb, piece: rest, reader });
  return one ? [one] : [];
}

function readOne({ verb, piece, reader }: { verb: string; piece: string; reader: Reader }): Assignment | null {
  const allowed =
    verb === 'set' || verb === 'assign' || verb === 'fill' || verb === 'change' || verb === 'make'
      ? forms
      : /^(?:compute|calculate|work|determine|define|build|combine|create|prepare)$/.test(verb)
        ? [forms[0]!, forms[1]!, forms[3]!]
        : [forms[0]!, forms[1]!];
  const plain = piece.replace(/^out\s+/i, '');
  for (const form of allowed) {
    const match = form.exec(plain);
    if (!match) continue;
    const target = nameOf(match[1]!, reader);
    if (target === '' || readAggregateValue(match[2]!, reader)) continue;
    const value = toValue(match[2]!, reader);
    if (value) return { name: target, value };
  }
  const bare = /^(?:the |an? )?([\p{L}_]\w*)\s+(.+ (?:times|plus|minus|multiplied by|divided by|\*|\+|\/) .+)$/iu.exec(
    plain,
  );
  const value = bare && readValue(bare[2]!, reader);
  return bare && value ? { name: toFieldName(bare[1]!), value } : null;
}

const nameOf = (text: string, reader: Reader) =>
  toFieldName(
    literalOf(text, reader.literals)?.text ??
      text.replace(/^(?:the|a|an|its|their)\s+/i, '').replace(/\s+(?:field|property|value)$/i, ''),
  );

/** "first and last name" is two fields side by side; other words are a text. */
function toValue(text: string, reader: Reader): Value | null {
  const plain = text
    .trim()
    .replace(/^(?:made (?:of|from|up of)|the combination of|combining|joining|concatenating)\s+/i, '');
  const names = /^(?:the )?(\w+) and (?:the )?(\w+) (name)s?$/i.exec(plain);
  if (names) return side([`${names[1]} ${names[3]}`, `${names[2]} ${names[3]}`], reader);
  const value = readValue(plain, reader);
  if (value) return value;
  const pair =
    /^(?:the |its )?([\p{L}_]+(?: name)?) (?:and|plus|followed by|\+|multiplied by|with) (?:the |its )?([\p{L}_]+(?: name)?)$/iu.exec(
      plain,
    );
  if (pair && plain !== text.trim()) return side([pair[1]!, pair[2]!], reader);
  if (pair && reader.fields.has(toFieldName(pair[1]!))) return side([pair[1]!, pair[2]!], reader);
  return { kind: 'text', text: plain };
}

const side = (phrases: readonly string[], reader: Reader): Value => ({
  kind: 'parts',
  parts: phrases.flatMap((phrase, at): Value[] => [
    ...(at > 0 ? [{ kind: 'text' as const, text: ' ' }] : []),
    readField(phrase, reader) ?? { kind: 'field', name: toFieldName(phrase) },
  ]),
});
