import { amountOf, categoryOf } from './measure';
import { other, range, unit } from './ranges';
import { quiet, type Reader } from './reader';

const mark = '⟨[qj]\\d+⟩';
const word = '[\\p{L}\\d_+-]+';
const lead =
  '(?:(?:and|or|but|then|for|if|when|with|in case of|on|a|an|the|those with|those|all|it is|is it|is|with an?|if it is|when it is|if it says|case)\\s+)*';
const softly =
  '(?:(?:it|they|you|we|then|just|only|simply|should|must|will|please|to|be|the answer is|the reply is) )*';
const verb =
  '(?:(?:means|is)|(?:answer(?:s|ed)?|say(?:s)?|repl(?:y|ies)|responds?|returns?|gets?|receives?|gives?|sends?)(?: back)?(?: with)?(?: (?:the |an? )?(?:answer|reply|response|text|message|word))?) ?(?:→|:|=)? ?';
const opens = '(?:\\s*(?:→|:|=)\\s*|\\s+)';
const says = `${opens}${softly}(?:${verb})?(?:(?:just|only|simply) )?`;
/** A bare word is an answer only where somebody answers. */
const saysPlainly = `${opens}${softly}(?:${verb})(?:(?:just|only|simply) )?`;
const spoken = /\b(?:answer(?:s|ed)?|say(?:s)?|repl(?:y|ies)|responds?|returns?|gets? the answer)\b/i;
const status = '(?:,? ?\\(?(?:with |and )?(?:an? )?(?:http )?(?:status |code )*[1-5]\\d\\d\\)?)?';

const quotedArm = new RegExp(
  `^(?<lead>${lead})(?<case>[^⟨]*?|${mark})${says}(?<value>${mark}${status}|(?:status |code )?[1-5]\\d\\d (?:and |with )?${mark})$`,
  'iu',
);
const plainArm = new RegExp(
  `^(?<lead>${lead})(?<case>[^⟨]*?|${mark})(?<says>${saysPlainly})(?<value>[\\p{L}\\d][\\p{L}\\d€%!?'-]*(?: [\\p{L}\\d€%'-]+){0,2})$`,
  'iu',
);
const isRange = new RegExp(`^(?:(?:of|with|worth|is|=) )?(?<range>${range})${unit}$`, 'iu');
const isOther = new RegExp(`^(?:for )?(?:${other}|above|below|beyond|over|under|lower|higher)$`, 'iu');
const isNumbers = /^(?<numbers>-?\d+(?:(?:,| or| and|,? and|,? or|\/) ?-?\d+)*)(?: (?<unit>[\p{L}_]+))?$/iu;
/** "table bad", "goes to ok": where a case is put instead of what it is answered. */
const putArm = new RegExp(
  `^(?<lead>${lead})(?<case>[^⟨]*?)(?:\\s*→\\s*|\\s*:\\s*|\\s+)(?:(?:goes?|go|is put|is stored|is saved|put|saved|stored) )?(?:(?:it )?(?:in|into|to) )?(?:the )?table (?<table>⟨q\\d+⟩|[\\p{L}_][\\p{L}\\d_]*)$`,
  'iu',
);
const isBare = new RegExp(`^(?:(?:is|=|of) )?(?:${mark}|${word}(?: ${word})?(?:(?:, | or |\\/)${word})*)$`, 'iu');
/** What a case cannot be called: the clause has a deed or a condition of its own. */
const talk =
  /\b(?:is|are|was|not|gets?|those|they|if|when|unless|answer|reply|respond|return|say|save|store|put|add|send|look|find|check|table|webhook|post|contains?|missing|empty|found|it|they|them|always|also|status|code|and)\b/i;

interface Piece {
  text: string;
  start: number;
  end: number;
}

interface Arm {
  /** Null: the other case. */
  test: string | null;
  /** What is done in it. */
  deed: string;
}

/**
 * "S answer "10", M answer "12", anything else "?"", "90 or more is "A", 75 to 89 "B", below that "C"": a list of cases
 * with what each is answered, told without an "if". Each becomes a condition in the words that branches are read in.
 */
export function rewordLadders(text: string, reader: Reader): string {
  const pieces = piecesOf(text);
  let result = '';
  let from = 0;
  for (let at = 0; at < pieces.length; at += 1) {
    const found = ladderAt(pieces, at, { text, reader });
    if (found === null) continue;
    result += text.slice(from, found.start) + found.lead + told(found.arms);
    at += found.arms.length - 1;
    from = pieces[at]!.end;
    const next = pieces[at + 1];
    // "Just answer with the letter": that was told with the cases.
    if (next && repeating.test(next.text)) from = next.end;
  }
  return result + text.slice(from);
}

const repeating =
  /^(?:(?:so|and|then|please|just|only|simply) )*(?:answer|reply|respond|return)(?: with)?(?: just| only)? (?:the|that|this) (?:letter|grade|result|text|word|answer|value|category|label|level|message)(?: only)?$/i;

