import { literalOf } from '../language/literals';
import { singular, toFieldName } from '../language/names';
import { lemma } from '../language/verbs';
import { entity, type Reader } from './reader';

/** A clause that only tells what starts it and which fields that brings. */
export interface Introduction {
  fields: string[];
  noun: string | null;
  /** It speaks of a webhook, so nothing else can be what starts it. */
  certain: boolean;
}

const hook =
  '(?:web ?hooks?|web-hooks?|hook|end ?point|api|http (?:post|request|call)s?|post(?: requests?| calls?)?|posts|requests?|form|url)';
const some = '(?:(?:an?|the|my|our|this|that|new|simple|small|little|every|each|incoming|single|json|http) )*';
const wish =
  '(?:(?:please|pls|hi|hello|hey|so|ok|i|we|want|need|have|would|like|could|can|you|make|build|create|set up|give me|me|us|to|there is|here is|it is|its|this is|use|with) )*?';
const phrase = "(?:[\\p{L}\\d'_-]+ ){0,3}?[\\p{L}\\d'_-]+";
const brings =
  '(?:(?:it |that |which |who |and )?(?:will |should |shall |must |can |may )?(?:ha(?:s|ve|ving)|with|contain(?:s|ing)?|gets?|getting|receiv(?:e|es|ing)|recieves?|brings?|takes?|taking|accepts?|expects?|collects?|includ(?:es?|ing)|carries|holds?|sends?|comes? (?:in )?with|arrives? with|consists? of|consisting of|tells? us|gives? us|delivers?|provides?))';
const where = `(?: (?:in|(?:to|at|by|via|through|over|on|into|with|from) (?:us|me|here|${some}${hook})))`;
const posted = '(?:posted|sent|submitted|received|delivered|pushed|reported|entered|transmitted|forwarded|passed)';
const posts =
  '(?:posts?|sends?|submits?|push(?:es)?|reports?|delivers?|transmits?|votes?|registers?|enters?|forwards?|passes|tells?|gives?)';

interface Form {
  pattern: RegExp;
  certain: boolean;
}
const form = (source: string, certain = true): Form => ({ pattern: new RegExp(`^${source}$`, 'iu'), certain });

