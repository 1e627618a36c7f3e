import { describeNodes, type JsonSchema } from '@/engine/nodes/describe-nodes';
import type { NodeType, NodeTypes } from '@/engine/workflow/node-types';
import { lemma } from '../language/verbs';
import { isFree } from './free-verbs';
import { stemsOf } from './stems';

/** One setting of a step, as its schema tells. */
export interface Setting {
  name: string;
  schema: JsonSchema;
  /** A plain path into the item. */
  isPath: boolean;
  required: boolean;
}

/** A step that no rule of the grammar knows: it is reached by its own words, and filled in by its own schema. */
export interface Entry {
  type: string;
  node: NodeType;
  settings: readonly Setting[];
  /** What people call it, as stems, longest first. */
  phrases: readonly (readonly string[])[];
  /** All stems of its description, to tell it from others. */
  words: ReadonlySet<string>;
}

export interface Catalogue {
  steps: readonly Entry[];
  triggers: readonly Entry[];
}

export const emptyCatalogue: Catalogue = { steps: [], triggers: [] };

/** What the grammar reads by rules of its own. */
const known = new Set([
  'core.aggregate',
  'core.data-table',
  'core.filter',
  'core.http-request',
  'core.if',
  'core.limit',
  'core.manual',
  'core.respond',
  'core.rss-read',
  'core.schedule',
  'core.set',
  'core.sort',
  'core.switch',
  'core.webhook',
]);

const catalogues = new WeakMap<NodeTypes, Catalogue>();

/** The steps there are beyond those that the grammar has rules for. */
export function catalogueOf(nodeTypes: NodeTypes): Catalogue {
  const kept = catalogues.get(nodeTypes);
  if (kept) return kept;
  const entries = Object.keys(nodeTypes)
    // A loop alone repeats nothing: what it needs inside cannot be said in one step.
    .filter(type => !known.has(type) && !nodeTypes[type]!.isContainer)
    .map(type => toEntry(type, nodeTypes));
  const catalogue = {
    steps: entries.filter(({ node }) => node.kind !== 'trigger'),
    triggers: entries.filter(({ node }) => node.kind === 'trigger'),
  };
  catalogues.set(nodeTypes, catalogue);
  return catalogue;
}

function toEntry(type: string, nodeTypes: NodeTypes): Entry {
  const node = nodeTypes[type]!;
  const schema = describeNodes(nodeTypes, [type])[0]!.params;
  const required = new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
  const settings = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, each]) => ({
    ...{ name, schema: each },
    isPath: node.pathParams.includes(name),
    required: required.has(name) && each.default === undefined,
  }));
  const [first = ''] = stemsOf(node.title);
  const said = [
    node.title,
    ...(isFree(first) ? [first] : []),
    type.replace(/^.*\./, '').replaceAll('-', ' '),
    ...node.synonyms,
  ];
  const told = [...new Set(said.map(text => stemsOf(text).join(' ')))].map(text => text.split(' '));
  const phrases = [...told, ...(node.usesModel === 'language' ? crossed(told) : [])]
    .filter(([first]) => first !== undefined && first !== '')
    .sort((left, right) => right.length - left.length);
  const words = new Set(stemsOf([...said, node.summary, node.example.ask].join(' ')));
  return { type, node, settings, phrases, words };
}

/** "write a text", "draft a reply": a model that does the one for one thing does it for the other, too. */
function crossed(phrases: readonly (readonly string[])[]): string[][] {
  const pairs = phrases.filter(({ length }) => length === 2);
  const verbs = [...new Set(pairs.map(([verb]) => verb!))];
  const things = [...new Set(pairs.map(([, thing]) => thing!))];
  return verbs
    .filter(verb => lemmaOf(verb))
    .flatMap(verb => things.filter(thing => !lemmaOf(thing) || thing !== verb).map(thing => [verb, thing]));
}
const lemmaOf = (word: string) => lemma(word) ?? lemma(`${word}e`);
