import { toFieldName } from '../language/names';
import { auxiliaries, determiners, stops, storeVerbs } from './lexicon';
import { bracketEnd, namesAt } from './names';
import { operatorAt } from './operators';
import { addGiven, isEnd, kindAt, literalAt, type Parse, phraseAt, wordAt } from './parse';

const general =
  /^(?:webhook|request|post|order|body|row|table|answer|reply|it|that|this|there|they|thing|case|status code|found|so|everything|anything|someone|nothing|one|none|all|both|json|call|message body)$/;

/** Where nobody says which fields come in, those that the request speaks of are meant: in conditions, lists and texts. */
export function inferFields(p: Parse): void {
  const names = new Set<string>();
  for (let at = 0; at < p.tokens.length; at += 1) {
    const one = asked(p, at) ?? called(p, at);
    if (one !== null) names.add(one);
    for (const name of listed(p, at)) names.add(name);
  }
  if (names.size > 0)
    addGiven(
      p,
      [...names].filter(name => !general.test(name) && !p.tables.has(name)),
    );
}

/** "if the status is paid", "when days > 3", "and country equals …": what is compared. */
function asked(p: Parse, from: number): string | null {
  const lead = phraseAt(
    p,
    from,
    p.listed
      ? 'if|when|whenever|unless|where|and|or|with|whose|that have|by|of|field|so'
      : 'if|when|whenever|unless|where|and|or|case|only if|only when|but if|is the posted',
  );
  if (lead === null) return null;
  const at = phraseAt(p, lead, 'the|its|a posted|the posted|an|a') ?? lead;
  if (
    kindAt(p, at) !== 'word' ||
    stops.has(wordAt(p, at)) ||
    auxiliaries.has(wordAt(p, at)) ||
    determiners.has(wordAt(p, at)) ||
    operatorAt(p, at)
  )
    return null;
  const labelled = wordAt(p, at + 1) === 'field';
  const length =
    !labelled &&
    kindAt(p, at + 1) === 'word' &&
    !stops.has(wordAt(p, at + 1)) &&
    !auxiliaries.has(wordAt(p, at + 1)) &&
    operatorAt(p, at + 1) === null
      ? 2
      : 1;
  const end = at + length + Number(labelled);
  if (p.listed && /^(?:by|field)$/.test(wordAt(p, lead - 1)) && length >= 1 && wordAt(p, at) !== 'hand')
    return p.tokens[at]!.raw;
  const compares =
    /^(?:is|are|=|does|has|do)$/.test(wordAt(p, end)) ||
    operatorAt(p, end) !== null ||
    (p.listed &&
      length === 1 &&
      literalAt(p, end)?.kind === 'quote' &&
      /^(?:with|whose|where|and)$/.test(wordAt(p, lead - 1))) ||
    (wordAt(p, lead - 1) === 'posted' && /^(?:between|a|an|in|one)$/.test(wordAt(p, end)));
  if (!compares || (length === 2 && wordAt(p, lead - 1) === 'and')) return null;
  if (
    /^(?:is|are)$/.test(wordAt(p, end)) &&
    /^(?:in|found|there|called|posted|received|sent|already|not)$/.test(wordAt(p, end + 1)) &&
    wordAt(p, end + 1) !== 'not'
  )
    return null;
  return toFieldName(
    p.tokens
      .slice(at, at + length)
      .map(({ raw }) => raw)
      .join(' '),
  );
}

/** "the field is called message", "the role field", "(field date)". */
function called(p: Parse, at: number): string | null {
  const named = phraseAt(
    p,
    at,
    'field is called|field called|field named|( field|fields are|the fields are|as the field',
  );
  if (named !== null && kindAt(p, named) === 'word') return p.tokens[named]!.raw;
  return wordAt(p, at + 1) === 'field' &&
    kindAt(p, at) === 'word' &&
    /^(?:the|its|a|an)$/.test(wordAt(p, at - 1)) &&
    !stops.has(wordAt(p, at))
    ? p.tokens[at]!.raw
    : null;
}

/** "save name and age in people", "every order (sku, qty)", "the fields are code and price". */
function listed(p: Parse, at: number): string[] {
  const bracket = bracketEnd(p, at);
  if (bracket !== null && kindAt(p, at - 1) !== 'number') {
    const inside = namesAt(
      p,
      phraseAt(p, at + 1, 'json with|a list with|an object with|list with|object with|it returns json with|it has') ??
        at + 1,
    );
    const closed = inside !== null && inside.end === bracket - 1;
    return closed && (inside.value.length > 1 || p.listed) && !/^a_list|^an_/.test(inside.value[0]!)
      ? inside.value
      : [];
  }
  const lead = storeVerbs.has(wordAt(p, at))
    ? at + 1
    : (phraseAt(p, at, p.listed ? ofLists : leads) ?? behindTable(p, at));
  if (lead === null || isEnd(p, lead)) return [];
  const names = namesAt(p, lead);
  const single = p.listed || /^(?:posted|with)$/.test(wordAt(p, lead - 1));
  if (names === null || (names.value.length < 2 && !single)) return [];
  const next = wordAt(p, names.end);
  const goes =
    isEnd(p, names.end) ||
    /^(?:in|into|to|as|on|there|\(|,|\.)$/.test(next) ||
    (p.listed && /^(?:of|for|from)$/.test(next));
  return goes &&
    !names.value.some(name => /^(?:it|them|row|a_row|number|count|result|sum|average|the|post|list|only)$/.test(name))
    ? names.value
    : [];
}

/** "… in the table callers with name and phone", "send it to ⟨url⟩ with name and phone": what comes in. */
const behindTable = (p: Parse, at: number): number | null =>
  wordAt(p, at) === 'with' && (wordAt(p, at - 2) === 'table' || literalAt(p, at - 1)?.kind === 'url') ? at + 1 : null;

const leads = 'the fields are|fields are|posted|call with|post with|posts with|webhook with|request with|calls with';
const ofLists = `${leads}|with the fields|with fields|with the|with|post|send|posts|sends|average of the field|the field|field`;

/** What an entry of a feed has, whatever feed it is. */
const ofFeed = ['title', 'link', 'summary', 'content', 'author', 'date', 'description', 'published_at', 'url'];

/** A feed's entries have the same fields everywhere. */
export const feedFields = (p: Parse): void => addGiven(p, ofFeed);
