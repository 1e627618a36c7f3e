import { literalOf } from '../language/literals';
import { singular, toFieldName } from '../language/names';
import type { Trigger } from '../plan';
import { readTest } from './condition';
import { entity, quiet, type Reader } from './reader';
import { isCondition, tellsOfRequest, whenWords } from './request-words';
import { readSchedule } from './schedule';
import { serviceIn } from './services';
import { readFieldList } from './value';

export interface ReadTrigger {
  trigger: Trigger;
  /** "When an order over 100 comes in": a condition in words, which holds for everything behind it. */
  test: string | null;
}

const opener =
  /^(?:(?:so|and|then|please|basically|hi|hello|hey)\s+)*(?:I (?:want|need|would like|have) (?:to have |to build |to create )?|(?:please |can you |could you )?(?:make|build|create|set up|give me|design) (?:me |us )?)?/i;
const manualWords =
  /\b(?:manual(?:ly)?|by hand|when I (?:click|press|hit|tap|push|start|run|say|want|ask)|when (?:the )?(?:run )?button|on demand|on click|I (?:click|press|start|run) (?:it|run|the|a)|when (?:it is )?started|press(?:ing)? (?:the )?(?:run|start|button|play)|whenever I (?:run|start|want|click|press)|when (?:we|you|someone|somebody) (?:click|press|start|run)s?|when (?:the )?workflow (?:is )?(?:starts?|started|runs?)|with a (?:click|button))\b/i;

/** What starts the workflow, when a clause tells that. */
export function readTrigger(clause: string, reader: Reader): ReadTrigger | null {
  const text = clause
    .replace(opener, '')
    .replace(
      /^(?:an? |the |my |this |new )*(?:workflow|automation|flow|job|task|bot|process|something|scenario|routine)(?: called ⟨[qc]\d+⟩)?\s*(?:that|which|to|who|for me that|where)?\s*(?:(?:is )?(?:starts?|runs?|triggers?|fires?|triggered|started|kicks? off|begins?|executes?|executed|will run|should run|should start|works?)\b\s*(?:by|from|with|on(?=\s+an?\b))?\s*)?/i,
      '',
    )
    .replace(
      /^(?:run|start|trigger|execute|do) (?:this|it|the workflow|the flow|that)?\s*(?=(?:every|each|at|on|daily|hourly|weekly|when|once|twice|manually|by hand)\b)/i,
      '',
    )
    .trim();
  if (manualWords.test(text)) return { trigger: { kind: 'manual' }, test: null };
  return readHook(text, clause, reader) ?? readTimed(text, reader) ?? readService(text);
}

