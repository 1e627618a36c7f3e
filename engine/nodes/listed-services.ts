import type { NodeTypes } from '../workflow/node-types';
import { type FoundNode, findNodes } from './find-nodes';

/** A service without steps of its own, which the HTTP step calls with its address and key. */
export interface ListedService {
  /** The name of its row of `integrations`, and the HTTP step's `service`. */
  name: string;
  title: string;
  description: string;
  /** As it is stored; may name fields of the credential. */
  baseUrl: string;
}

const type = 'core.http-request';

/** Those that a text names, by title or name, whole words only; the longest title first. */
export function findListedServices(services: readonly ListedService[], text: string): ListedService[] {
  const padded = wordsOf(text);
  return services
    .filter(({ name, title }) => [title, name].some(known => padded.includes(wordsOf(known))))
    .sort((left, right) => right.title.length - left.title.length);
}

const wordsOf = (text: string) => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

/** As `findNodes`; a listed service that is named comes first, as the HTTP step with what points it there. */
export function findNodesAndServices(
  nodeTypes: NodeTypes,
  { query, services }: { query: string; services: readonly ListedService[] },
): FoundNode[] {
  const named = findListedServices(services, query).slice(0, 6);
  const base = nodeTypes[type];
  if (named.length === 0 || !base) return findNodes(nodeTypes, query);
  const rest = findNodes(nodeTypes, query);
  const [http] = rest.filter(found => found.type === type);
  const { title, summary, kind } = base;
  const params = base.example.params;
  const plain = http ?? {
    type,
    title,
    summary,
    kind,
    ports: base.ports(params),
    effect: base.effect(params),
    score: 100,
  };
  const given = named.map(service => ({ ...plain, score: 101, ...pointedAt(service) }));
  return [...given, ...rest.filter(found => found.type !== type)].slice(0, 6);
}

const pointedAt = ({ name, title, baseUrl }: ListedService) => ({
  title,
  params: { service: name },
  note: `${title} has no steps of its own. Use core.http-request with service "${name}" and a path below ${baseUrl.startsWith('{') ? 'its address' : baseUrl} as url: its address and key go along. Ask for the key when credential_missing says so.`,
});
