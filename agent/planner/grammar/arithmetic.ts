import { toNumber } from '../language/numbers';
import type { Value } from '../plan';
import { readField } from './field';
import type { Reader } from './reader';

type ReadValue = (phrase: string, reader: Reader) => Value | null;
type Sign = '+' | '-' | '*' | '/';

const number = (value: number): Value => ({ kind: 'number', value: Math.round(value * 1e9) / 1e9 });
const sum = (left: Value, operator: Sign, right: Value): Value => ({ kind: 'sum', operator, left, right });

/** "price times quantity", "net plus 19% VAT", "10% of the total", "a + b * c". Null when nothing is computed. */
export function readArithmetic(phrase: string, reader: Reader, readValue: ReadValue): Value | null {
  const operand = (text: string): Value | null => {
    const inner = /^\((.+)\)$/.exec(text.trim())?.[1];
    if (inner !== undefined && isClosed(inner)) return readArithmetic(inner, reader, readValue);
    const plain = toNumber(text) ?? flatFee(text);
    const squared = /^(.+?) (?:squared|\^ ?2|\*\* ?2)$/i.exec(text.trim());
    const side = squared && readField(squared[1]!, reader);
    if (side) return sum(side, '*', side);
    return plain !== null ? number(plain) : (readArithmetic(text, reader, readValue) ?? readField(text, reader));
  };
  return (
    readRate(phrase, operand) ??
    readPercent(phrase, operand) ??
    readWorded(phrase, operand) ??
    readSigned(phrase, operand)
  );
}

/** "3 base fee", "5 for handling": a number with what it is for. */
const flatFee = (text: string): number | null => {
  const match =
    /^(\S+)(?: (?:euros?|dollars?|€|\$))? (?:(?:for )?(?:the |a )?(?:base|flat|fixed|basic|handling|shipping|delivery|service|booking|entry|start)(?: (?:fee|price|charge|cost|rate|costs))?|fee|extra|on top)$/i.exec(
      text.trim(),
    );
  return match ? toNumber(match[1]!) : null;
};

/** "2 euros per km", "0.5 for each page": a rate times what is counted. */
function readRate(phrase: string, operand: Operand): Value | null {
  const match =
    /^(\d[\d.,]*)\s?(?:€|\$|euros?|dollars?|cents|points?)? (?:per|for each|for every|each) (?:the )?([\p{L}_]\w*)$/iu.exec(
      phrase.trim(),
    );
  const rate = match && toNumber(match[1]!);
  const counted = match && operand(match[2]!);
  return rate !== null && rate !== undefined && counted ? sum(counted, '*', number(rate)) : null;
}

type Operand = (text: string) => Value | null;

function readPercent(phrase: string, operand: Operand): Value | null {
  const of = /^(\d+(?:[.,]\d+)?)\s?(?:%|percent) of (.+)$/i.exec(phrase);
  if (of) return scaled(operand(of[2]!), toNumber(of[1]!)! / 100);
  const more =
    /^(.+?) (?:plus|with|\+|including|and|increased by) (?:an? )?(\d+(?:[.,]\d+)?)\s?(?:%|percent)(?: (?:of )?(?:vat|tax|tip|markup|mark-up|fee|surcharge|more|extra|on top|service\w*|added))*$/i.exec(
      phrase,
    );
  if (more) return scaled(operand(more[1]!), 1 + toNumber(more[2]!)! / 100);
  const less =
    /^(.+?) (?:minus|less|with|-|reduced by|decreased by|after) (?:an? )?(\d+(?:[.,]\d+)?)\s?(?:%|percent)(?: (?:off|discount|less|reduction|rebate))*$/i.exec(
      phrase,
    );
  return less ? scaled(operand(less[1]!), 1 - toNumber(less[2]!)! / 100) : null;
}

const scaled = (value: Value | null, factor: number) => value && sum(value, '*', number(factor));

function readWorded(phrase: string, operand: Operand): Value | null {
  const pair = /^(?:the )?(sum|product|difference|quotient|ratio)(?: of| between)? (.+?) (?:and|to) (.+)$/i.exec(
    phrase,
  );
  if (!pair) return null;
  const operator = ({ sum: '+', product: '*', difference: '-', quotient: '/', ratio: '/' } as const)[
    pair[1]!.toLowerCase() as 'sum'
  ];
  const [left, right] = [operand(pair[2]!), operand(pair[3]!)];
  return left && right && sum(left, operator, right);
}

const signs: readonly [RegExp, Sign][] = [
  [/^(.+) (?:plus|\+|added to) (.+)$/i, '+'],
  [/^(.+) (?:minus|-|less) (.+)$/i, '-'],
  [/^(.+) (?:times|multiplied (?:by|with)|x|×|\*) (.+)$/i, '*'],
  [/^(.+) (?:divided by|÷|\/|per|over) (.+)$/i, '/'],
];

/** Every bracket that opens in it closes in it. */
const isClosed = (text: string) => (text.match(/\(/g) ?? []).length === (text.match(/\)/g) ?? []).length;

/** Weakest sign first, so that the tree binds as it is read; `phrase` has spaces around its signs. */
function readSigned(phrase: string, operand: Operand): Value | null {
  const text = phrase.replace(/\s*([*+×÷])\s*/g, ' $1 ').replace(/(?<=[\p{L}\d)])\s*\/\s*(?=[\p{L}\d(])/gu, ' / ');
  for (const [pattern, sign] of signs) {
    const match = pattern.exec(text.trim());
    if (!match || /⟨q/.test(text) || !isClosed(match[1]!)) continue;
    const [left, right] = [operand(match[1]!), operand(match[2]!)];
    if (left && right) return sum(left, sign, right);
  }
  return null;
}