/** "In every case", "each post": not every "every" is a time. */
const timeWords =
  /\b(?:seconds?|minutes?|mins?|hours?|hourly|half|quarter|days?|daily|nightly|nights?|tonight|weeks?|weekly|fortnight|months?|monthly|quarterly|years?|yearly|annually|morning|noon|midday|midnight|evening|afternoon|lunch|\w*(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mo|tue?s?|wed|thu|fri|sat|sun|weekdays?|weekends?|work(?:ing)? ?days?|business days?|o'clock|am|pm|cron|twice|january|february|march|april|may|june|july|august|september|october|november|december)\b|\d{1,2}[:.]\d{2}|\b(?:at|around|by) \d|\d ?(?:am|pm|min|h|m|x)\b|⟨[qc]\d+⟩/i;

function readTimed(text: string, reader: Reader): ReadTrigger | null {
  if (/^(?:if|unless|when(?:ever)?)\b/i.test(text) && !/\b(?:every|each|daily|o'clock|\d{1,2}:\d{2})\b/i.test(text))
    return null;
  if (!timeWords.test(text)) return null;
  const schedule = readSchedule(text, reader);
  return schedule && { trigger: { kind: 'schedule', schedule }, test: null };
}

function readService(text: string): ReadTrigger | null {
  const service = serviceIn(text);
  if (
    service === null ||
    !(
      whenWords.test(text) ||
      /\b(?:trigger|watch|monitor|listen|new|incoming|receives?|arriv\w+|detects?)\b/i.test(text)
    )
  )
    return null;
  return { trigger: { kind: 'webhook', method: 'POST', fields: [], noun: nounOf(text), service }, test: null };
}

function readHook(text: string, clause: string, reader: Reader): ReadTrigger | null {
  if (!tellsOfRequest(text) || isCondition(text, reader)) return null;
  const service = serviceIn(text);
  const test = testWithin(text, reader);
  const fields = fieldsOf(
    test === null || !text.includes(test)
      ? text.replace(measure, ' $1')
      : text.slice(0, text.lastIndexOf(test)).replace(/[\s,]+(?:and|where|but only if|but)?\s*$/i, ''),
    reader,
  );
  if (test === null && /^(?:if|when)/i.test(text) && comparing.test(text)) reader.lost.push(clause);
  const noun = nounOf(text);
  if (noun && !plainValues.test(noun)) reader.nouns.add(noun);
  // "receives a temperature": the thing is the one value that comes.
  const single = fields.length === 0 && test === null ? singleIn(text, noun) : null;
  if (single !== null) fields.push(single);
  for (const name of fields) {
    reader.fields.add(name);
    reader.given.add(name);
  }
  return {
    trigger: {
      kind: 'webhook',
      method: methodOf(clause),
      fields,
      noun,
      ...(service ? { service } : {}),
      ...(/\b(?:immediately|right away|at once|without waiting)\b/i.test(text) ? { immediately: true } : {}),
    },
    test,
  };
}

const comparing =
  /\b(?:not|over|under|above|below|more than|less than|at least|at most|equals?|starts? with|ends? with|between|without|missing|empty)\b/i;

function methodOf(clause: string): string {
  const upper =
    /\b(POST|GET|PUT|PATCH|DELETE)\b/.exec(clause)?.[1] ??
    /\b(get|put|patch|delete|post) (?:request|call|endpoint|webhook)\b/i.exec(clause)?.[1];
  return upper?.toUpperCase() ?? (/\bany method\b/i.test(clause) ? 'ANY' : 'POST');
}

/** "with name and email", "containing `a`, `b`": the fields that are said to come. */
function fieldsOf(text: string, reader: Reader): string[] {
  const listed =
    /\b(?:with|containing|that (?:has|have|contains|includes)|which (?:has|contains)|numbers?|values?|including|having|consisting of|made of|whose fields are|of the form|(?:takes|accepts|receives|gets|sends?|posts?)(?: us| me)?)\s+(?:the |an? )?(?:(?:json|body|payload|object|fields?|following|keys?|properties|data|values?)(?: (?:fields?|body|object|with|containing|keys?))*:?\s+)*(?:the |an? (?!and\b|, )|its |their )?(.+)$/i.exec(
      text,
    )?.[1];
  if (listed === undefined) return [];
  const tail = listed
    .replace(/^.*\b(?:with|containing)\s+(?:the |an? (?!and\b|, ))?(?:fields? )?/i, '')
    .replace(
      /\s+(?:in (?:it|the body|json)|as json|fields?|(?:that |which )?(?:comes? in|arrives?)(?: .*)?|to (?:it|us|me|the|our|my|a) ?.*|is (?:received|posted|sent).*|at .*|via .*|over .*)$/i,
      '',
    );
  const names = tail.replace(
    /^(?:\w+ )?(?:numbers?|values?|fields?|parameters?|params?|strings?|texts?|integers?|inputs?)\s*:?\s+(?:called |named )?/i,
    '',
  );
  const json = literalOf(tail, reader.literals);
  if (json?.kind === 'json') return jsonFields(json.text);
  const single =
    /^[\p{L}_]\w*$/u.test(names) &&
    /\b(?:webhook|post|request|call)s?\b.* (?:with|w\/) (?:an? |the )?\S+$/iu.test(text);
  if (listed === tail && !/,| and |_\w* \w/.test(tail) && !single) return [];
  const entries = readFieldList(spacedOut(names, text), reader) ?? [];
  return entries
    .map(({ name }) => toFieldName(name))
    .filter(name => !/^(?:json|body|payload|data|request|webhook)$/.test(name));
}

/** "fields first_name last_name city": names side by side, which nobody would call one thing. */
const spacedOut = (names: string, text: string) =>
  /\bfields?\b/i.test(text) &&
  /^[a-z]\w*(?: [a-z]\w*)+$/.test(names) &&
  (/_/.test(names) || names.split(' ').length > 3) &&
  !/\b(?:and|or|of|as|is|the)\b/.test(names)
    ? names.replaceAll(' ', ', ')
    : names;

const jsonFields = (text: string) =>
  [...text.matchAll(/["']?([\p{L}_]\w*)["']?\s*(?=[:,}])/gu)]
    .map(match => match[1]!)
    .filter((name, at, all) => all.indexOf(name) === at && !/^(string|number|boolean|true|false|null)$/.test(name));

const skip =
  /^(?:webhook|request|json|body|payload|data|someone|somebody|anyone|people|http|post|get|put|call|endpoint|api|url|hook|it|us|me|message|something|anything|object|new|address|they|one|with|that|containing|from|to|at|for|and|or|which|in|on|name|email|of|by|via|form|first|last|full|their|his|her|workflow|flow|it|is|comes?|arrives?|list)$/i;

/** Things that are themselves a value: "receives a rating" is about the field `rating`. */
const plainValues =
  /^(?:\w*(?:rating|score|temperature|amount|price|number|value|age|count|quantity|level|percentage|country|status|code|text|message|weight|speed|total|grade|star|point|date|priority|category|type|city|color|language|question|comment|coupon|url|token|word|title|username|password|key|mail|phone|sku|plate|zip|vote|voucher))$/i;

/** Things without a number that hold fields of their own. */
const bulk =
  /^(?:feedback|data|info|information|input|mail|content|homework|work|news|stuff|things|orders?|items?|posts?|reports?|results?|forms?|reviews?|requests?)$/;

/** "someone posts a phone", "an email is posted": the one value that comes. */
function singleIn(text: string, noun: string | null): string | null {
  const told =
    /\b(?:an?|the|his|her|their) (?:new )?([\p{L}_]+)(?: address)? (?:is|gets|was) (?:posted|sent|submitted|received|entered)\b/iu.exec(
      text,
    ) ??
    /\b(?:posts?|sends?|submits?|enters?|receives?|gets?|receiving|getting) (?:an?|the|his|her|their) (?:new )?([\p{L}_]+)(?: address)?(?: (?:to|by|via|through|from|at) .*)?$/iu.exec(
      text,
    );
  const called =
    /\b(?:posted|sent|submitted|received|comes?|arrives?)\b.* as (?:the )?(?:field )?([\p{L}_]\w*)$/iu.exec(text)?.[1];
  if (called === undefined && noun !== null) return plainValues.test(noun) ? noun : null;
  if (called !== undefined && !/^(?:json|a|an|form|post|text|data)$/i.test(called)) return called.toLowerCase();
  const plainly = /\b(?:posts?|sends?|submits?|reports?|transmits?)(?: us| in)? ([\p{L}_]+)$/iu
    .exec(text)?.[1]
    ?.toLowerCase();
  if (
    plainly !== undefined &&
    told === null &&
    !entity.test(singular(plainly)) &&
    !skip.test(plainly) &&
    !bulk.test(plainly)
  )
    return plainly;
  const word = told?.[1]?.toLowerCase();
  return word !== undefined && plainValues.test(word) ? word : null;
}

/** The thing that comes in: "receives an order" → order; "a new lead arrives" → lead. */
function nounOf(text: string): string | null {
  const patterns = [
    /\b(?:receives?|gets?|takes?|accepts?|sends?(?: (?:us|me|it|in))?|posts?|submits?|places?|makes?|creates?|books?|fills? (?:in|out)|reports?|files|delivers|requests?|asks? for|is (?:called|hit|triggered|invoked) with|sends|with|opens|raises|leaves)\s+(?:us |me |in )?(?:an?|the|new|some|their|his|her|our|my|incoming)\s+(?:new |incoming |json |http |post |customer )*([\p{L}-]+)/giu,
    /\b(?:an?|the|new|every|each|any|incoming|inbound|my|our)\s+(?:new |incoming |inbound |customer |json )*([\p{L}-]+)\s+(?:over|above|under|with|for|from|of|worth|that|containing|is|are|comes?|arriv\w+|gets?|was|lands|shows|turns)/giu,
    /^(?:when |whenever |if |on |upon |for )?(?:an? |the |every |each |any |all )?(?:new|incoming|inbound) ([\p{L}-]+)/giu,
    /\b(?:on|upon|for|of) (?:an? |the |every |each |any )?(?:new |incoming )*([\p{L}-]+)$/giu,
    /\b([\p{L}-]+)\s+(?:come in|arrive|are (?:received|submitted|placed|posted))\b/giu,
  ];
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const noun = singular(match[1]!.toLowerCase());
      if (!skip.test(noun)) return noun;
    }
  return null;
}

/** "posts a temperature over 38.5": what is measured, and how. */
const measure =
  /\s((?:an?|the) (?:new )?[\p{L}_]+) (?:(?:that|which) is )?((?:over|above|under|below|more than|less than|greater than|higher than|lower than|bigger than|smaller than|at least|at most|between|up to|of (?:over|more than|less than|at least|at most))\s.+)$/iu;

/** "an order over 100 comes in", "with an amount above 50". */
function testWithin(text: string, reader: Reader): string | null {
  const added =
    /(?:,\s*|\s+)(?:and|where|but only if|but)\s+((?:the |its |an? )?[\p{L}_]+.*)$/iu.exec(text)?.[1] ??
    /\s(without (?:an?|any|the)?\s*\w+)$/i.exec(text)?.[1];
  if (
    added !== undefined &&
    !/\b(?:is|are|gets?) (?:posted|received|sent|submitted|delivered|reported)\b/i.test(added) &&
    !/^(?:the |its |an? )?[\p{L}_]+$/iu.test(added) &&
    readTest(added, quiet(reader))
  )
    return added;
  const measured = measure.exec(text);
  const said = measured && `${measured[1]!.replace(/^an? (?:new )?/i, 'the ')} is ${measured[2]!.replace(/^of /i, '')}`;
  if (said && readTest(said, quiet(reader))) return said;
  const match =
    /\b(?:an?|the|any|every|each|new|for)\s+(?:new )?[\p{L}-]+\s+((?:over|above|under|below|worth more than|with (?:an?|the)? ?\w+ (?:over|above|under|below|of|equal|at)|of (?:more|less|at)|for (?:more|less|over)|that (?:is|are|contains|mentions|has)|whose|where|from)\s.+?)\s+(?:comes? in|arrives?|is (?:received|posted|submitted|placed|sent)|gets? (?:posted|submitted|in|placed)|are (?:received|placed|posted)|lands)\b/iu.exec(
      text,
    );
  const phrase = match?.[1]
    ?.replace(/^(?:worth|for|of)\s+/i, '')
    .replace(/^(?:that|whose|where|with (?:an?|the)?)\s+/i, '');
  return phrase !== undefined && readTest(phrase, quiet(reader)) ? phrase : null;
}
