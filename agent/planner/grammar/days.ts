export const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const dayPattern = /\b(sun|mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat)(?:day)?s?\b/gi;

/** "The first Monday of the month": which of the weekdays of a month. */
export function readNth(text: string): { at: string; words: (day: string) => string } | null {
  const match =
    /\b(first|second|third|fourth|last|1st|2nd|3rd|4th) (?:mon|tues|wednes|thurs|fri|satur|sun)day (?:of|in|each|every) (?:(?:the|each|every|a) )?month\b/i.exec(
      text,
    );
  if (!match) return null;
  const word = match[1]!.toLowerCase();
  const at =
    word === 'last'
      ? 'L'
      : String(
          ['first', 'second', 'third', 'fourth'].findIndex(
            (name, index) => word === name || word.startsWith(String(index + 1)),
          ) + 1,
        );
  return { at, words: day => `on the ${word} ${day[0]!.toUpperCase()}${day.slice(1)} of every month` };
}

/** Three days or more in a row are written as a range. */
export function toDayField(days: readonly number[]): string {
  const isRow = days.length > 2 && days.every((day, at) => at === 0 || day === days[at - 1]! + 1);
  return days.length === 7 ? '*' : isRow ? `${days[0]}-${days.at(-1)}` : days.join(',');
}

/** Days of the week as cron numbers, ordered; ranges such as "Monday to Friday" are filled in. */
export function readDays(text: string): number[] {
  const except =
    /\b(?:every ?day|daily|each day|all days|week) (?:except|but not|apart from|other than|without)(?: on| for)? (.+)$/i.exec(
      text,
    )?.[1];
  const without = except === undefined ? [] : readDays(except);
  if (without.length > 0) return [0, 1, 2, 3, 4, 5, 6].filter(day => !without.includes(day));
  if (/\b(?:weekdays?|work(?:ing)? ?days?|business days?|work ?week)\b/i.test(text)) return [1, 2, 3, 4, 5];
  if (/\bweekends?\b/i.test(text)) return [0, 6];
  const named = [...text.matchAll(dayPattern)]
    .filter(match => /day/i.test(match[0]) || /^(mon|tue|wed|thu|fri|sat|sun)$/i.test(match[0]))
    .map(match => dayNames.findIndex(name => name.startsWith(match[1]!.toLowerCase().slice(0, 3))));
  const range = /\b(\w+?)(?:day)?s?\s*(?:to|through|thru|until|till|-|–)\s*(\w+?)(?:day)?s?\b/i.exec(text);
  if (
    range &&
    named.length === 2 &&
    /\b(?:mon|tues?|wed|wednes|thurs?|fri|sat|satur|sun)(?:days?)?\s*(?:to|through|thru|until|till|-)\s*(?:mon|tue|wed|thu|fri|sat|sun)/i.test(
      text,
    )
  ) {
    const [from, to] = named as [number, number];
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, at) => (from + at) % 7).sort((a, b) => a - b);
  }
  return [...new Set(named)].sort((a, b) => a - b);
}
