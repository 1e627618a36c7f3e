import { singular, toFieldName } from '../language/names';
import type { Reader } from './reader';

const listWord = /\b(?:list|array|objects|records|rows|items|entries|elements|collection)\b/i;
const inBrackets = /(⟨u\d+⟩)\s*\(([^()]*)\)/g;
const described =
  /(⟨u\d+⟩)\s*[,.:;]?\s*(?:\b(?:which|that|it|this|its|it is|this is|there|the answer|the response|the result|you get|we get|i get)\b)\s*(?:is|are|returns|return|gives|answers|has|contains|sends|delivers|back|with|me|us|\s)*\s*((?:an?|the)?\s*(?:json\s+)?(?:list|array|object|json|objects)\b[^.;\n]*?)(?=[.;\n]|,?\s+(?:and|then)?\s*(?:keep|store|save|sort|take|filter|only|if|for each|then|count|sum|post|send|put|drop|ignore|pick|when|top|first|sorted|newest|latest|oldest|cheapest|the (?:top|first|\d)|read|find|look|group|average|answer|call|add|limit)\b|$)/gi;

/**
 * "(a list of orders with id, customer and total)", "its a list with title and year": what an address answers with is
 * learnt and taken out of the sentence, so that it is not read as something to be sent.
 */
export function takeShapes(text: string, reader: Reader): string {
  const learn = (all: string, mark: string, words: string) => {
    const shape = readShape(words);
    if (shape === null) return all;
    for (const name of shape.fields) reader.fields.add(name);
    if (shape.noun) reader.nouns.add(shape.noun);
    return shape.isList ? `${mark} which returns a list` : mark;
  };
  // Said before in brackets: what is put in their place must not be read again.
  return text.replace(described, split(learn)).replace(inBrackets, learn);
}

/** "It returns a list, top 3 by price": without "with", the fields do not go on behind the comma. */
const split =
  (learn: (all: string, mark: string, words: string) => string) => (all: string, mark: string, words: string) => {
    const at = words.indexOf(',');
    if (at < 0 || /\b(?:with|having|contain\w*|has|have|of|like|fields?)\b/i.test(words.slice(0, at)))
      return learn(all, mark, words);
    const tail = words.slice(at);
    return `${learn(all.slice(0, all.length - tail.length), mark, words.slice(0, at))}${tail}`;
  };

interface Shape {
  isList: boolean;
  noun: string | null;
  fields: readonly string[];
}

function readShape(words: string): Shape | null {
  const isList = listWord.test(words);
  const listed =
    /\b(?:with|having|containing|contains?|has|have|fields?|columns?|whose fields are|like)\b:?\s*(?:the )?(?:fields?|columns?|keys?|properties)?:?\s*(.+)$/i.exec(
      words,
    )?.[1] ?? (listWord.test(words) || /\bjson\b/i.test(words) ? '' : words);
  const names = listed
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s*\/\s*/)
    .map(name => name.replace(/^(?:an?|the|its)\s+/i, '').trim())
    .filter(name => name !== '');
  if (names.some(name => !/^[\p{L}_][\p{L}\d_ -]*$/u.test(name) || name.split(' ').length > 3)) return null;
  if (names.length === 0 && !isList && !/\bjson\b/i.test(words)) return null;
  const noun = /\b(?:list|array|collection) of (?:all )?(?:the )?([\p{L}-]+)/iu.exec(words)?.[1];
  return { isList, noun: noun ? singular(noun.toLowerCase()) : null, fields: names.map(toFieldName) };
}
