import type { Operator } from '../plan';
import { type Found, type Parse, phraseAt, wordAt } from './parse';

/** How two things compare, in the words people have for it; longer ones first where one begins another. */
const phrases: readonly (readonly [Operator, string])[] = [
  [
    'greater_or_equal',
    'at least|not less than|no less than|not below|not under|not smaller than|not lower than|greater than or equal to|more than or equal to|greater or equal to|minimum|>=',
  ],
  [
    'less_or_equal',
    'at most|not more than|no more than|not over|not above|not greater than|not higher than|not bigger than|less than or equal to|lower than or equal to|less or equal to|maximum|up to|<=|no higher than',
  ],
  [
    'greater',
    'more than|greater than|bigger than|larger than|higher than|longer than|older than|heavier than|warmer than|hotter than|faster than|exceeds|exceed|exceeding|over|above|beyond|>|upwards of|taller than|later than|wider than|worth more than',
  ],
  [
    'less',
    'less than|smaller than|lower than|fewer than|shorter than|younger than|lighter than|colder than|cooler than|slower than|cheaper than|under|below|<|earlier than',
  ],
  ['not_equals', 'different from|other than|unequal to|anything but|!=|no longer'],
  ['equals', 'equal to|equals|equal|exactly|the same as|identical to|set to|==|='],
  ['starts_with', 'starts with|start with|starting with|begins with|begin with|beginning with|starts by'],
  ['ends_with', 'ends with|end with|ending with|ends in|ends on|ending in|ending on|end in'],
  [
    'contains',
    'contains|contain|containing|mentions|mention|mentioning|includes|include|including|has the word|has the text|has the words|talks about|speaks of',
  ],
  ['greater_or_equal', 'on or after|not before|not earlier than'],
  ['less_or_equal', 'on or before|not after|not later than|until'],
  ['before', 'before|prior to'],
  ['after', 'after'],
];

const flat = phrases
  .flatMap(([operator, list]) => list.split('|').map(phrase => ({ operator, phrase })))
  .sort((left, right) => right.phrase.split(' ').length - left.phrase.split(' ').length);

export interface Operation {
  operator: Operator;
  /** The word that told it: "heavier" is about a weight. */
  word: string;
}

export function operatorAt(p: Parse, at: number): Found<Operation> | null {
  for (const { operator, phrase } of flat) {
    const end = phraseAt(p, at, phrase);
    if (end !== null) return { value: { operator, word: wordAt(p, at) }, end };
  }
  return null;
}

/** "older", "or heavier": the quantity that an adjective measures, as fields are called. */
const measures: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:older|younger|old|aged?)$/, /(?:^|_)(?:age|years?|alter)(?:_|$)/],
  [/^(?:heavier|lighter|heavy)$/, /weight|(?:^|_)(?:kg|kilos?|grams?|tons?|mass|lbs?|pounds?)(?:_|$)/],
  [/^(?:warmer|colder|hotter|cooler|degrees)$/, /temp|degrees|celsius|fever|heat/],
  [
    /^(?:cheaper|dearer|pricier|expensive|euros?|dollars?|eur|usd|€|\$)$/,
    /price|cost|amount|total|fee|sum|bid|fare|value/,
  ],
  [
    /^(?:longer|shorter|long)$/,
    /length|duration|minutes|hours|days|nights|weeks|metres|meters|km|cm|text|message|note/,
  ],
  [/^(?:faster|slower)$/, /speed|velocity|kmh|mph|pace/],
  [/^(?:taller|smaller|bigger|larger|wider|higher|lower)$/, /height|size|width|level|number|amount|count|score|value/],
  [
    /^(?:earlier|later|before|after|day|date)$/,
    /date|day|(?:^|_)(?:due|until|expires?|deadline|on|at|from|pickup|time|start|end)(?:_|$)|valid_until|deadline/,
  ],
  [/^(?:kg|kilos?|kilograms?|grams?|g|tons?|lbs?)$/, /weight|kg|kilo|gram|mass/],
  [/^(?:years?)$/, /(?:^|_)(?:age|years?)(?:_|$)/],
  [/^(?:km|kilometers?|kilometres?|miles?|metres?|meters?|m|cm)$/, /km|distance|miles|length|height|metres|meters/],
  [/^(?:minutes?|mins?|hours?|days?|nights?|weeks?)$/, /minutes|hours|days|nights|weeks|duration|time/],
  [/^(?:percent|%)$/, /percent|humidity|share|level|battery/],
];

export const measuredBy = (word: string, names: Iterable<string>): string[] => {
  const patterns = measures.filter(([adjective]) => adjective.test(word)).map(([, field]) => field);
  return [...names].filter(name => patterns.some(pattern => pattern.test(name)));
};

/** Adjectives that name what they measure, whatever thing they are said of: "pupils younger than 16". */
export const dimension = /^(?:older|younger|heavier|lighter|warmer|colder|hotter|cooler|cheaper|faster|slower)$/;
