import { quiet, type Reader } from '../grammar/reader';
import { readValue } from '../grammar/value';
import { literalOf, restore } from '../language/literals';
import { capitalise, toFieldName } from '../language/names';
import type { Filled, Value } from '../plan';
import { fillAmount, fillDuration } from './amounts';
import { readCalled } from './called';
import type { Entry, Setting } from './entries';
import { readNames, readObject, readPairs, readPath, readPaths, readRecipient, readWanted } from './phrases';
import { choicesOf, kindOf } from './setting-kind';
import { stemsOf } from './stems';

export interface FillContext {
  entry: Entry;
  text: string;
  reader: Reader;
  /** Quoted texts that no setting has taken yet. */
  quotes: string[];
  /** Words that only name the step. */
  naming: readonly string[];
}

/** The settings of a step as a clause tells them. What it does not tell is left open, and asked for by its schema. */
export function fillSettings(context: FillContext): Record<string, Filled> {
  const { entry, text } = context;
  const filled: Record<string, Filled> = { ...fillDuration(text, entry) };
  const ordered = entry.settings.toSorted((left, right) => rank(left) - rank(right));
  for (const setting of ordered) {
    if (setting.name in filled) continue;
    const value = fillNamed(setting, context) ?? fillOne(setting, context);
    if (value !== null) filled[setting.name] = value;
  }
  return withContent(filled, context);
}

const rank = (setting: Setting) => ['recipient', 'subject', 'instruction', 'content'].indexOf(kindOf(setting));

const isSaid = (words: readonly string[], stems: readonly string[]) =>
  words.length > 0 && words.every(word => stems.includes(word));

const wordsOf = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

/** `subject "Hi"`, `with the message "…"`: a setting called by its name. */
function fillNamed(setting: Setting, { text, reader, quotes }: FillContext): Filled | null {
  const words = kindOf(setting) === 'content' ? 'text|body|message|content|saying' : wordsOf(setting.name);
  const mark = new RegExp(
    `\\b(?:${words})(?: line)?\\s*(?:is|of|=|:|called|named|that says|saying|should be)?\\s*(⟨[qcu]\\d+⟩)`,
    'i',
  ).exec(text)?.[1];
  if (mark === undefined || !quotes.includes(mark)) return null;
  quotes.splice(quotes.indexOf(mark), 1);
  if (kindOf(setting) === 'choice') return { kind: 'plain', value: literalOf(mark, reader.literals)!.text };
  const value = readValue(mark, reader);
  return value && { kind: 'value', value };
}

function fillOne(setting: Setting, context: FillContext): Filled | null {
  const { text, reader, entry } = context;
  const kind = kindOf(setting);
  switch (kind) {
    case 'recipient':
      return fillRecipient(setting, context);
    case 'pairs':
      return readPairs(text, setting, reader);
    case 'paths': {
      const fields = readPaths(text, reader);
      return fields.length > 0 ? { kind: 'paths', fields } : null;
    }
    case 'path': {
      const field = setting.required ? readPath(text, context.naming, reader) : null;
      return field === null ? null : { kind: 'path', field };
    }
    case 'names':
      return readWanted(text, setting, reader);
    case 'choices':
      return readNames(text, setting, reader);
    case 'amount':
      return fillAmount(text, setting);
    case 'choice':
      return fillChoice(setting, context);
    case 'flag':
      return isSaid(stemsOf(wordsOf(setting.name)), stemsOf(text)) ? { kind: 'plain', value: true } : null;
    case 'moment':
      return fillMoment(setting, context);
    case 'format':
      return setting.name === 'format' ? readFormat(text, reader) : null;
    case 'alias': {
      const alias =
        /\b(?:as|call (?:it|that|the result)|in(?:to)? (?:a |the )?(?:new )?field)\s+(?:called |named )?([\p{L}_]\w*)$/iu.exec(
          text,
        )?.[1];
      return alias && !stemsOf(alias).some(word => entry.words.has(word))
        ? { kind: 'plain', value: toFieldName(alias) }
        : null;
    }
    case 'code': {
      const code = /⟨[cjq]\d+⟩/.exec(text)?.[0];
      return code ? { kind: 'plain', value: literalOf(code, reader.literals)!.text } : null;
    }
    case 'text':
      return setting.required ? readCalled(wordsOf(setting.name), text) : null;
    default:
      return null;
  }
}

