import { IANAZone } from 'luxon';

/** Capitals that name no zone themselves, short forms, and places people say instead. */
const places: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'UTC',
  zulu: 'UTC',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  mez: 'Europe/Berlin',
  bst: 'Europe/London',
  wet: 'Europe/Lisbon',
  eet: 'Europe/Athens',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  eastern: 'America/New_York',
  cst: 'America/Chicago',
  ct: 'America/Chicago',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  mst: 'America/Denver',
  mt: 'America/Denver',
  mountain: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  ist: 'Asia/Kolkata',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  sgt: 'Asia/Singapore',
  hkt: 'Asia/Hong_Kong',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  nzst: 'Pacific/Auckland',
  msk: 'Europe/Moscow',
  germany: 'Europe/Berlin',
  german: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  frankfurt: 'Europe/Berlin',
  cologne: 'Europe/Berlin',
  stuttgart: 'Europe/Berlin',
  austria: 'Europe/Vienna',
  wien: 'Europe/Vienna',
  switzerland: 'Europe/Zurich',
  zürich: 'Europe/Zurich',
  geneva: 'Europe/Zurich',
  basel: 'Europe/Zurich',
  bern: 'Europe/Zurich',
  france: 'Europe/Paris',
  french: 'Europe/Paris',
  lyon: 'Europe/Paris',
  spain: 'Europe/Madrid',
  barcelona: 'Europe/Madrid',
  italy: 'Europe/Rome',
  milan: 'Europe/Rome',
  uk: 'Europe/London',
  england: 'Europe/London',
  britain: 'Europe/London',
  'united kingdom': 'Europe/London',
  scotland: 'Europe/London',
  manchester: 'Europe/London',
  edinburgh: 'Europe/London',
  ireland: 'Europe/Dublin',
  netherlands: 'Europe/Amsterdam',
  holland: 'Europe/Amsterdam',
  belgium: 'Europe/Brussels',
  poland: 'Europe/Warsaw',
  czechia: 'Europe/Prague',
  portugal: 'Europe/Lisbon',
  sweden: 'Europe/Stockholm',
  norway: 'Europe/Oslo',
  denmark: 'Europe/Copenhagen',
  finland: 'Europe/Helsinki',
  greece: 'Europe/Athens',
  turkey: 'Europe/Istanbul',
  ukraine: 'Europe/Kyiv',
  kiev: 'Europe/Kyiv',
  boston: 'America/New_York',
  miami: 'America/New_York',
  washington: 'America/New_York',
  atlanta: 'America/New_York',
  philadelphia: 'America/New_York',
  nyc: 'America/New_York',
  dallas: 'America/Chicago',
  houston: 'America/Chicago',
  austin: 'America/Chicago',
  texas: 'America/Chicago',
  california: 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  sf: 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  la: 'America/Los_Angeles',
  portland: 'America/Los_Angeles',
  'las vegas': 'America/Los_Angeles',
  montreal: 'America/Toronto',
  india: 'Asia/Kolkata',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  'new delhi': 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  chennai: 'Asia/Kolkata',
  japan: 'Asia/Tokyo',
  osaka: 'Asia/Tokyo',
  china: 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  shenzhen: 'Asia/Shanghai',
  korea: 'Asia/Seoul',
  israel: 'Asia/Jerusalem',
  'tel aviv': 'Asia/Jerusalem',
  'abu dhabi': 'Asia/Dubai',
  canberra: 'Australia/Sydney',
  rio: 'America/Sao_Paulo',
  brazil: 'America/Sao_Paulo',
  'cape town': 'Africa/Johannesburg',
};

const zones = new Map<string, string>([
  ...Intl.supportedValuesOf('timeZone').map((zone): [string, string] => [
    zone.split('/').at(-1)!.replaceAll('_', ' ').toLowerCase(),
    zone,
  ]),
  ...Object.entries(places),
  ['kolkata', 'Asia/Kolkata'],
  ['calcutta', 'Asia/Kolkata'],
]);

const iana =
  /\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[A-Za-z_]+(?:\/[A-Za-z_]+)?\b/;

/** The zone a phrase names, by city, country, short form or IANA name, and the phrase without it. */
export function takeTimeZone(text: string): { timeZone: string | null; rest: string } {
  const named = iana.exec(text);
  if (named && IANAZone.isValidZone(named[0])) return { timeZone: named[0], rest: without(text, named[0]) };
  const patterns = [
    /(?:,|\()?\s*\b(?:in|for|at|on|by|using|as in)\s+(?:the\s+)?(?:time ?zone (?:of )?)?([\p{L}]+(?: [\p{L}]+)?)(?:\s+(?:local\s+)?time(?: ?zone)?)?\)?/giu,
    /(?:,|\()?\s*([\p{L}]+(?: [\p{L}]+)?)(?:['’]s)?\s+(?:local\s+)?time(?: ?zone)?\)?/giu,
    /(?:,|\(|\b)\s*([A-Z]{2,4}|[\p{Lu}][\p{L}]+(?: [\p{Lu}][\p{L}]+)?)\)?(?=\s*(?:$|,|\)))/gu,
    /(?<=\d(?: ?[ap]m)?\s+)([\p{L}]{2,}(?: [\p{L}]+)?)(?=\s|$|,)/giu,
  ];
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const zone = zoneOf(match[1]!);
      if (zone) return { timeZone: zone.zone, rest: without(text, match[0].replace(match[1]!, zone.words)) };
    }
  return { timeZone: null, rest: text };
}

function zoneOf(words: string): { zone: string; words: string } | null {
  const both = zones.get(words.toLowerCase());
  if (both) return { zone: both, words };
  const last = words.split(' ').at(-1)!;
  const trailing = words.includes(' ') ? zones.get(last.toLowerCase()) : undefined;
  if (trailing && last.length > 3) return { zone: trailing, words: last };
  const first = words.split(' ')[0]!;
  const zone = zones.get(first.toLowerCase());
  return zone && !/^(?:et|ct|mt|pt|la|sf|central|mountain|eastern|pacific|ist|est)$/.test(first)
    ? { zone, words: first }
    : null;
}

const without = (text: string, part: string) =>
  text
    .replace(part, ' ')
    .replace(/\s+(?:time|local time|time ?zone)\b/i, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export const isPlace = (word: string) => zones.has(word.toLowerCase());