const forms: readonly Form[] = [
  // score comes by webhook, name and email arrive via POST
  form(
    `(?:(?:the|an?|their) )?(?<value>[\\p{L}_]\\w*(?:(?:, | and |, and )[\\p{L}_]\\w*)*) (?:come|comes|arrives?|is|are|gets?)(?: in| sent| posted| delivered)* (?:by|via|over|through|from|on|to|in|as) ${some}${hook}`,
  ),
  // webhook · I want a webhook for support tickets · new webhook that gets name and age
  form(
    `${wish}${some}${hook}(?: (?:for|of|about|from|called) (?:${some})(?<noun>${phrase}))?(?:(?:,|:| ${brings})(?: ${brings})? (?<fields>.+?)(?: (?:comes? in|arrives?|is called|is received))?| (?<json>⟨j\\d+⟩))?`,
  ),
  // a webhook receives …, our webhook body has …
  form(
    `${some}(?:(?!for |from |by |via )[\\p{L}-]+ ){0,2}?${hook}(?: (?:body|data|payload|call))? ${brings} (?<fields>.+)`,
  ),
  form(
    `${some}${hook}(?: →|:|,) (?:the |its )?(?:json |request )?(?:body|data|payload|json|fields?)?:? ?(?<json>⟨j\\d+⟩)`,
  ),
  form(
    `${some}(?:(?!for |from |by |via )[\\p{L}-]+ ){0,2}?${hook} (?:comes?|arrives?|is called|is sent|is triggered|is hit|gets called)(?: in)? with (?<fields>.+)`,
  ),
  // it has …, each post contains …, the data comes by webhook with …
  form(
    `(?:it|this|that|they|${some}(?:data|body|payload|input|json|message|post|request|call|entry|one|content)s?) (?:will |should |always |usually )*${brings} (?<fields>.+)`,
  ),
  form(
    `(?:(?:it|its|this|that|they|everything|all|${some}(?:data|values?|fields?|requests?|orders?|input|info|things?|workflow|${phrase})) )?(?:(?:is|are|will be|gets?|should be|will|should|must|has to) )*(?:come|comes|coming|arrives?|arriving|triggered|started|start|sent|posted|runs?|in|called|received|delivered|starts)(?: in)? (?:by|via|over|through|from|on|with|as|to) ${some}${hook}(?:(?:: |,? (?:with|containing|as|${brings}) )(?<fields>.+))?`,
  ),
  form(
    `(?:the )?(?:trigger|start|input|it all) (?:is|starts with|comes (?:from|by|via)) ${some}${hook}(?: ${brings} (?<fields>.+))?`,
  ),
  form(`(?:and )?(?:by|via|over|through|as) ${some}${hook}(?:,? ${brings} (?<fields>.+))?`),
  // the fields are …, fields: …
  form(
    `(?:(?:the|its|it has|incoming|webhook|input|available|all|with|my|body|json|post|request|posted|received|and|there are) )*(?:field|key|input|parameter|param|propert|value)(?:s|y|ies)?(?: names?(?= are| is|:))?(?: (?:of it|in it|of the webhook|in the body|that come in))?(?: (?:are|is|will be|called|named|would be|come in as|include))*:? (?<fields>.+)`,
  ),
  form(
    `(?:the |json |request |webhook )*(?:post(?:ed)?|body|payload|data|json|input|incoming|comes|coming|what comes|goes|received|receives|gets)(?: in| is| has)?: (?<fields>.+)`,
  ),
  // incoming payments: iban, amount
  form(`(?:incoming|new|posted) (?<noun>${phrase}): (?<fields>.+)`),
  // item and place are posted
  form(
    `(?<value>[\\p{L}_]\\w*(?:(?:, | and |, and )[\\p{L}_]\\w*)+) (?:(?:is|are|gets?|get|will be) (?:then )?${posted}|come in|arrive)${where}*`,
    false,
  ),
  // my sensor is sending to the webhook name and value
  form(
    `(?<who>${phrase}) (?:is|are) (?:sending|posting|submitting|pushing|reporting)(?: (?:to|by|via|through|over|into) ${some}${hook})? (?<fields>.+)`,
    false,
  ),
  // orders are posted to us with country and weight
  form(
    `(?<noun>${phrase}) (?:is|are|gets?|get|will be|can be|being|should be) ${posted}${where}*(?:,? (?:with|containing|as|having|including) (?<fields>.+))?`,
    false,
  ),
  // customers send flowers and quantity · the garage posts plate and minutes · someone posts an email to my webhook
  form(
    `(?<who>${phrase}) (?:can |will |may |could |should |must )?${posts}(?: (?:us|me|in))? (?:(?:their|his|her|an?|the|new|its) )?(?<fields>.+?)${where}*(?:,? (?:with|containing) (?<more>.+))?`,
    false,
  ),
  form(
    `(?<who>${phrase}) (?:can |will )?(?:calls?|hits?|triggers?|uses?|invokes?) ${some}${hook}(?:(?:,|:)?(?: ${brings})? (?<fields>.+))?`,
  ),
  form(
    `(?:we|i) (?:get|receive|collect) (?<noun>${phrase}) (?:by|via|over|through|from|with|on|at|in) ${some}${hook}(?:(?:,|:)(?: ${brings})?| ${brings}) (?<fields>.+)`,
  ),
  form(
    `(?<who>${phrase}) (?:can |will )?(?:hand in|fill (?:in|out)|enter|order|book|submit|apply|sign up|register|buy|vote|report|send|log)s?(?: (?:[\\p{L}-]+ ){0,3}?[\\p{L}-]+)? (?:through|via|by|over|with|using|on) ${some}${hook},? (?:that |which )?(?:${brings}|${posts}) (?<fields>.+)`,
  ),
  form(`(?<who>${phrase}) (?:can |will )?${posts} (?:with|by|via|through|over|to) ${some}${hook}`),
  form(
    `(?:by|via|over|through|from|on|with) ${some}${hook},? (?:i|we|you|it|there|they)(?: will)? (?:get|gets|receive|receives|comes?|have|has|collect) (?<fields>.+)`,
  ),
];