function fillRecipient(setting: Setting, { text, reader }: FillContext): Filled | null {
  if (!/^(?:to|recipients?)$/i.test(setting.name)) {
    const named = new RegExp(`\\b${wordsOf(setting.name)}:? (\\S+)`, 'i').exec(text)?.[1];
    return named === undefined ? null : readRecipient(`to ${named}`, reader);
  }
  const filled = readRecipient(text.replace(/\b(?:cc|bcc)\b.*$/i, ''), reader);
  return filled?.kind === 'plain' && setting.schema.type === 'array'
    ? { kind: 'plain', value: String(filled.value).split(', ') }
    : filled;
}

/** One of a few choices, when its word is said and is not what the step is called. */
function fillChoice(setting: Setting, { text }: FillContext): Filled | null {
  const stems = stemsOf(text);
  const said = choicesOf(setting).find(choice => isSaid(stemsOf(wordsOf(choice.replaceAll('-', ' '))), stems));
  return said === undefined ? null : { kind: 'plain', value: said };
}

/** "until 2026-04-01 09:00", "to start": a moment that is written out, or the field that holds it. */
function fillMoment({ name }: Setting, { text, reader, entry }: FillContext): Filled | null {
  const moments = entry.settings.filter(setting => kindOf(setting) === 'moment').map(setting => setting.name);
  const date = /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?/.exec(restore(text, reader.literals))?.[0];
  if (date && moments[0] === name) return { kind: 'plain', value: date };
  const clock =
    name === 'until'
      ? /\b(?:until|till) (?:(tomorrow|today|noon|midnight)|(?:at )?(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?\b)/i.exec(text)
      : null;
  if (clock) return { kind: 'plain', value: clockOf(clock) };
  const words = (text.match(/[\p{L}_]\w*/gu) ?? []).map(toFieldName);
  const fields = [...new Set(words)].filter(
    word => reader.given.has(word) || (reader.fields.has(word) && word !== 'date'),
  );
  const field = fields[moments.indexOf(name)];
  if (field !== undefined) return { kind: 'value', value: { kind: 'field', name: field } };
  const said = /\b(?:until|till|to|from|on) (.+)$/i.exec(text)?.[1];
  const value = said && moments[0] === name ? readValue(said, quiet(reader)) : null;
  return value?.kind === 'now' ? { kind: 'value', value } : null;
}

/** The next time it is so late, or the next day. */
function clockOf([, word, hour = '', minute = '00', half]: RegExpExecArray): string {
  if (word !== undefined) return { noon: '12:00', midnight: '00:00' }[word.toLowerCase()] ?? word.toLowerCase();
  const at = (Number(hour) % 12) + (/pm/i.test(half ?? '') ? 12 : 0);
  return `${String(half ? at : Number(hour)).padStart(2, '0')}:${minute}`;
}

/** "as dd.mm.yyyy": the month is written large, the minutes small. */
function readFormat(text: string, reader: Reader): Filled | null {
  const said = /\b(?:as|like|in|to|format)\s+(⟨[qc]\d+⟩|[dmyhs]{1,4}(?:[./: -][dmyhs]{1,4})+)/i.exec(text)?.[1];
  if (said === undefined) return null;
  const format = literalOf(said, reader.literals)?.text ?? said;
  return {
    kind: 'plain',
    value: /[dy]/i.test(format)
      ? format
          .replace(/D/g, 'd')
          .replace(/Y/g, 'y')
          .replace(/(?<!:)\bmm?\b(?!:)/gi, month => month.toUpperCase())
      : format,
  };
}

const found = (reader: Reader): Value[] =>
  reader.found === undefined
    ? []
    : [
        { kind: 'text', text: '\n\n' },
        { kind: 'field', name: reader.found },
      ];

/** What is written, sent or worked on, and how it is headed. */
function withContent(filled: Record<string, Filled>, context: FillContext): Record<string, Filled> {
  const { entry, text, reader, quotes } = context;
  const next = { ...filled };
  const open = (kind: string) => entry.settings.find(setting => kindOf(setting) === kind && !(setting.name in next));
  const isAi = entry.node.usesModel === 'language';
  const instruction = open('instruction');
  const content = open('content');
  const contents = entry.settings.filter(setting => kindOf(setting) === 'content');
  if (content && !contents.some(({ name }) => name in next))
    next[content.name] = contentOf(context, isAi || !kindsOf(entry).has('recipient'));
  if (instruction && !instruction.required) {
    const manner = mannerOf(text);
    if (manner !== null) next[instruction.name] = { kind: 'plain', value: manner };
  } else if (instruction) {
    const words: Value = { kind: 'text', text: capitalise(restore(text, reader.literals)) };
    const whole: Value[] = content
      ? []
      : [{ kind: 'text', text: '\n\n' }, readObject(text, reader) ?? { kind: 'whole' }];
    next[instruction.name] = { kind: 'value', value: { kind: 'parts', parts: [words, ...whole, ...found(reader)] } };
  }
  const subject = open('subject');
  if (subject) {
    const mark = quotes.length > 0 ? quotes.shift()! : null;
    const value = mark === null ? null : readValue(mark, reader);
    if (value) next[subject.name] = { kind: 'value', value };
    else if (subject.required || kindsOf(entry).has('recipient'))
      next[subject.name] = { kind: 'plain', value: subjectOf(text) };
  }
  return next;
}

/** "in three sentences", "in German": how a model is to write. */
function mannerOf(text: string): string | null {
  const manner =
    /\b(?:(?:in|as|with|at most|no more than|up to|max(?:imum)?) )+(?:at most )?(?:(?:\d+|one|two|three|four|five|six|seven|ten|a few) (?:short )?(?:sentences?|words|lines|bullets?|bullet points|paragraphs?|points)|bullet points|(?:simple |plain )?(?:english|german|french|spanish|italian|dutch|portuguese|polish|japanese|chinese)|plain words|one sentence)\b/i.exec(
      text,
    )?.[0];
  return manner === undefined ? null : `${capitalise(manner)}.`;
}

const kindsOf = ({ settings }: Entry) => new Set(settings.map(kindOf));

/** The quoted text; else the field it speaks of; else what there is to tell. */
function contentOf({ text, reader, quotes }: FillContext, works: boolean): Filled {
  const mark = quotes.shift();
  const quoted = mark === undefined ? null : readValue(mark, reader);
  if (quoted) return { kind: 'value', value: quoted };
  const named = works ? readObject(text, reader) : readTold(text, reader);
  if (works && named === null) return { kind: 'value', value: { kind: 'whole' } };
  return { kind: 'content', value: named };
}

/** "mail me the count", "send the total to …": what is told, when it is one value. */
function readTold(text: string, reader: Reader): Value | null {
  const said =
    /^(?:e?-?mail|send|notify|inform|tell|alert)s? (?:(?:me|us|him|her|them|it) )?(?:an? e?-?mail )?(?:with |about |of )?(the .+?|how many .+?)(?: (?:to|by|via|at|in an?) .*)?$/i.exec(
      text,
    )?.[1] ?? /\bwith (the .+?)(?: (?:to|by|via|at|in) .*)?$/i.exec(text)?.[1];
  const value = said === undefined ? null : readValue(said, quiet(reader));
  return value !== null && ['field', 'aggregate', 'sum', 'parts'].includes(value.kind) ? value : null;
}

/** A heading when none was said: what the clause says is sent. */
function subjectOf(text: string): string {
  const said =
    /\b(?:(?:an?|the) ((?:[\p{L}-]+ ){0,2}(?:summary|digest|report|overview|list|reminder|confirmation|alert|notification|receipt|invitation|update)))\b/iu.exec(
      text,
    )?.[1];
  return said === undefined ? 'News from your workflow' : capitalise(said.trim());
}
