import type { Effect, NodeKind, NodeType, NodeTypes } from '../workflow/node-types';
import { findServices, type KnownService, noteFor } from './services';

export interface FoundNode {
  type: string;
  title: string;
  summary: string;
  kind: NodeKind;
  ports: readonly string[];
  effect: Effect;
  /** How well it fits; 0 to about 100, comparable within one search. */
  score: number;
  /** Settings that point it at a listed service. */
  params?: Readonly<Record<string, string>>;
  /** Set where it stands in for a service that has no step of its own. */
  note?: string;
}

/** The nodes that a request is probably about, best first. Unknown services give what serves instead, with a note. */
export function findNodes(nodeTypes: NodeTypes, query: string, { limit = 6 } = {}): FoundNode[] {
  const services = findServices(query);
  const wanted = toSearch(services.reduce((text, entry) => withoutNames(text, entry), query));
  const stands = standIns(services, { nodeTypes, query });
  const found = Object.entries(nodeTypes)
    .filter(([type]) => !stands.some(entry => entry.type === type))
    .map(([type, node]) => toFound(type, { node, score: scoreOf(node, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score || left.type.localeCompare(right.type));
  return [...stands, ...found].slice(0, limit);
}

function toFound(type: string, { node, score, note }: { node: NodeType; score: number; note?: string }): FoundNode {
  const { title, summary, kind, example } = node;
  const given = node.params.safeParse(example.params).data ?? example.params;
  const base = { type, title, summary, kind, ports: node.ports(given), effect: node.effect(given), score };
  return note === undefined ? base : { ...base, note };
}

/** When something happens over there, the service must call us; everything else is us calling it. */
function standIns(
  services: readonly KnownService[],
  { nodeTypes, query }: { nodeTypes: NodeTypes; query: string },
): FoundNode[] {
  const [service] = services;
  if (!service) return [];
  const comesIn = /\b(when|whenever|if|new|receives?|arrives?|incoming|trigger|listen|comes? in)\b/i.test(query);
  const types = comesIn ? service.instead.toSorted((left, right) => rank(left) - rank(right)) : service.instead;
  return types
    .filter(type => Object.hasOwn(nodeTypes, type))
    .map((type, index) => toFound(type, { node: nodeTypes[type]!, score: 100 - index, note: noteFor(service, type) }));
}

const rank = (type: string) => (type === 'core.webhook' ? 0 : 1);

const withoutNames = (text: string, { words }: KnownService) =>
  words.reduce((rest, word) => rest.replaceAll(new RegExp(`\\b${word.replace(/[.]/g, '\\.')}\\b`, 'gi'), ' '), text);

interface Search {
  /** Stems with blanks around, so that phrases are found whole. */
  text: string;
  words: ReadonlySet<string>;
}

const stopWords = new Set(
  'a an the of to in on it is are be and or that this for with from by i me my we you your when then want please which as at called'.split(
    ' ',
  ),
);

function toSearch(text: string): Search {
  const stems = stemsOf(text);
  return { text: ` ${stems.join(' ')} `, words: new Set(stems.filter(word => !stopWords.has(word))) };
}

const stemsOf = (text: string) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf);

/** Enough for "requests", "stored" and "sorting" to meet "request", "store" and "sort". */
function stemOf(word: string): string {
  if (word.length < 4) return word;
  return word
    .replace(/(?:ies)$/, 'y')
    .replace(/(?:ing|ed|es|s)$/, '')
    .replace(/e$/, '');
}

/** A whole phrase counts most, and a longer one more; single words count by where they stand. */
function scoreOf(node: NodeType, { text, words }: Search): number {
  const phrases = [node.title, ...node.synonyms].map(phrase => stemsOf(phrase));
  const whole = phrases.filter(phrase => text.includes(` ${phrase.join(' ')} `)).map(phrase => 6 + 3 * phrase.length);
  const shared = (source: string, weight: number) => {
    const own = new Set(stemsOf(source));
    return weight * [...words].filter(word => own.has(word)).length;
  };
  const best = Math.max(0, ...whole) + 0.5 * Math.max(0, whole.length - 1);
  return (
    best +
    shared(node.title, 5) +
    shared(node.synonyms.join(' '), 2) +
    shared(node.summary, 1) +
    shared(node.example.ask, 0.5)
  );
}
