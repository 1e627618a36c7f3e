const words: Readonly<Record<string, number>> = {
  zero: 0,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
  'a hundred': 100,
  'one hundred': 100,
  'two hundred': 200,
  'five hundred': 500,
  thousand: 1000,
  'a thousand': 1000,
  'one thousand': 1000,
  'a dozen': 12,
  dozen: 12,
  once: 1,
  twice: 2,
  thrice: 3,
};

const currency = '(?:€|\\$|£|¥|usd|eur|gbp|chf|euros?|dollars?|pounds?|bucks|francs?)';
const digits = "[-+]?\\d[\\d.,'’ ]*\\d|[-+]?\\d";
const units =
  '(?:%|percent|years?(?: old)?|pieces?|pcs|items?|units?|points?|kg|km|degrees?|°c?|characters?|chars?|stars?|people|guests?|persons?)';

const numeric = new RegExp(
  `^${currency}?\\s*(${digits})\\s*(k|m|thousand|million|tsd)?\\s*${currency}?\\s*${units}?$`,
  'i',
);

/** "€1,500", "2.5k", "1.000,50 €", "ten": the number that is meant, or null. */
export function toNumber(text: string): number | null {
  const plain = text.trim().toLowerCase();
  if (plain in words && plain !== 'a' && plain !== 'an') return words[plain]!;
  const match = numeric.exec(plain);
  if (!match) {
    const unit = new RegExp(`^(.+?)\\s*(?:${currency}|${units})$`, 'i').exec(plain);
    return unit && unit[1]! in words ? words[unit[1]!]! : null;
  }
  const value = Number(toPoint(match[1]!));
  if (Number.isNaN(value)) return null;
  const factor = /^(k|thousand|tsd)$/.test(match[2] ?? '') ? 1_000 : match[2] ? 1_000_000 : 1;
  return Math.round(value * factor * 1e6) / 1e6;
}

/** Small counts as people write them: "three", "a", "12". */
export function toCount(text: string): number | null {
  const plain = text.trim().toLowerCase();
  return plain in words ? words[plain]! : /^\d+$/.test(plain) ? Number(plain) : null;
}

/** Both "1,500.50" and "1.500,50": the last mark with other than three digits after it is the decimal one. */
function toPoint(text: string): string {
  const compact = text.replace(/['’ ]/g, '');
  const marks = compact.match(/[.,]/g) ?? [];
  if (marks.length === 0) return compact;
  const last = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  const tail = compact.length - last - 1;
  const mixed = new Set(marks).size === 2;
  const decimal = mixed || (marks.length === 1 && (tail !== 3 || /^[-+]?0[.,]/.test(compact)));
  const whole = compact.slice(0, last).replace(/[.,]/g, '');
  return decimal ? `${whole}.${compact.slice(last + 1)}` : compact.replace(/[.,]/g, '');
}
