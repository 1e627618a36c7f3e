import type { Segment } from '../workflow/path';

/** What a value is for, as far as its use tells. */
export type ValueKind = 'number' | 'text' | 'boolean' | 'list' | 'unknown';

const texts: readonly (readonly [RegExp, string])[] = [
  [/e?mail$/, 'ada@example.com'],
  [/first_?name|given_?name/, 'Ada'],
  [/last_?name|surname|family_?name/, 'Lovelace'],
  [/company|organi[sz]ation|employer/, 'Example Ltd'],
  [/product|article|item$/, 'Notebook'],
  [/user_?name|login|handle/, 'ada'],
  [/name$|customer|author|user|person|contact|guest|client/, 'Ada Lovelace'],
  [/city|town/, 'Berlin'],
  [/country/, 'Germany'],
  [/zip|post_?code|postal/, '10115'],
  [/street|address/, 'Example Street 1'],
  [/phone|mobile|(^|_)tel$/, '+49 30 1234567'],
  [/currency/, 'EUR'],
  [/language|locale/, 'en'],
  [/url|link|website|href/, 'https://example.com/page'],
  [/date$|day$|birthday|deadline|due/, '2026-03-02'],
  [/_at$|time(stamp)?$|when/, '2026-03-02T08:00:00Z'],
  [/status|state/, 'new'],
  [/priority|level|severity/, 'high'],
  [/type|kind|category|plan|role|group|department/, 'standard'],
  [/title|subject|headline/, 'A question about my order'],
  [/message|text|body|description|comment|note|content|question|feedback/, 'When will my order arrive?'],
  [/color|colour/, 'blue'],
  [/(^|_)(id|number|no|code|sku|reference|key)$/, 'A-1001'],
];

const whole = (words: string) => new RegExp(`(?:^|_)(?:${words})(?:_|$)`);

const numbers: readonly (readonly [RegExp, number])[] = [
  [whole('amounts?|sub_?totals?|totals?|sums?|prices?|costs?|revenue|values?|budget|salary|fees?'), 120],
  [whole('quantity|counts?|qty|pieces|stock|seats|guests|people'), 2],
  [whole('age'), 34],
  [whole('rating|scores?|stars'), 4],
  [whole('temperature|degrees'), 21],
  [whole('percent|percentage|discount|rate'), 10],
  [whole('weight|length|height|width|size|distance|duration|minutes|hours|days'), 12],
];

const booleans =
  /^(is|has|was|should|can)_|^(active|paid|enabled|subscribed|verified|urgent|confirmed|accepted|approved|vip|member)$/;
const lists = /^(items|products|positions|lines|line_items|orders|entries|rows)$/;
const tags = /^(tags|categories|labels|topics|interests|skills)$/;

/** A plausible value for a field of this name. */
export function plausible(name: string, kind: ValueKind = 'unknown'): unknown {
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const number = numbers.find(([pattern]) => pattern.test(words))?.[1];
  switch (kind) {
    case 'number':
      return number ?? 10;
    case 'boolean':
      return true;
    case 'list':
      return tags.test(words) ? ['news', 'offers'] : [{ name: 'Notebook', quantity: 2, price: 12.5 }];
    case 'text':
      return textFor(words);
    case 'unknown':
      if (lists.test(words)) return plausible(name, 'list');
      if (tags.test(words)) return plausible(name, 'list');
      return booleans.test(words) ? true : (number ?? textFor(words));
  }
}

/** For a name that tells nothing. */
export const unknownText = 'text';

const textFor = (words: string) => texts.find(([pattern]) => pattern.test(words))?.[1] ?? unknownText;

/** What a script does with a path tells what stands there: `item.amount * 1.2`, `item.tags.join(', ')`. */
export function kindIn(script: string, path: string): ValueKind {
  const there = `(?<![\\w$.])(?:[\\w$]+\\??\\.)*${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\\.', '\\??\\.')}(?![\\w$])`;
  const compared = script.replaceAll('=>', ','); // an arrow is no comparison
  const has = (pattern: string) => new RegExp(pattern.replaceAll('PATH', there)).test(compared);
  if (
    has('PATH\\??\\.(map|flatMap|filter|join|reduce|some|every|find\\w*|forEach|sort|toSorted|slice\\(.*\\)\\.map)\\(')
  )
    return 'list';
  if (has('PATH\\??\\.(toUpperCase|toLowerCase|trim|split|replace|includes|startsWith|endsWith|slice|length)'))
    return 'text';
  if (has('PATH\\s*([-*/%]|[<>]=?\\s*-?\\d)|([-*/%]|Number\\()\\s*PATH|PATH\\.toFixed')) return 'number';
  const addsText = /['"`]/.test(script);
  return !addsText && has('PATH\\s*\\+|\\+\\s*PATH|PATH\\s*[<>]|[<>]=?\\s*PATH') ? 'number' : 'unknown';
}

/** A body of which nothing is known but that it arrives. */
export const plausibleBody = { id: 'A-1001', name: 'Ada Lovelace', email: 'ada@example.com', amount: 120 };

/** Marks a field that is left out on purpose. */
export const absent = Symbol('absent');

type Container = Record<string, unknown> | unknown[];

/** Puts a value at a path into a fresh object of ours, making what lies on the way. */
export function place(target: Container, path: readonly Segment[], value: unknown): void {
  const [segment, ...rest] = path;
  if (segment === undefined || value === absent) return;
  const last = rest.length === 0;
  const inner = last ? value : containerAt(target, segment, rest[0]!);
  Object.defineProperty(target, segment, { value: inner, enumerable: true, writable: true, configurable: true });
  if (!last) place(inner as Container, rest, value);
}

function containerAt(target: Container, segment: Segment, next: Segment): Container {
  const present = Object.hasOwn(target, segment) ? (target as Record<Segment, unknown>)[segment] : undefined;
  if (typeof present === 'object' && present !== null) return present as Container;
  return typeof next === 'number' ? [] : {};
}
