import { literalOf, Q, restore } from '../language/literals';
import { hasMeaning } from '../language/verbs';
import type { Step, Value } from '../plan';
import { isProse, readJsonWords, readRows, takeTreatment } from './answer-body';
import type { Clause } from './clause';
import type { Reader } from './reader';
import { serviceIn } from './services';
import { readTemplate } from './template';
import { readFieldList, readValue, readWhole, splitList } from './value';

const receiver =
  /^(?:back\s+)?(?:to )?(?:the |our |my |whoever |every )?(?:caller|sender|client|requester|request|webhook|user|customer|browser|app|person|them|him|her|he|she|they|it|me|us|you|one)(?: back)?\b(?!'s)\s*(?:with|by|that|:)?\s*/i;
const opening =
  /^(?:back|with|by|saying|a|an|the|that|them|:|just|only|simply|as|in|via|using|containing|of|to (?:the )?(?:caller|sender|client|webhook|request))\b:?\s*/i;
const statusPattern =
  /\b(?:(?:an? |the )?(?:http )?(?:status(?: ?code)?|code|error(?: code)?|http)\s*(?:of |is |= ?|: ?)?([1-5]\d\d)|([1-5]\d\d)(?=\s*(?:$|and\b|with\b|,|:|⟨|-|error|status|code|response|created|ok\b|not found|bad request|forbidden|unauthori[sz]ed|accepted|conflict|no content|saying|plus)))(?:\s+(?:status|code|error|response|http))*/i;
const replyNoun =
  /^(?:(?:an? |the |some )?(?:short |simple |friendly |plain |json |text |error |success |welcome |http |webhook )*(?:message|text|words?|response|reply|answer|body|string|note|error|result|json|object|greeting|content|status|confirmation)(?: (?:message|body|text|object|response|code))?)\b\s*(?:that (?:says?|reads?|contains?|includes?|has)|saying|reading|of|with|containing|:|which says|like|being|body)?\s*:?\s*/i;

const codes: readonly [RegExp, number][] = [
  [/\bnot found\b/i, 404],
  [/\bbad request\b/i, 400],
  [/\bunauthori[sz]ed\b/i, 401],
  [/\bforbidden\b/i, 403],
];

/** "answer with "big"", "return 400 with "missing email"", "respond with name and age as JSON". */
export function readAnswer({ verb, rest, text }: Clause, reader: Reader): Step | null {
  if (!hasMeaning(verb, 'answer')) return null;
  const plainly = [
    'answer',
    'respond',
    'reply',
    'return',
    'echo',
    'acknowledge',
    'reject',
    'refuse',
    'confirm',
    'say',
    ...(new RegExp(Q).test(rest) ? ['thank', 'greet'] : []),
  ].includes(verb);
  const toCaller =
    /\b(?:caller|sender|client|requester|back|response|reply|answer|status|webhook|4\d\d|200|201)\b/i.test(rest);
  if (
    !plainly &&
    !(
      toCaller &&
      !serviceIn(text) &&
      !/\btable\b|⟨u/.test(rest) &&
      /^(?:give|tell|send|show|output|print|come)$/.test(verb)
    )
  )
    return null;
  if (verb === 'say' && !new RegExp(Q).test(rest) && rest.split(' ').length > 6) return null;
  if (/^(?:with |back )?(?:it|that|them|this|everything|all of it)(?: back)?$/i.test(rest))
    return { kind: 'answer', body: { kind: 'whole' } };
  const { status, remaining } = takeStatus(rest);
  const body = readBody(
    remaining.replace(/^(?:is|are|should be|will be|must be|shall be|reads?|says?)\b:?\s*/i, ''),
    reader,
  );
  if (body === undefined) return null;
  const implied = verb === 'reject' || verb === 'refuse' ? 400 : undefined;
  const finalStatus = status ?? implied;
  return { kind: 'answer', body, ...(finalStatus === undefined ? {} : { status: finalStatus }) };
}

function takeStatus(text: string): { status: number | undefined; remaining: string } {
  const match = statusPattern.exec(text);
  if (!match) return { status: undefined, remaining: text };
  const status = Number(match[1] ?? match[2]);
  const before = text
    .slice(0, match.index)
    .replace(/\b(?:with|an?|the|and|as|by)\s*$/i, '')
    .replace(/\b(?:with|and)\s*$/i, '');
  const after = text.slice(match.index + match[0].length).replace(/^\s*(?:,|-|:|and|with|saying)+\s*/i, '');
  return { status, remaining: `${before} ${after}`.trim() };
}

/** Undefined: words that cannot be told from talk about the answer. */
function readBody(said: string, reader: Reader): Value | null | undefined {
  const { text, treat } = takeTreatment(
    said
      .replace(
        /,?\s+(?:where|with|and) (?:the )?\w+ (?:is |comes |being |taken |coming )*from the (?:table|row|found row|found \w+)\b.*$/i,
        '',
      )
      .replace(/(?<=⟩),?\s+where (?:the )?\w+ is (?:the|that) (?:sum|total|count|number|average|result)$/i, ''),
  );
  const figure = /^(?:with |back )*(?:that|this) (number|count|sum|total|average|result|amount)$/i.exec(text)?.[1];
  if (figure) return { kind: 'field', name: figure.toLowerCase() };
  const rows = readRows(text.replace(/^(?:back )?(?:with )?/i, ''), reader);
  if (rows) return rows;
  const body = readWords(text, reader);
  return body && treat(body);
}

function readWords(text: string, reader: Reader): Value | null | undefined {
  let plain = text
    .trim()
    .replace(/\s+(?:please|then|too|as well|instead|to (?:the )?(?:caller|sender|client|webhook|requester))$/i, '');
  const asJson =
    /\s*(?:as|in|,)?\s*(?:an? )?json(?: object| format| body)?$/i.test(plain) && !/^\s*(?:an? )?json/i.test(plain);
  if (asJson)
    plain = plain
      .replace(/\s*(?:,|as|in|as an?)?\s*json(?: object| format| body)?$/i, '')
      .replace(/\s+as(?: an?)?$/i, '');
  plain = plain.replace(/\s+as (?:plain )?text$/i, '').replace(/\s+in (?:the )?(?:body|response|answer)$/i, '');
  const literal = strip(plain, reader);
  if (literal !== null) return literal;
  for (let before = ''; before !== plain; ) {
    before = plain;
    const next = plain
      .replace(receiver, '')
      .replace(/^(?:back|with|by|saying|that|:|just|only|simply|as|containing|telling|stating)\b:?\s*/i, '')
      .trim();
    const stripped = next.replace(replyNoun, '').trim();
    plain = stripped !== '' && stripped !== next && !readsAsField(next, reader) ? stripped : next;
    const found = strip(plain, reader);
    if (found !== null) return found;
  }
  return plain === ''
    ? null
    : worded(plain, {
        reader,
        asJson: asJson || /\bjson\b/i.test(text),
        marked: /^(?:back )?with\b|^the\b|^:|^that\b/i.test(text.trim()),
      });
}

const readsAsField = (text: string, reader: Reader) =>
  reader.fields.has(text.replace(/^(?:the|a|an)\s+/i, '').toLowerCase());

const strip = (text: string, reader: Reader): Value | null =>
  literalOf(text, reader.literals) ? readValue(text, reader) : null;

/** Words without quotes: fields when they are marked as such, else the text itself. */
function worded(
  text: string,
  { reader, asJson }: { reader: Reader; asJson: boolean; marked: boolean },
): Value | undefined {
  const plain = text.replace(opening, match => (/^(?:a|an|the)\b/i.test(match) ? match : ''));
  if (/^(?:nothing|no body|an? empty (?:body|response)|empty)$/i.test(plain)) return { kind: 'text', text: '' };
  const whole = readWhole(plain, reader);
  if (whole) return whole;
  const json = asJson ? readJsonWords(plain, reader) : null;
  if (json) return json;
  const pieces = splitList(plain);
  if (pieces.length > 1 && (asJson || pieces.every(piece => isMarked(piece, reader)))) {
    const entries = readFieldList(plain, reader);
    if (entries) return { kind: 'object', entries };
  }
  const value = readValue(plain, reader) ?? (asJson ? listed(plain, reader) : null);
  if (value)
    return asJson && value.kind === 'field' ? { kind: 'object', entries: [{ name: value.name, value }] } : value;
  if (/⟨j\d+⟩/.test(plain) && !isProse(plain.replace(/⟨j\d+⟩/g, '')))
    return readTemplate(restore(plain, reader.literals), reader);
  if (isProse(plain)) return undefined;
  return {
    kind: 'text',
    text: reader.literals.reduce(
      (current, literal, at) => current.replace(new RegExp(`⟨[qcujv]${at}⟩`), literal.text),
      plain,
    ),
  };
}

const listed = (text: string, reader: Reader): Value | null => {
  const entries = readFieldList(text, reader);
  return entries && { kind: 'object', entries };
};

const isMarked = (piece: string, reader: Reader) => {
  const value = readValue(piece, reader);
  return value !== null && value.kind !== 'text' && value.kind !== 'number'
    ? true
    : /^(?:the|its|their|his|her)\s/i.test(piece) ||
        reader.fields.has(piece.toLowerCase()) ||
        /\s(?:=|as|set to)\s/.test(piece);
};

export const statusOf = (text: string) => codes.find(([pattern]) => pattern.test(text))?.[1];
