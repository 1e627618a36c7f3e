import type { NodeTypes } from '@/engine/workflow/node-types';
import type { NodeFact, WorkflowFact } from '../facts';
import { singular } from '../language/names';
import { lemma } from '../language/verbs';

export type Found = { kind: 'one'; node: NodeFact } | { kind: 'many'; nodes: readonly NodeFact[] } | { kind: 'none' };

const empty = new Set(
  'the a an that this step steps node one of my our its it which with in to from for is and called named where by last first second third'.split(
    ' ',
  ),
);
const wordsOf = (text: string) =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .map(word => (/ing$/.test(word) ? (lemma(word) ?? word) : singular(word)))
    .filter(word => !empty.has(word));

/** Which step a phrase means: by label, key, kind (through the catalogue's words) or what is in it. */
export function findTarget(phrase: string, workflow: WorkflowFact, nodeTypes: NodeTypes): Found {
  const plain = phrase
    .trim()
    .replace(/^["“']|["”']$/g, '')
    .replace(/[.!?]+$/, '');
  const exact = workflow.nodes.filter(({ label, key }) =>
    [label.toLowerCase(), key].includes(
      plain
        .toLowerCase()
        .replace(/^the /, '')
        .replace(/ step$/, ''),
    ),
  );
  if (exact.length === 1) return { kind: 'one', node: exact[0]! };
  const words = wordsOf(plain);
  const scored = workflow.nodes
    .map(node => ({ node, score: scoreOf(node, { words, nodeTypes }) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const nodes = scored.filter(({ score }) => score > best - 0.5).map(({ node }) => node);
  if (nodes.length === 0 || best < 2) return { kind: 'none' };
  const chosen = ordinal(plain, nodes);
  if (chosen) return { kind: 'one', node: chosen };
  return nodes.length === 1 ? { kind: 'one', node: nodes[0]! } : { kind: 'many', nodes };
}

function ordinal(phrase: string, nodes: readonly NodeFact[]): NodeFact | undefined {
  if (nodes.length < 2) return undefined;
  if (/\blast\b/i.test(phrase)) return nodes.at(-1);
  const index = ['first', 'second', 'third'].findIndex(word => new RegExp(`\\b${word}\\b`, 'i').test(phrase));
  return index < 0 ? undefined : nodes[index];
}

function scoreOf(
  { label, key, type, params }: NodeFact,
  { words, nodeTypes }: { words: readonly string[]; nodeTypes: NodeTypes },
): number {
  const labels = new Set(wordsOf(`${label} ${key.replaceAll('_', ' ')}`));
  const known = nodeTypes[type];
  const titles = new Set(
    wordsOf(
      `${known?.title ?? ''} ${type.split('.')[1]?.replaceAll('-', ' ') ?? ''} ${known?.kind === 'trigger' ? 'trigger start' : ''}`,
    ),
  );
  const others = new Set(known?.synonyms.flatMap(wordsOf) ?? []);
  const inside = JSON.stringify(params).toLowerCase();
  return words.reduce(
    (sum, word) =>
      sum +
      (labels.has(word) ? 3 : 0) +
      (titles.has(word) ? 3 : others.has(word) ? 2 : 0) +
      (word.length > 2 && !labels.has(word) && inside.includes(`${word}`) ? 1.5 : 0),
    0,
  );
}

export const describeTarget = ({ label }: NodeFact) => label;
