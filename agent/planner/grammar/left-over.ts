import type { Step, Value } from '../plan';
import type { Reader } from './reader';

const governs =
  /\b(?:if|unless|when|whenever|only|except|otherwise|else|in case|provided|as long as|depending|instead of)\b/i;
const prose = /\b(?:is|are|was|be|not|should|must|will|gets?|nothing|which|that|if|unless|when|than|it|they|the)\b|⟨/i;

/** A step made of words that nobody read: a table called after half a sentence, an answer that quotes the request. */
export function isLeftOver(step: Step, reader: Reader): boolean {
  switch (step.kind) {
    case 'answer':
      return step.body !== null && isProse(step.body, reader);
    case 'store':
      return isNoTable(step.table, reader) || governs.test(step.what ?? '');
    case 'set':
      return step.fields.some(({ value }) => isLoose(value, reader));
    case 'find':
    case 'delete-rows':
      return isNoTable(step.table, reader);
    case 'update':
      return isNoTable(step.table, reader) || step.values.some(({ value }) => isLoose(value, reader));
    default:
      return false;
  }
}

/** A value of words that were not quoted, and say more than a value does: "them with a space between". */
const isLoose = (value: Value, reader: Reader): boolean =>
  value.kind === 'text' &&
  !isQuoted(value.text, reader) &&
  (value.text.split(/\s+/).length > 4 ||
    /⟨|\b(?:them|it|both|these|those|they|which|that|with|where|when|if|unless|otherwise|becomes|should|must)\b/i.test(
      value.text,
    ));

const isQuoted = (text: string, reader: Reader) => reader.literals.some(literal => literal.text === text);

const isNoTable = (table: string | null, reader: Reader) =>
  table !== null &&
  !isQuoted(table, reader) &&
  (prose.test(table) ||
    table.split(/\s+/).length > 3 ||
    /\s(?:an?|every|each|once|twice|as|with|whenever|while|we)\s/i.test(table));

const isProse = (body: Value, reader: Reader): boolean =>
  body.kind === 'text' &&
  !isQuoted(body.text, reader) &&
  (body.text.split(/\s+/).length > 8 ||
    governs.test(body.text) ||
    /⟨|\bfrom the table\b|\bwhere \w+ is\b/.test(body.text));
