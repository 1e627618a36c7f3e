import { toCount } from '../language/numbers';
import type { Filled } from '../plan';
import type { Entry, Setting } from './entries';
import { choicesOf, kindOf } from './setting-kind';

type Settings = Record<string, Filled>;
const plain = (value: unknown): Filled => ({ kind: 'plain', value });

const seconds = { second: 1, minute: 60, hour: 3_600, day: 86_400, week: 604_800 } as const;
type Unit = keyof typeof seconds;
const span =
  /\b(?:(\d+(?:[.,]\d+)?)[\s-]*|(half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty)[\s-]+)(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|(?<=\d)[smhd])\b/i;

/** "2 hours", "half an hour", "a day": how long. */
export function readDuration(text: string): { count: number; unit: Unit } | null {
  const match = span.exec(text);
  if (!match) return null;
  const unit = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' }[match[3]![0]!.toLowerCase()] as Unit;
  if (/^half/i.test(match[2] ?? ''))
    return unit === 'hour' ? { count: 30, unit: 'minute' } : { count: seconds[unit] / 2, unit: 'second' };
  return { count: toCount(match[2] ?? '') ?? Number(match[1]!.replace(',', '.')), unit };
}

/** Settings that hold how long: a number beside a choice of units, or a number whose name tells its unit. */
export function fillDuration(text: string, { settings }: Entry): Settings {
  const said = readDuration(text);
  const unit = settings.find(each => choicesOf(each).some(choice => /^(?:second|minute|hour|day)s?$/i.test(choice)));
  const amounts = settings.filter(each => kindOf(each) === 'amount');
  if (said === null || amounts.length === 0) return {};
  if (unit === undefined) {
    const named = amounts.find(({ name }) => /second|minute|hour|day|ms$|millis/i.test(name));
    if (named === undefined) return {};
    const factor = /ms$|millis/i.test(named.name)
      ? 0.001
      : seconds[/second|minute|hour|day/i.exec(named.name)![0].toLowerCase() as Unit];
    return { [named.name]: plain((said.count * seconds[said.unit]) / factor) };
  }
  const choices = choicesOf(unit);
  const same = choices.find(choice => choice.toLowerCase().startsWith(said.unit));
  const days = said.unit === 'week' ? choices.find(choice => /^day/i.test(choice)) : undefined;
  if (same === undefined && days === undefined) return {};
  const amount = amounts[0]!.name;
  return {
    [amount]: plain(same === undefined ? said.count * 7 : said.count),
    [unit.name]: plain(same ?? days),
  };
}

/** A number that is said with the setting's name, or the only one there is. */
export function fillAmount(text: string, setting: Setting): Filled | null {
  const words = setting.name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
  const named =
    new RegExp(`\\b${words}s?\\s*(?:of|is|=|:|to)?\\s*(\\d+(?:\\.\\d+)?)`, 'i').exec(text)?.[1] ??
    new RegExp(`(\\d+(?:\\.\\d+)?)\\s+${words}`, 'i').exec(text)?.[1];
  return named === undefined ? null : plain(Number(named));
}