/** Reads a clause as an introduction; null when it says anything beyond that. */
export function readIntroduction(clause: string, reader: Reader): Introduction | null {
  const text = clause
    .trim()
    .replace(/[.,;:!?]+$/, '')
    .replace(/^(?:(?:hi|hello|hey|so|ok|okay|well|and|please|pls|then)\b[\s,!]*)+/i, '')
    .replace(/^(?:i (?:want|need|would like)|we (?:want|need)) (?:that |it so that )?(?=when)/i, '')
    .trim();
  if (
    /^(?:if|when(?:ever)?|as soon as|unless|otherwise|else|every (?:\d+|\w*day|hour|minute|morning)|(?:each|every|any) time|only)\b/i.test(
      text,
    )
  )
    return null;
  for (const { pattern, certain } of forms) {
    const groups = pattern.exec(text)?.groups;
    const found = pattern.test(text) ? toIntroduction(groups ?? {}, { text, reader }) : null;
    if (found) return { ...found, certain: certain || /\bweb ?hook|\bto (?:us|me)\b/i.test(text) };
  }
  return null;
}

function toIntroduction(
  groups: Record<string, string | undefined>,
  { text, reader }: { text: string; reader: Reader },
): Omit<Introduction, 'certain'> | null {
  const subject = groups.noun ?? groups.who;
  if (subject !== undefined && !isPlain(subject)) return null;
  if (
    groups.who !== undefined &&
    /^(?:it|you|i|we|he|then|this|the (?:workflow|answer|system|flow))$/i.test(groups.who)
  )
    return null;
  const value = groups.value === undefined ? null : namesIn(groups.value, reader);
  if (groups.value !== undefined && (value === null || !isValues(value, text))) return null;
  const listed = groups.value ?? groups.more ?? groups.fields ?? groups.json;
  const fields = listed === undefined ? [] : namesIn(listed, reader);
  if (fields === null) return null;
  const thing = fields.length === 1 ? thingIn(listed!, fields[0]!) : null;
  if (thing !== null) return { fields: [], noun: thing };
  const noun = groups.noun === undefined ? null : singular(groups.noun.toLowerCase().split(' ').at(-1)!);
  return { fields, noun };
}

/** "score comes by webhook": a value by its name, or a word in the singular without an article. */
const isValues = (names: readonly string[], text: string): boolean =>
  names.every(
    name =>
      plainValue.test(name) ||
      (singular(name) === name && !entity.test(name) && !things.test(name) && !/^(?:an?|the) /i.test(text)),
  );
const things =
  /^(?:order|item|request|data|json|object|post|it|this|that|everything|info|input|feedback|mail|traffic)$/;

/** "receives a donation" is about a thing with fields of its own; "takes a name", "gets email" about one field. */
function thingIn(listed: string, field: string): string | null {
  const noun = singular(field);
  if (/\s(?:field|key|value|property|parameter)$/i.test(listed.trim())) return null;
  if (
    (entity.test(noun) || /^(?:order|item|request|data|json|object)$/.test(noun)) &&
    (noun !== field || /^an? /i.test(listed.trim()) || /^(?:data|json)$/.test(noun))
  )
    return noun;
  return /^an? /i.test(listed.trim()) && !plainValue.test(field) ? noun : null;
}

export const plainValue =
  /_|^(?:\w*(?:name|mail|phone|address|url|link|id|sku|plate|word|number|city|country|code|message|comment|option|rating|score|temperature|amount|price|value|age|count|quantity|qty|level|percentage|status|text|weight|speed|total|grade|stars?|points?|date|day|month|year|time|hours?|minutes?|priority|category|type|color|colour|language|question|answer|coupon|token|title|user|password|key|size|currency|subject|topic|zip|iban|height|length|width|distance|duration|reading|vote|choice|team|player|room|seat|product|guess|mood|license|plan|role|tag|tier|band|zone|region|lang|state|mode|shift|department|brand|model|genre|gender|celsius|fahrenheit|humidity|pressure|mail|login|sentence|letter))$/;

