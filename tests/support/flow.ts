import type { Connection, Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { slugOf } from '@/engine/workflow/slug';

/** A stable id for a name, so that builders called twice agree. */
export function idOf(name: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of name) hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0)!)) * 0x100000001b3n);
  const hex =
    hash.toString(16).padStart(16, '0') +
    BigInt.asUintN(64, hash * 31n + 7n)
      .toString(16)
      .padStart(16, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What a key stands for unless `step` says otherwise. */
function typeOf(key: string): string {
  if (key.startsWith('start')) return 'test.trigger';
  if (key.startsWith('hook')) return 'test.hook';
  if (key.startsWith('check')) return 'test.check';
  if (key.startsWith('route')) return 'test.route';
  if (key.startsWith('answer')) return 'test.answer';
  return 'test.note';
}

export function step(key: string, given: Partial<WorkflowNode> = {}): WorkflowNode {
  return {
    id: idOf(key),
    key: slugOf(key),
    type: typeOf(key),
    label: key[0]!.toUpperCase() + key.slice(1).replaceAll('_', ' '),
    params: {},
    options: {},
    position: null,
    parentId: null,
    ...given,
  };
}

export function arrow(from: string, port: string, to: string): Connection {
  return { id: idOf(`${from} ${port} ${to}`), from: idOf(from), port, to: idOf(to), input: 'in' };
}

/** `flow('start > check', 'check yes> tell')`: keys, and the port before the sign where it is not `next`. */
export function flow(...lines: (string | WorkflowNode)[]): Workflow {
  const given = lines.filter(line => typeof line !== 'string');
  const arrows = lines.filter(line => typeof line === 'string').map(readLine);
  const keys = [...new Set(arrows.flatMap(({ from, to }) => (to ? [from, to] : [from])))];
  const nodes = keys.map(key => given.find(node => node.key === slugOf(key)) ?? step(key));
  return {
    name: 'Test',
    description: '',
    settings: {},
    nodes: [...nodes, ...given.filter(node => !nodes.includes(node))],
    connections: arrows.flatMap(({ from, port, to }) => (to ? [arrow(from, port, to)] : [])),
  };
}

function readLine(line: string): { from: string; port: string; to: string | null } {
  const parts = /^\s*(\w+)(?:\s+([\w-]*)>\s*(\w+))?\s*$/.exec(line);
  if (!parts) throw new Error(`not a line of a flow: ${line}`);
  return { from: parts[1]!, port: parts[2] || 'next', to: parts[3] ?? null };
}
