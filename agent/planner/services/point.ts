import type { FlatChange } from '@/tools/flat-change';
import type { Intent } from '../decision';
import type { ListedFact } from './listed';

/** Requests that stand for a service say which one in their settings until it is known whether it is listed. */
type StandIn = FlatChange & { params: { service: string; url: string; method?: string } };

const isStandIn = (change: FlatChange): change is StandIn =>
  change.type === 'add-node' &&
  change.nodeType === 'core.http-request' &&
  change.params?.url === '' &&
  typeof change.params.service === 'string';

/** The services that requests of these changes stand for, as they were named. */
export const namesToLookUp = ({ changes }: Intent): string[] => [
  ...new Set(
    changes
      .filter(isStandIn)
      .map(({ params }) => params.service)
      .filter(name => name !== unnamed && !name.startsWith('your ')),
  ),
];

/** "Notify me": nobody said by whom. */
const unnamed = 'messages';

/** Every stand-in is pointed at its service where that is listed; the others stay requests whose address is open. */
export function pointed(intent: Intent, listed: readonly ListedFact[]): Intent {
  const known = new Map<string, ListedFact>();
  const strangers = new Map<string, string[]>();
  const changes = intent.changes.map(change => {
    if (!isStandIn(change)) return change;
    const { service: named, ...params } = change.params;
    const found = findListed(named, listed);
    if (found) {
      known.set(found.name, found);
      return { ...change, params: { ...params, service: found.name } };
    }
    strangers.set(named, [...(strangers.get(named) ?? []), change.label ?? '']);
    return { ...change, params };
  });
  return {
    ...intent,
    changes,
    assumptions: [...intent.assumptions, ...sayKnown([...known.values()]), ...sayOthers(strangers)],
  };
}

function findListed(named: string, listed: readonly ListedFact[]): ListedFact | undefined {
  const plain = named.toLowerCase();
  return (
    listed.find(({ name, title }) => title.toLowerCase() === plain || name.toLowerCase() === plain) ??
    listed.find(({ title }) => title.toLowerCase().split(/\s+/).includes(plain))
  );
}

const joined = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

function sayKnown(services: readonly ListedFact[]): string[] {
  if (services.length === 0) return [];
  const named = services.map(({ title, address }) => (address ? `${title} (${address})` : title));
  const one = services.length === 1;
  return [
    `${joined(named)} ${one ? 'has no steps of its own' : 'have no steps of their own'} yet, so ${one ? 'an HTTP request calls it' : 'HTTP requests call them'}: the address is known, the path and the key are open.`,
  ];
}

function sayOthers(strangers: ReadonlyMap<string, readonly string[]>): string[] {
  const names = [...strangers.keys()].map(name => (name === unnamed ? 'messages' : name));
  if (names.length === 0) return [];
  const labels = [...strangers.values()].flat();
  return [
    labels.length === 1
      ? `There is no step for ${names[0]} yet: an HTTP request stands in its place ("${labels[0]}"), whose web address is open.`
      : `There is no step for ${joined(names)} yet: HTTP requests stand in ${names.length === 1 ? 'its' : 'their'} place, whose web addresses are open.`,
  ];
}