const doing =
  /^(?:answer|answers|reply|respond|return|save|store|put|insert|write|delete|update|send|fetch|call|if|when|unless|then|otherwise|else|compute|calculate|forward|keep|check|look|find|is|are|was|be|it|them|not|no|must|should|only|every|each|all|both|either|over|under|than|to|into|back|out|up|who|which|that|so|because|but|or|the|a|an|their|its|with|by|for|at|as|from|on|in|returns|answers|replies|responds|saves|stores|puts|adds|calculates|computes|multiply|multiplies|says)$/i;

/** A thing named in a few words, with nothing done in them. */
const isPlain = (text: string) =>
  !text
    .replace(/^(?:(?:the|an?|their|its|each|every|all) )+/i, '')
    .split(' ')
    .some(word => doing.test(word));

/** Names and nothing else: "name, age and the e-mail address"; null when anything more is said. */
export function namesIn(text: string, reader: Reader): string[] | null {
  const plain = text
    .trim()
    .replace(
      /^(?:(?:the|an?|these|following|json|body|payload|data|object|only|two|three|four|five|six|\d+)\s+)*(?:(?:fields?|numbers|texts|keys?|values?|inputs?|params?|parameters?|properties|data|body|json|payload)\b(?:\s+(?:called|named|of|with|are|is))*\s*:?\s*)/i,
      '',
    )
    .replace(/\s+(?:fields?|in (?:it|the body|json)|as json|inside)$/i, '')
    .trim();
  const json = literalOf(plain, reader.literals);
  if (json?.kind === 'json') return jsonNames(json.text);
  const names = plain
    .split(/\s*(?:,|\/|\+|&)\s*(?:and\s+|plus\s+)?|\s+(?:and(?: also)?|plus|as well as)\s+/i)
    .filter(piece => piece.trim() !== '')
    .map(piece => nameOf(piece, reader));
  return names.length === 0 || names.some(name => name === null) ? null : (names as string[]);
}

function nameOf(piece: string, reader: Reader): string | null {
  const plain = piece
    .trim()
    .replace(/^(?:(?:an?|the|their|his|her|its|my|our|some|optional|also)\s+)+/i, '')
    .replace(/\s*\([^()]*\)?$/, '')
    .replace(/^.+ (?:as|in (?:the )?field|called|named) (?=[\p{L}_]\w*$)/iu, '')
    .replace(/^(?:field|key|value)\s+(?:called\s+|named\s+)?(?=\S)(?!from\b|for\b|of\b|in\b)/i, '')
    .replace(/\s+(?:in \(?[A-Za-z%€$]{1,10}|field|value|(?:for|from|of) (?:the |our |my |a )?[\p{L}]+)$/u, '')
    .trim();
  const literal = literalOf(plain, reader.literals);
  if (literal) return /^[\p{L}_][\w -]*$/u.test(literal.text) ? toFieldName(literal.text) : null;
  const words = plain.split(/\s+/);
  if (!/^[\p{L}_][\p{L}\d_.' -]*$/u.test(plain) || words.length > 3) return null;
  if (
    !/^[a-z]$/i.test(plain) &&
    words.some((word, at) => doing.test(word) && !(words.length === 1 && at === 0 && lemma(word) === word))
  )
    return null;
  return toFieldName(plain);
}

const jsonNames = (text: string) =>
  [...text.matchAll(/:/.test(text) ? /["']?([\p{L}_]\w*)["']?\s*(?=:)/gu : /["']?([\p{L}_]\w*)["']?\s*(?=[,}])/gu)]
    .map(match => match[1]!)
    .filter((name, at, all) => all.indexOf(name) === at && !/^(string|number|boolean|true|false|null)$/.test(name));
