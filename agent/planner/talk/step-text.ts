import type { NodeTypes } from '@/engine/workflow/node-types';
import type { NodeFact, WorkflowFact } from '../facts';

/** The steps in their order, each with what it does and where it leads: "2. Amount over 100? … (yes: 3, no: 4)". */
export function stepLines({ nodes, connections }: WorkflowFact, nodeTypes: NodeTypes): string[] {
  const numbers = new Map(nodes.map(({ key }, at) => [key, at + 1]));
  return nodes.map((node, at) => {
    const out = connections.filter(({ from }) => from === node.key);
    const leads = out
      .filter(({ to, port }) => port !== 'next' || numbers.get(to) !== at + 2)
      .map(({ to, port }) => (port === 'next' ? `then ${numbers.get(to)}` : `${port}: ${numbers.get(to)}`));
    const does = describe(node, nodeTypes);
    const said = does !== '' && !sameWords(does, node.label) ? `: ${does}` : '';
    return `${at + 1}. ${node.label}${said}${leads.length > 0 ? ` (${leads.join(', ')})` : ''}`;
  });
}

const sameWords = (left: string, right: string) =>
  left.toLowerCase().replace(/[^\p{L}\d]+/gu, '') === right.toLowerCase().replace(/[^\p{L}\d]+/gu, '');

function describe({ type, params }: NodeFact, nodeTypes: NodeTypes): string {
  const nodeType = nodeTypes[type];
  if (nodeType === undefined) return '';
  try {
    return nodeType.describe(params).replace(/\s+/g, ' ').slice(0, 160);
  } catch {
    return nodeType.title;
  }
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** "the second step", "step 3", "the last one", "the filter": the step that is meant. */
export function stepNamed(said: string, { nodes }: WorkflowFact): NodeFact | null {
  const plain = said.toLowerCase();
  const at = ordinals.findIndex(word => new RegExp(`\\b${word}\\b`).test(plain));
  if (at >= 0) return nodes[at] ?? null;
  if (/\blast\b/.test(plain)) return nodes.at(-1) ?? null;
  const number = /\bstep (\d+)\b/.exec(plain)?.[1];
  if (number) return nodes[Number(number) - 1] ?? null;
  const words = plain
    .split(/[^\p{L}\d]+/u)
    .filter(word => word.length > 2 && !/^(?:the|step|what|does|this|that)$/.test(word));
  return nodes.find(({ label, type }) => words.some(word => `${label} ${type}`.toLowerCase().includes(word))) ?? null;
}
