import { readTrigger } from '../grammar/trigger';
import type { Trigger } from '../plan';
import { isDeed } from './lead';
import { isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';

const words = new Set(
  'every each day days daily hour hours hourly minute minutes mins week weeks weekly weekday weekdays weekend weekends month months monthly morning mornings evening evenings night nights nightly noon midnight midday afternoon afternoons monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays mon tue wed thu fri sat sun am pm oclock new york london berlin paris vienna tokyo at on in of the from to until and between except starting once twice first last st nd rd th half quarter past a an time utc gmt cet est working workday workdays business sharp two three four five six seven eight nine ten eleven twelve fifteen thirty second other o after before'.split(
    ' ',
  ),
);
const strong =
  /\b(?:every|each|daily|hourly|weekly|monthly|nightly|weekdays?|weekends?|workdays?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|once a|twice a|1st|month|day)\b/i;
const soft = /^(?:at|on|in|of|the|from|to|until|and|a|an|,|:|\(|once|first|last|before|after)$/;

export interface Timed {
  trigger: Trigger;
  from: number;
  to: number;
}

/** What starts it when nothing comes in: a time, told anywhere, or somebody's hand. */
export function timedAt(p: Parse, text: string): Timed | null {
  return byHand(p) ?? byTime(p, text);
}

function byHand(p: Parse): Timed | null {
  for (let at = 0; at < Math.min(p.tokens.length, 14); at += 1) {
    const said = phraseAt(
      p,
      at,
      'by hand|manually|on demand|when i press run|when i click run|when i click|when i press it',
    );
    if (said === null) continue;
    const end = phraseAt(p, said, 'please|only|for now') ?? said;
    let from = at;
    while (from > 0 && !isEnd(p, from - 1)) from -= 1;
    const behind = isEnd(p, end) || /^[,:]$/.test(wordAt(p, end)) || isDeed(wordAt(p, end));
    if (behind && p.tokens.slice(from, at).every(({ kind }) => kind === 'word'))
      return { trigger: { kind: 'manual' }, from, to: end };
  }
  return null;
}

function byTime(p: Parse, text: string): Timed | null {
  for (let from = 0; from < p.tokens.length; from += 1) {
    if (soft.test(wordAt(p, from)) && !/^(?:at|on|once|in)$/.test(wordAt(p, from))) continue;
    let to = from;
    while (to < p.tokens.length && isTime(p, to)) to += 1;
    while (to > from && soft.test(wordAt(p, to - 1))) to -= 1;
    for (let end = to; end > from; end -= 1) {
      const said = text
        .slice(p.tokens[from]!.index, p.tokens[end - 1]!.index + p.tokens[end - 1]!.raw.length)
        .replace(/[()]/g, ' ')
        .replace(/ {2,}/g, ' ');
      if (!strong.test(said)) break;
      const found = readTrigger(said, p.reader);
      if (found?.trigger.kind === 'schedule' && end === to) return { trigger: found.trigger, from, to };
    }
    if (to > from) from = to;
  }
  return null;
}

const isTime = (p: Parse, at: number): boolean =>
  words.has(wordAt(p, at)) ||
  kindAt(p, at) === 'number' ||
  wordAt(p, at) === "o'clock" ||
  /^[,:()/]$/.test(wordAt(p, at)) ||
  (/^[A-Z]/.test(p.tokens[at]!.raw) &&
    (/^(?:time|[/)])$/.test(wordAt(p, at + 1)) ||
      wordAt(p, at - 1) === '/' ||
      (/^[A-Z]/.test(p.tokens[at + 1]?.raw ?? '') && wordAt(p, at + 2) === 'time')));