/** What stands between commas, semicolons and the ends of sentences. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const cut of text.matchAll(
    /(?<=⟩)\s*(?:,\s*)?\s(?:and|or|but)\s+|,?\s(?:and|or|but)\s+(?=⟨q\d+⟩ (?:for|if|when|otherwise|else|in)\b)|\s*(?:[,;](?=\s)|[.!](?=\s|$)|\n)\s*|\s*$/g,
  )) {
    const piece = text.slice(start, cut.index);
    if (piece.trim() !== '') pieces.push({ text: piece.trim(), start, end: start + piece.trimEnd().length });
    start = cut.index + cut[0].length;
  }
  return pieces;
}

interface Context {
  reader: Reader;
  /** What bare values are values of. */
  field: string | null;
  /** The field that the cases before asked about. */
  asked?: string;
  /** A value that was computed before: what a measure is about. */
  made?: string;
  /** An arm before has said that it answers. */
  answers: boolean;
}

function ladderAt(
  pieces: readonly Piece[],
  at: number,
  { text, reader }: { text: string; reader: Reader },
): { start: number; lead: string; arms: Arm[] } | null {
  const piece = pieces[at]!;
  const whole = contextOf(text, { start: piece.start, reader });
  const plain = armOf(piece.text, whole);
  const opened = plain
    ? { start: piece.start, lead: '', rest: piece.text, field: null, answers: false }
    : openingOf(piece, reader);
  const context = plain ? whole : { ...contextOf(text, { start: piece.start, reader }), answers: opened.answers };
  if (!plain) context.field = opened.field ?? context.field;
  const first = plain ?? armOf(opened.rest, context);
  if (first === null || first.test === null) return null;
  const arms = [first];
  for (const piece of pieces.slice(at + 1)) {
    const arm = arms.at(-1)!.test === null ? null : armOf(piece.text, context);
    if (arm === null) break;
    arms.push(arm);
  }
  return arms.length > 1 && context.answers ? { start: opened.start, lead: opened.lead, arms } : null;
}

const looking =
  /(?:^|\s)(?<verb>(?:(?:it|we|you|please) )*(?:check|look at|see|depending on|based on|according to)\s+|(?:by|for)\s+)?(?:the |its )?(?:field )?([\p{L}_]\w*)(?: field| value)?(?: is)?\s*$/iu;
const replying =
  /^(?:i would like to |i want to |please |then |and |we |it |should |will )*(?:give back|answer(?: with)?|reply(?: with)?|respond(?: with)?|return)\s+(?:an? |the )?[\p{L}_]+\s*$/iu;

const computed =
  /(?<!\b(?:if|when|unless|and) (?:the )?)\b([\p{L}_]\w*) (?:is|=|equals) (?=[^.;⟨]*(?:times|plus|minus|divided|multiplied|squared|\s[*/+]\s))/giu;

