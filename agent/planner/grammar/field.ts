import { literalOf } from '../language/literals';
import { singular, toFieldName } from '../language/names';
import type { Value } from '../plan';
import type { Reader } from './reader';

const determiner =
  /^(?:the|its|their|his|her|an?|this|that|each|every|all|any|my|your|our|of|whole|entire|complete|full(?! ?name)|original|given|received|incoming|posted|submitted|resulting|corresponding|actual|current(?! (?:time|date|day|moment)))\s+/i;
/** "the value" is a field itself: what would be left is no name. */
const label =
  /(?<!^(?:the|an?|its|his|her|their|this|that|each))\s+(?:field|column|value|property|attribute|param|parameter|key|values|fields|columns)$/i;
const prefixLabel =
  /^(?:field|column|value|property|attribute|param|parameter|content|contents|value of)s?\s+(?:of\s+|called\s+|named\s+)?(?:the\s+)?/i;
/** Words no field is called by: the phrase is a clause, not a name. */
const notName =
  /\b(?:is|are|was|were|if|when|then|otherwise|else|and|or|into|with|by|from|that|which|where|in|to|for|it|them|they|not|every|only|please|because|using|should|must|will|be|has|have)\b/i;

/** A field as named in a phrase: "the order's total", "email of the customer", "`customer.email`". Null when it is no name. */
export function readField(phrase: string, reader: Reader): Extract<Value, { kind: 'field' }> | null {
  let text = phrase.trim().replace(/[.,;:!?]+$/, '');
  const literal = literalOf(
    text
      .replace(/^(?:the|its)\s+/i, '')
      .replace(label, '')
      .replace(prefixLabel, ''),
    reader.literals,
  );
  if (
    literal &&
    literal.kind !== 'url' &&
    literal.kind !== 'json' &&
    /^[\p{L}_$][\p{L}\p{N}_$ .-]*$/u.test(literal.text)
  )
    return field(
      literal.kind === 'code' ? literal.text.replace(/^(item|trigger)\.(body\.)?/, '') : literal.text.trim(),
    );
  const of = /^(.+?)\s+(?:of|from|in|on)\s+(?:the|its|that|this|an?|each|every|my)\s+([\p{L}_ -]+)$/iu.exec(text);
  if (of && !notName.test(of[1]!.replace(determiner, ''))) return named(of[1]!, reader, owner(of[2]!));
  const possessive = /^(?:the\s+|an?\s+|this\s+|that\s+|each\s+|every\s+)?([\p{L}_ -]+?)(?:'s|s')\s+(.+)$/iu.exec(text);
  if (possessive) return named(possessive[2]!, reader, owner(possessive[1]!));
  text = text.replace(/\s+of (?:it|them|the (?:order|item|request))$/i, '');
  return named(text, reader);
}

const owner = (text: string) => singular(text.trim().toLowerCase().replace(determiner, ''));
const field = (name: string, of?: string): Extract<Value, { kind: 'field' }> =>
  of === undefined ? { kind: 'field', name } : { kind: 'field', name, of };

function named(phrase: string, reader: Reader, of?: string): Extract<Value, { kind: 'field' }> | null {
  let text = phrase.trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(determiner, '').replace(prefixLabel, '').replace(label, '').trim();
  }
  const literal = literalOf(text, reader.literals);
  if (literal) return field(literal.text, of);
  const words = text.split(/\s+/);
  if (text === '' || words.length > 4 || notName.test(text) || !/^[\p{L}_$][\p{L}\p{N}_$.' -]*$/u.test(text))
    return null;
  if (words.length > 1 && reader.nouns.has(singular(words[0]!.toLowerCase()))) {
    const rest = words.slice(1).join(' ');
    if (!/^(id|number|no|date|name|type|code)$/i.test(rest) || of !== undefined)
      return field(toFieldName(rest), of ?? words[0]!.toLowerCase());
  }
  return field(toFieldName(text), of);
}
