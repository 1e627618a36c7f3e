import { toFieldName } from '../language/names';
import { toNumber } from '../language/numbers';
import type { Value } from '../plan';
import { roundingOf } from './computed';
import type { Definition } from './definitions';
import { readField } from './field';
import type { Reader } from './reader';

type Field = Extract<Value, { kind: 'field' }>;

const name = '(?:the |its |their )?([\\p{L}_][\\p{L}\\d_]*(?: (?:price|cost|amount|name|total))?)';
const amount = '(?:by |with )?(?:an? )?(\\d[\\d.,]*)\\s?(%|percent)?(?: (?:euros?|dollars?|points?))?';
const changing = '(reduced|decreased|lowered|discounted|increased|raised|multiplied|divided|doubled|halved|rounded)';

const passive = new RegExp(
  `\\b${name} (?:is|gets?|are|will be|should be|must be) (?:then |also )?${changing}\\b(?: (?:${amount}|(up|down)\\b|(to \\w+ (?:decimals?|digits?|(?:decimal )?places?)|to (?:whole|full) \\w+)))?`,
  'iu',
);
const active = new RegExp(
  `(?<=^|[,.;:→]\\s*|\\b(?:and|then|please|to|should|must|will|it|we|you|answer|otherwise|else)\\s)(reduce|decrease|lower|discount|increase|raise|multiply|divide|double|halve|round)s? ${name}(?: (?:${amount}|(up|down)\\b|(to \\w+ (?:decimals?|digits?|(?:decimal )?places?))))?(?=\\s*(?:[,.;]|$|and |then ))`,
  'iu',
);
const off = new RegExp(
  `\\b(?:take|takes|give|gives|subtract|subtracts|deduct|deducts|there is|gets?|add|adds)\\s+(?:a )?(\\d[\\d.,]*)\\s?(%|percent)?(?: (?:euros?|dollars?|points?))?(?: discount| reduction)? (off|from|on|to) ${name}`,
  'iu',
);

const cheaper = new RegExp(
  `\\b${name} (?:is|gets?|has|becomes|will be|should be|should get|will get) (?:an? )?(\\d[\\d.,]*)\\s?(%|percent)?(?: (?:euros?|dollars?|points?))? (off|less|lower|cheaper|discount|reduction|rebate|more|higher|extra|surcharge|on top)\\b`,
  'iu',
);

/** "the total is reduced by 10 percent", "add 5 to the price", "take 20 % off the fee": a field set to what it was, changed. */
export function findAdjustment(text: string, reader: Reader): Definition | null {
  const [told, ordered, taken] = [passive.exec(text), active.exec(text), off.exec(text)];
  if (told)
    return made(
      told,
      { phrase: told[1]!, verb: told[2]!, by: told[3], percent: told[4], how: `${told[5] ?? ''} ${told[6] ?? ''}` },
      reader,
    );
  if (ordered)
    return made(
      ordered,
      {
        phrase: ordered[2]!,
        verb: ordered[1]!,
        by: ordered[3],
        percent: ordered[4],
        how: `${ordered[5] ?? ''} ${ordered[6] ?? ''}`,
      },
      reader,
    );
  const shifted = told || ordered || taken ? null : cheaper.exec(text);
  if (shifted)
    return made(
      shifted,
      {
        phrase: shifted[1]!,
        verb: /^(?:more|higher|extra|surcharge|on top)$/i.test(shifted[4]!) ? 'increase' : 'reduce',
        by: shifted[2],
        percent: shifted[3],
        how: '',
      },
      reader,
    );
  if (!taken || (/^add/i.test(taken[0]) && taken[3] !== 'to')) return null;
  return made(
    taken,
    { phrase: taken[4]!, verb: taken[3] === 'to' ? 'increase' : 'reduce', by: taken[1], percent: taken[2], how: '' },
    reader,
  );
}

interface Adjustment {
  phrase: string;
  verb: string;
  by: string | undefined;
  percent: string | undefined;
  how: string;
}

function made(match: RegExpExecArray, adjustment: Adjustment, reader: Reader): Definition | null {
  const field = readField(adjustment.phrase, reader);
  const value = field && adjusted(field, adjustment);
  if (!field || !value || /^(?:it|limit|number|score limit)$/i.test(field.name)) return null;
  return {
    start: match.index,
    end: match.index + match[0].length,
    name: toFieldName(field.name),
    value,
    embedded: false,
  };
}

function adjusted(field: Field, { verb, by, percent, how }: Adjustment): Value | null {
  const stem = verb.toLowerCase();
  const sum = (operator: '+' | '-' | '*' | '/', right: number): Value => ({
    kind: 'sum',
    operator,
    left: field,
    right: { kind: 'number', value: Math.round(right * 1e9) / 1e9 },
  });
  if (/^round/.test(stem))
    return { kind: 'call', ...(roundingOf(`rounded ${how}`) ?? { name: 'round' as const }), value: field };
  if (/^doubl/.test(stem)) return sum('*', 2);
  if (/^halv/.test(stem)) return sum('/', 2);
  const number = by === undefined ? null : toNumber(by);
  if (number === null) return null;
  if (/^mult/.test(stem)) return sum('*', number);
  if (/^divi/.test(stem)) return sum('/', number);
  const down = /^(?:reduc|decreas|lower|discount)/.test(stem);
  if (percent) return sum('*', down ? 1 - number / 100 : 1 + number / 100);
  return sum(down ? '-' : '+', number);
}
