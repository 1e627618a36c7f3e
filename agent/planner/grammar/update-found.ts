import { toNumber } from '../language/numbers';
import type { Assignment, Step, Value } from '../plan';
import type { Clause } from './clause';
import { readField } from './field';
import type { Reader } from './reader';
import { readValue } from './value';

const verbs =
  /^(?:set|change|update|mark|increase|decrease|raise|lower|reduce|overwrite|replace|edit|modify|flag|put|add|subtract)$/;
/** Words that point at the row that was just looked up. */
const pointing =
  /\b(?:its|it|his|her|their|them|that row|the row|this row|the found \w+|(?:the|that|this) \w+'s|(?:for|of|on|in) (?:that|this|the found|the same) \w+)\b/i;

/** "set its status to paid", "change its stock", "mark it as done", "increase its count by 1": about the row just found. */
export function updateFound({ verb, rest }: Pick<Clause, 'verb' | 'rest' | 'text'>, reader: Reader): Step | null {
  const { rows } = reader;
  if (!rows || rows.test === null || !verbs.test(verb) || !pointing.test(rest)) return null;
  if (/\b(?:table|answer|webhook|caller)\b|⟨u/i.test(rest) || (verb === 'add' && !/\bto\b/.test(rest))) return null;
  const values = rest
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+(?=(?:its |the )?\w+ (?:to|=|by)\s)/i)
    .map(piece => settingOf(piece, verb, reader));
  if (values.length === 0 || values.some(value => value === null)) return null;
  return { kind: 'update', table: rows.table, test: rows.test, values: values as Assignment[] };
}

const owner = "(?:its|his|her|their|the|that|this|the found|(?:the|that|this) (?:row|\\w+)'s)";

function settingOf(piece: string, verb: string, reader: Reader): Assignment | null {
  const text = piece
    .trim()
    .replace(/ (?:of|for|on|in) (?:it|(?:that|this|the same|the found) [\p{L}_]+|the row)\b/iu, '');
  const moved = new RegExp(`^(?:${owner} )?([\\p{L}_]\\w*) by (.+)$`, 'iu').exec(text);
  const taken = /^(.+?) (?:to|from) (?:its|the|their|his|her) ([\p{L}_]\w*)$/iu.exec(text);
  if (moved && /^(?:increase|raise|decrease|lower|reduce)$/.test(verb))
    return shifted(moved[1]!, moved[2]!, { down: /^(?:d|l|red)/.test(verb), reader });
  if (taken && /^(?:add|subtract)$/.test(verb))
    return shifted(taken[2]!, taken[1]!, { down: verb === 'subtract', reader });
  const state = /^(?:it|them|that row|the row|this row)(?: is)? (?:as|to) (.+)$/i.exec(text);
  if (state) return { name: 'status', value: readValue(state[1]!, reader) ?? { kind: 'text', text: state[1]!.trim() } };
  const set = new RegExp(
    `^(?:${owner} )?([\\p{L}_]\\w*)(?: field| column)?\\s*(?:=|to|as|with|equal to)\\s+(?:be )?(.+)$`,
    'iu',
  ).exec(text);
  if (set)
    return { name: set[1]!.toLowerCase() === set[1] ? set[1] : set[1]!, value: newValue(set[2]!, set[1]!, reader) };
  const bare = new RegExp(`^${owner} ([\\p{L}_]\\w*)$`, 'iu').exec(text);
  const field = bare && readField(bare[1]!, reader);
  return field && reader.given.has(field.name) ? { name: field.name, value: field } : null;
}

/** "the new one" is what the request brings under the same name. */
function newValue(phrase: string, name: string, reader: Reader): Value {
  if (
    /^(?:the |its )?(?:new|given|posted|sent|incoming|received|submitted)(?: (?:one|value|\w+))?$/i.test(phrase) &&
    reader.given.has(name)
  )
    return { kind: 'field', name };
  return readValue(phrase, reader) ?? { kind: 'text', text: phrase.trim() };
}

function shifted(name: string, by: string, { down, reader }: { down: boolean; reader: Reader }): Assignment | null {
  const number = toNumber(by);
  const right: Value | null = number === null ? readField(by, reader) : { kind: 'number', value: number };
  if (right === null) return null;
  return { name, value: { kind: 'sum', operator: down ? '-' : '+', left: { kind: 'field', name, of: 'row' }, right } };
}
