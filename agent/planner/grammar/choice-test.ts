import { toNumber } from '../language/numbers';
import type { Test } from '../plan';
import { subjectOfTest } from './cases';
import { comparedTo } from './comparison';
import { readTest } from './condition';
import { readField } from './field';
import { quiet, type Reader } from './reader';

const comparing =
  /^(?:(?:up to|at most|at least|no more than|no less than|more than|less than|fewer than|over|under|below|above|exactly|from|until|till|starting at|starting from|anything (?:over|under|above|below))\s+)/i;

/** The condition of one case, where less is said than in a sentence: "up to 10 employees", "11 to 250", "AT", "it is over 5". */
export function readArmTest(phrase: string, reader: Reader): Test | null {
  const text = phrase
    .trim()
    .replace(/^(?:for|if|when|in case(?: of)?|with|where|as long as)\s+/i, '')
    .replace(
      /^(?:those|ones|anything|everything|everyone|anyone|orders|items)\s+(?=over|under|above|below|up to|with|from|of)/i,
      '',
    )
    .trim();
  const test = readRange(text, reader) ?? readCounted(text, reader) ?? readOwn(text, reader) ?? readBare(text, reader);
  const subject = test && subjectOfTest(test);
  if (subject) reader.subject = subject;
  return test;
}

const fieldNamed = (noun: string | undefined, reader: Reader) => {
  if (noun === undefined) return null;
  const field = readField(noun, reader);
  const measured = measures[noun.toLowerCase()]?.split(' ').find(name => reader.fields.has(name));
  if (measured !== undefined) return { kind: 'field', name: measured } as const;
  return field && reader.fields.has(field.name) ? field : null;
};

/** What a unit measures, where the thing itself is not named again. */
const measures: Readonly<Record<string, string>> = {
  kg: 'weight',
  kilo: 'weight',
  kilos: 'weight',
  g: 'weight',
  grams: 'weight',
  km: 'distance',
  kilometers: 'distance',
  miles: 'distance',
  m: 'distance length height',
  cm: 'length height size',
  degrees: 'temperature temp',
  years: 'age',
  minutes: 'duration time',
  hours: 'duration time',
  days: 'duration',
  euros: 'amount price total cost',
  dollars: 'amount price total cost',
  points: 'score points',
  stars: 'rating stars',
  people: 'persons guests people size',
  mb: 'size file_size',
};

/** "11 to 250", "from 0 to 20 degrees", "weight between 1 and 5". */
function readRange(text: string, reader: Reader): Test | null {
  const match =
    /^(?:(?:the )?([\p{L}_]+) (?:is |of )?)?(?:it is )?(?:from |between )?(-?\d[\d.,]*)\s*(?:to|-|–|until|till|and|~|through)\s*(-?\d[\d.,]*)(?:\s+([\p{L}_]+))?$/iu.exec(
      text,
    );
  if (!match) return null;
  const subject = fieldNamed(match[1], reader) ?? fieldNamed(match[4], reader) ?? reader.subject;
  const [low, high] = [toNumber(match[2]!), toNumber(match[3]!)];
  if (!subject || low === null || high === null) return null;
  reader.subject = subject;
  const bound = (operator: 'greater_or_equal' | 'less_or_equal', value: number): Test => ({
    kind: 'compare',
    comparison: { subject, operator, value: { kind: 'number', value } },
  });
  return { kind: 'all', tests: [bound('greater_or_equal', low), bound('less_or_equal', high)] };
}

/** "up to 10 employees", "3 or more stars": the thing that is counted is the field. */
function readCounted(text: string, reader: Reader): Test | null {
  const match = /^((?:[\p{L}]+ ){0,3}-?\d[\d.,]*(?: or \w+)?) ([\p{L}_]+)( or \w+)?$/iu.exec(text);
  const field = match && fieldNamed(match[2], reader);
  if (!match || !field) return null;
  return readTest(`${field.name} is ${amountOf(`${match[1]}${match[3] ?? ''}`)}`, reader);
}

const amountOf = (text: string) =>
  text.replace(/^(?:from|starting (?:at|from))\s+/i, 'at least ').replace(/^(?:until|till)\s+/i, 'at most ');

/** A comparison with a subject of its own, or about what the case before was about. */
function readOwn(text: string, reader: Reader): Test | null {
  const about = /^(?:it|that|this|they)(?: is| are|'s)?\s+(.+)$/i.exec(text)?.[1];
  const bare =
    about ??
    (comparing.test(text) ||
    /^-?\d[\d.,]* (?:or|and) (?:more|less|above|below|higher|lower|over|under|up)\b/i.test(text)
      ? text
      : null);
  if (bare !== null && reader.subject?.kind === 'field')
    return readTest(`${reader.subject.name} is ${amountOf(bare)}`, reader);
  if (bare !== null) return null;
  const found = readTest(text, quiet(reader));
  return found && readTest(text, reader);
}

/** "AT", "DE or AT": a value of what the case before was about. */
function readBare(text: string, reader: Reader): Test | null {
  const { subject } = reader;
  if (!subject || text.split(/\s+/).length > 5) return null;
  const tests = text.split(/\s*,\s*|\s+(?:or|and)\s+|\s*\/\s*/).map(piece => {
    const value = comparedTo(piece, reader);
    return value && ({ kind: 'compare', comparison: { subject, operator: 'equals', value } } as Test);
  });
  if (tests.some(test => test === null)) return null;
  return tests.length === 1 ? tests[0]! : { kind: 'any', tests: tests as Test[] };
}
