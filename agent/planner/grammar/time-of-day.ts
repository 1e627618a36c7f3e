import { toCount } from '../language/numbers';

export interface TimeOfDay {
  hour: number;
  minute: number;
}

const clock =
  /\b(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|uhr|o'clock|h|hrs?|hours)?(?![\d:]|\s*(?:minutes?|hours?|days?|weeks?|months?|times?|st\b|nd\b|rd\b|th\b|posts?|items?|%))/gi;
const spoken: readonly [RegExp, (match: RegExpExecArray) => TimeOfDay][] = [
  [
    /\b(half an hour|a quarter of an hour|an hour|(?:five|ten|twenty|twenty-five|\d{1,2}) minutes) after (noon|midday|midnight|\w+)(?: (am|pm))?/i,
    match => after(match),
  ],
  [/\b(?:at )?(?:noon|midday|12 ?noon)\b/i, () => ({ hour: 12, minute: 0 })],
  [/\b(?:at )?midnight\b/i, () => ({ hour: 0, minute: 0 })],
  [
    /\b(five|ten|twenty|twenty-five|\d{1,2})(?: minutes)? past (\w+)(?: (am|pm))?/i,
    match => ({ hour: hourOf([match[0], match[2], match[3]]), minute: toCount(match[1]!) ?? 25 }),
  ],
  [
    /\b(five|ten|twenty|twenty-five)(?: minutes)? to (\w+)(?: (am|pm))?/i,
    match => ({ hour: (hourOf([match[0], match[2], match[3]]) + 23) % 24, minute: 60 - (toCount(match[1]!) ?? 25) }),
  ],
  [/\bhalf past (\w+)(?: (am|pm))?/i, match => ({ hour: hourOf(match), minute: 30 })],
  [/\bquarter past (\w+)(?: (am|pm))?/i, match => ({ hour: hourOf(match), minute: 15 })],
  [/\bquarter to (\w+)(?: (am|pm))?/i, match => ({ hour: (hourOf(match) + 23) % 24, minute: 45 })],
  [
    /\bat (one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?: o'clock)?(?: (am|pm))?/i,
    match => ({ hour: hourOf(match), minute: 0 }),
  ],
];

/** "half an hour after midnight": so long behind a time that has a name. */
function after(match: RegExpExecArray): TimeOfDay {
  const base = /midnight/i.test(match[2]!)
    ? 0
    : /noon|midday/i.test(match[2]!)
      ? 12
      : hourOf([match[0], match[2], match[3]]);
  const said = match[1]!.toLowerCase();
  const minutes = said.startsWith('half')
    ? 30
    : said.startsWith('a q')
      ? 15
      : said.startsWith('an')
        ? 60
        : (toCount(said.split(' ')[0]!) ?? 25);
  return { hour: (base + Math.floor(minutes / 60)) % 24, minute: minutes % 60 };
}

function hourOf(match: readonly (string | undefined)[]): number {
  const hour = toCount(match[1]!) ?? 0;
  return match[2]?.toLowerCase() === 'pm' && hour < 12 ? hour + 12 : hour;
}

const parts: readonly [RegExp, number][] = [
  [/\bearly (?:in the )?morning\b/i, 6],
  [/\b(?:mornings?|breakfast)\b/i, 8],
  [/\blunch(?: ?time)?\b/i, 12],
  [/\bafternoons?\b/i, 15],
  [/\bevenings?\b/i, 18],
  [/\b(?:night|nightly|nights|overnight)\b/i, 2],
];

/** The times a phrase names: "at 8", "17:30", "8am and 6pm", "half past nine". "8 in the evening" is 20:00. */
export function readTimes(text: string): TimeOfDay[] {
  for (const [pattern, toTime] of spoken) {
    const match = pattern.exec(text);
    if (match) return [inPartOfDay(toTime(match), text, /\b(?:am|pm)$/i.test(match[0]))];
  }
  const found = [...text.matchAll(clock)].filter(match => isTime(text, match));
  const suffix = found.at(-1)?.[3];
  return found.flatMap(match => {
    const hour = Number(match[1]);
    const minute = Number(match[2] ?? 0);
    const half = (match[3] ?? (/^(am|pm)$/i.test(suffix ?? '') && !match[2] ? suffix : undefined))?.toLowerCase();
    if (hour > 24 || minute > 59) return [];
    const time = {
      hour: half === 'pm' && hour < 12 ? hour + 12 : half === 'am' && hour === 12 ? 0 : hour % 24,
      minute,
    };
    return [inPartOfDay(time, text, half === 'am' || half === 'pm')];
  });
}

/** A bare number is a time only where one is expected. */
function isTime(text: string, match: RegExpExecArray | RegExpMatchArray): boolean {
  if (match[2] || match[3]) return true;
  const before = text.slice(0, match.index);
  return (
    /\b(?:at|around|about|by|from|until|to|@|and|,|or|between|morning|evening|daily|every day|days|weekdays|noon|night)\s*(?:,\s*)?$/i.test(
      before,
    ) && !/\b(?:every|each|first|last|top)\s*$/i.test(before)
  );
}

function inPartOfDay(time: TimeOfDay, text: string, exact: boolean): TimeOfDay {
  if (exact || time.hour >= 12) return time;
  if (/\b(?:evenings?|afternoons?|tonight)\b/i.test(text) && time.hour >= 1) return { ...time, hour: time.hour + 12 };
  if (/\bnights?\b/i.test(text) && time.hour >= 6) return { ...time, hour: time.hour + 12 };
  return time;
}

/** The hour that is assumed where only a part of the day is named. */
export function readPartOfDay(text: string): { hour: number; words: string } | null {
  for (const [pattern, hour] of parts) {
    const match = pattern.exec(text);
    if (match) return { hour, words: match[0].toLowerCase() };
  }
  return null;
}

export const toClock = ({ hour, minute }: TimeOfDay) =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
