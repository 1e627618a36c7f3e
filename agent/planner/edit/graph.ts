import type { Conversation } from '../conversation';
import type { NodeFact, WorkflowFact } from '../facts';

/** One way out of a decision, and the steps that only it leads to. */
export interface Arm {
  decision: NodeFact;
  port: string;
  own: readonly NodeFact[];
}

export const isDecision = ({ type }: NodeFact) => type === 'core.if' || type === 'core.switch';

/** The steps that can be reached from one way out of a step, nearest first. */
export function reachedFrom({ nodes, connections }: WorkflowFact, key: string, port: string): NodeFact[] {
  const found = new Set<string>();
  const queue = connections.filter(arrow => arrow.from === key && arrow.port === port).map(({ to }) => to);
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (found.has(at)) continue;
    found.add(at);
    queue.push(...connections.filter(({ from }) => from === at).map(({ to }) => to));
  }
  return [...found].flatMap(each => nodes.find(node => node.key === each) ?? []);
}

export const portsOf = ({ type, params }: NodeFact): string[] =>
  type === 'core.if'
    ? ['yes', 'no']
    : [...((params.cases as { name: string }[] | undefined) ?? []).map(({ name }) => casePort(name)), 'otherwise'];

const casePort = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

export function armsOf(workflow: WorkflowFact): Arm[] {
  return workflow.nodes.filter(isDecision).flatMap(decision => {
    const ports = portsOf(decision);
    const reached = ports.map(port => reachedFrom(workflow, decision.key, port));
    return ports.map((port, at) => ({
      decision,
      port,
      own: reached[at]!.filter(node => !reached.some((others, other) => other !== at && others.includes(node))),
    }));
  });
}

/** The step at which all ways out of a decision meet again, if they do. */
export function meetingOf(workflow: WorkflowFact, decision: NodeFact): NodeFact | null {
  const reached = portsOf(decision).map(port => reachedFrom(workflow, decision.key, port));
  return reached[0]?.find(node => reached.every(others => others.includes(node))) ?? null;
}

/** The steps that the last change made or changed: what "it" and "that" speak of first. */
export function lastTouched({ exchanges }: Conversation): Set<string> {
  for (const exchange of exchanges.slice(0, -1).toReversed()) {
    const use = exchange.uses.findLast(({ toolName, failed }) => toolName === 'changeWorkflow' && !failed);
    if (use === undefined) continue;
    const { changes = [] } = use.input as { changes?: { type: string; key?: string; node?: string }[] };
    return new Set(changes.flatMap(({ type, key, node }) => (type === 'remove-node' ? [] : (key ?? node ?? []))));
  }
  return new Set();
}

/** The field that a decision asks about, and what it compares it with. */
export interface Asked {
  field: string | null;
  operator: string;
  right: unknown;
}

export function askedBy({ type, params }: NodeFact): Asked[] {
  const conditions =
    type === 'core.switch'
      ? ((params.cases as { conditions?: unknown[]; equals?: unknown }[] | undefined) ?? []).flatMap(
          option => option.conditions ?? [{ left: params.value, operator: 'equals', right: option.equals }],
        )
      : ((params.conditions as unknown[] | undefined) ?? []);
  return (conditions as { left?: unknown; operator: string; right?: unknown }[]).map(({ left, operator, right }) => ({
    field: fieldOf(left),
    operator,
    right,
  }));
}

const fieldOf = (left: unknown) => /([\p{L}_][\p{L}\d_]*)\s*\}\}$/u.exec(String(left ?? ''))?.[1] ?? null;

/** Field names that a test asks about, and whether it asks for a looked-up row. */
export function subjectsOf(test: unknown): { fields: string[]; ofRow: boolean } {
  const text = JSON.stringify(test ?? null);
  return {
    fields: [...text.matchAll(/"subject":\{"kind":"field","name":"([^"]+)"/g)].map(match => match[1]!),
    ofRow: /"name":"id","of":"row"/.test(text),
  };
}