/** What bare values can be values of: the field named right before, the only one there is, or the only one no answer tells. */
function contextOf(text: string, { start, reader }: { start: number; reader: Reader }): Context {
  const before = looking.exec(text.slice(0, start).replace(/[,:;.]\s*$/, ''))?.[2]?.toLowerCase();
  const told = reader.literals.flatMap(literal => [...literal.text.matchAll(/\{+\s*(\w+)/g)].map(([, name]) => name));
  const open = [...reader.given].filter(name => reader.given.size === 1 || !told.includes(name));
  const field =
    before !== undefined && reader.given.has(before) ? before : open.length === 1 ? open[0]! : categoryOf(open);
  const made = [...text.slice(0, start).matchAll(computed)].at(-1)?.[1];
  return { reader, field, answers: false, ...(made === undefined ? {} : { made }) };
}

/** What leads up to the first case: "check the role field: for nurse say …", "give back a grade: 90 or more is …". */
function openingOf(
  { text: piece, start }: Piece,
  reader: Reader,
): { start: number; lead: string; rest: string; field: string | null; answers: boolean } {
  const colon = piece.lastIndexOf(': ');
  const head = colon < 0 ? '' : piece.slice(0, colon);
  const rest = colon < 0 ? piece : piece.slice(colon + 2);
  const replies = replying.test(head);
  const named = looking.exec(head);
  const name = named?.[2]?.toLowerCase() ?? null;
  const isField =
    name !== null &&
    (reader.given.has(name) ||
      (reader.given.size === 0 && (/\bfield\b/i.test(head) || named!.groups!.verb !== undefined)));
  const field = isField ? name : null;
  const kept = replies ? 0 : field !== null && (named!.index === 0 || named!.groups!.verb) ? named!.index : null;
  if (kept !== null) return { start: start + kept, lead: kept === 0 ? '' : ' ', rest, field, answers: replies };
  return { start: colon < 0 ? start : start + colon + 2, lead: '', rest, field, answers: false };
}

function armOf(text: string, context: Context): Arm | null {
  const put = putArm.exec(text)?.groups;
  if (put) {
    const test = isOther.test(put.case!) ? null : testOf(put.case!.trim(), context);
    if (test === null && !isOther.test(put.case!)) return null;
    context.answers = true;
    return { test, deed: `store it in the table ${put.table}` };
  }
  const match = quotedArm.exec(text) ?? plainArm.exec(text);
  if (!match?.groups) return trailingOf(text, context);
  const { case: said = '', value = '' } = match.groups;
  const bare = match.groups.says !== undefined;
  if (bare && !spoken.test(match.groups.says!) && !context.answers) return null;
  const answers = context.answers || spoken.test(text);
  const lead = (match.groups.lead ?? '').trim().toLowerCase();
  if (isOther.test(`${said}`) || (said === '' && /\b(?:else)$/.test(lead)))
    return answers || !bare ? { test: null, deed: `answer ${value}` } : null;
  const test = testOf(said.trim(), context);
  if (test === null) return null;
  context.answers ||= answers || /\bgets?\b|→|:/.test(text) || !bare;
  return { test, deed: `answer ${value}` };
}

const trailing = new RegExp(
  `^(?:(?:and|or|but|then) )*(?<verb>(?:answer|reply|respond|say|return|tell (?:it|them|him|her)|greet)(?: with)? )?(?<value>${mark}${status}) (?<lead>(?:(?:if|when|as soon as|once|for|in case of|with|it is|is) )*)(?<case>[^⟨]+)$`,
  'iu',
);

/** `answer "low" if below 18`, `"fine" up to 25`, `"high" otherwise`: the answer first. */
function trailingOf(text: string, context: Context): Arm | null {
  const groups = trailing.exec(text)?.groups;
  if (!groups || (groups.verb === undefined && !context.answers)) return null;
  const said = groups.case!.trim();
  const deed = `answer ${groups.value}`;
  if (isOther.test(said)) return context.answers ? { test: null, deed } : null;
  if (groups.lead === '' && !isRange.test(said)) return null;
  const full =
    /\b(?:if|when|as soon as|once)\b/i.test(groups.lead!) &&
    /\b(?:is|are|has|contains?|starts|ends|exceeds|equals|drops|falls|rises|under|over|below|above)\b|[<>=]/i.test(
      said,
    );
  const test = testOf(said, context) ?? (full ? said : null);
  if (test === null) return null;
  context.answers = true;
  return { test, deed };
}

/** "plan gold", "75 to 89", "gold": the condition, with the field it is about. */
function testOf(said: string, context: Context): string | null {
  const { reader } = context;
  const [first = '', ...others] = said.split(/\s+/);
  const own = reader.given.has(first.toLowerCase()) && others.length > 0 ? first.toLowerCase() : null;
  const noun = own === null && /^[\p{L}]+s$/u.test(first) && isRange.test(others.join(' '));
  const rest = own === null && !noun ? said : others.join(' ');
  const span = isRange.exec(rest)?.groups?.range;
  if (span !== undefined) {
    const amount = own ?? measureOf(context);
    return amount === null || !goesOn(amount, context) ? null : `${amount} is ${bounded(span)}`;
  }
  const numbers = isNumbers.exec(rest)?.groups;
  if (numbers) {
    const counted = [numbers.unit, `${numbers.unit}s`].find(
      name => name !== undefined && reader.given.has(name.toLowerCase()),
    );
    const amount = own ?? counted?.toLowerCase() ?? measureOf(context);
    if (amount === null || !goesOn(amount, context)) return null;
    return `${amount} is ${numbers.numbers!.replace(/,? (?:and|or) ?|, ?|\/ ?/gi, ' or ')}`;
  }
  const field = own ?? context.field;
  const value = rest.replace(/^(?:is|=|of) /i, '').replace(/(?<=^[\p{L}\d_-]+) (?!or )[\p{L}]+s$/u, '');
  if (field === null || !isBare.test(value) || talk.test(value) || !goesOn(field, context)) return null;
  return `${field} is ${value.replace(/\s*\/\s*/g, ' or ')}`;
}

/** All cases of a ladder ask about one field. */
function goesOn(field: string, context: Context): boolean {
  if (context.asked !== undefined && context.asked !== field) return false;
  context.asked = field;
  context.field = field;
  return true;
}

function measureOf({ reader, field, asked, made }: Context): string | null {
  if (asked !== undefined) return asked;
  if (made !== undefined) return made;
  const amount = amountOf(quiet(reader));
  return amount?.kind === 'field' && (reader.given.has(amount.name) || reader.fields.has(amount.name))
    ? amount.name
    : field;
}

const bounded = (range: string) =>
  range
    .replace(/ ?\+$/, ' or more')
    .replace(/^(?:from |starting (?:at|from) )(?=\S+$)/i, 'at least ')
    .replace(/^until (?=\S+$)/i, 'at most ')
    .replace(/^anything /i, '')
    .replace(/\b(or|and) (?:up|upwards?)$/i, 'or more')
    .replace(/\b(or|and) down$/i, 'or less')
    .replace(/\band (?=more|above|over|higher|less|below|lower|under)/i, 'or ');

const told = (arms: readonly Arm[]) =>
  arms.map(({ test, deed }) => (test === null ? `otherwise ${deed}` : `if ${test}, ${deed}`)).join(', ');
