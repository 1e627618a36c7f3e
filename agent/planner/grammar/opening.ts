import type { Trigger } from '../plan';
import { headsIntroduction, withoutHeading } from './heading';
import { type Introduction, readIntroduction } from './introduction';
import type { Reader } from './reader';

export interface Opening {
  trigger: Extract<Trigger, { kind: 'webhook' }> | null;
  /** Nothing else can be what starts it. */
  certain: boolean;
  /** The request without the clauses that only introduce it. */
  rest: string;
}

const bullet = /^\s*(?:[-•*]|\(?\d{1,2}[.)]|[a-h][.)])\s+/;
const label =
  /^(?:an? |the )?[\p{L}-]+(?: [\p{L}-]+){0,2} (?:is|are|gets?|will be|should be|must be) (?:checked|validated|verified|tested|processed|handled|calculated|computed|counted)$|^(?:please |pls |hi |hello )?(?:make|build|create|do|setup|set up|(?:[\p{L}-]+ ){0,2}(?:check|booking|list|service|counter|tracker|calculator|registration|form|survey|poll|signup|sign-up|vote|validation|lookup|system|log|bot))$/iu;

/** Takes out the sentences and openings of sentences that only tell what comes in: "it gets name and age", "fields: sku, qty". */
export function takeOpening(request: string, reader: Reader): Opening {
  const found: Introduction[] = [];
  const text = withoutHeading(request, reader);
  const lines = text.split('\n').map(line => {
    const mark = bullet.exec(line)?.[0] ?? '';
    const sentences = line.slice(mark.length).split(/(?<=[.;!?])\s+/);
    const kept = sentences.map(sentence => withoutOpening(sentence, { reader, found })).filter(part => part !== '');
    return kept.length === 0 ? '' : mark + kept.join(' ');
  });
  const rest = lines.filter((line, at) => line !== '' || text.split('\n')[at]!.trim() === '').join('\n');
  if (found.length === 0) return { trigger: null, certain: false, rest: text };
  return { ...openingOf(found, reader), rest };
}

function openingOf(found: readonly Introduction[], reader: Reader): Omit<Opening, 'rest'> {
  const named = found.findLast(({ fields }) => fields.length > 0 && fields.every(name => !name.includes(' ')));
  const fields = [...new Set(found.flatMap(({ fields }) => fields))];
  for (const name of fields) {
    reader.fields.add(name);
    reader.given.add(name);
  }
  const noun = found.find(introduction => introduction.noun !== null)?.noun ?? null;
  if (noun) reader.nouns.add(noun);
  return {
    trigger: { kind: 'webhook', method: 'POST', fields: named === undefined ? [] : fields, noun },
    certain: found.some(({ certain }) => certain),
  };
}

/** "I run a little bakery": who asks, not what is asked. */
const chatter =
  /^(?:(?:hi|hello|hey|so|ok|well|please|pls)[\s,!]+)*(?:(?:can|could) you )?(?:please )?(?:create|build|make|set up|i need|i want|we need|we want|give me)(?: me| us)? (?:something|an automation|a workflow|a flow|a bot|a tool|a system|an app|a small \w+)(?: (?:for|to help) [^,.:⟨]{2,40})?$|^(?:(?:hi|hello|hey|so|ok|well)[\s,!]+)*(?:i|we|my (?:wife|boss|friend|team|company) and i) (?:run|own|manage|operate|work (?:at|in|for)|am|are) (?:an?|the|my|our|in|at|from) [^,.:]{2,50}$/i;

/** "Webhook for alarms. sensor, value.": what it brings, in a sentence of names. */
const bareList = /^((?!answer\b|reply\b)[a-z_]\w*(?:, (?:and )?[a-z_]\w*)+(?: and [a-z_]\w*)?)[.;]?$/;

/** The sentence without what only introduces: the whole of it, or its opening up to a mark or an "and". */
function withoutOpening(sentence: string, { reader, found }: { reader: Reader; found: Introduction[] }): string {
  const told = /^[^,⟨]{3,60}, (?:and )?((?:they|who|it|he|she|which|each) [^,⟨]+(?:,[^⟨]+)?)$/i.exec(
    sentence.replace(/[.!]+$/, ''),
  );
  const tail =
    told && !/\b(?:if|unless|when|save|store|answer|put|otherwise)\b/i.test(sentence)
      ? readIntroduction(told[1]!, reader)
      : null;
  if (tail) {
    found.push(tail);
    return '';
  }
  if (chatter.test(sentence.replace(/[.!,]+$/, ''))) return '';
  const bare =
    found.length > 0 && found.every(({ fields }) => fields.length === 0) ? bareList.exec(sentence)?.[1] : undefined;
  if (bare !== undefined) {
    found.push({ fields: bare.split(/, (?:and )?| and /), noun: null, certain: false });
    return '';
  }
  const whole = readIntroduction(sentence, reader);
  if (whole) {
    found.push(whole);
    return '';
  }
  const places = [
    ...sentence.matchAll(/\s*(?:,\s+(?:and\s+|then\s+|so\s+)*|:\s+|→\s*|\s(?:and|then|so)\s(?:then\s)?)/g),
  ];
  for (const place of places.toReversed()) {
    const head = sentence.slice(0, place.index);
    const tail = sentence.slice(place.index + place[0].length);
    if (chatter.test(head)) return withoutOpening(tail, { reader, found });
    if (/^:/.test(place[0].trim()) && headsIntroduction(head, tail, reader))
      return withoutOpening(tail, { reader, found });
    if (label.test(head) && /^[:→]/.test(place[0].trim())) return withoutOpening(tail, { reader, found });
    const opening = tail.trim() === '' || isList(tail, place[0]) ? null : readIntroduction(head, reader);
    if (opening === null) continue;
    found.push(opening);
    return withoutOpening(tail, { reader, found });
  }
  return label.test(sentence.replace(/[.:!]+$/, '')) ? '' : sentence;
}

/** The list may go on behind the mark. */
const isList = (tail: string, mark: string) =>
  /,|and/.test(mark) &&
  (/^[\p{L}_]\w* (?:(?:is|are|gets?|will be) (?:posted|sent|submitted|received|delivered)|comes? in|arrives?)\b/iu.test(
    tail,
  ) ||
    /^[\p{L}_]\w*(?: (?:from|for|of|by) [\p{L} ]+)?(?:[.;]?$|,| and [\p{L}_]\w*(?:[.,;:]|$))/iu.test(tail));
