import type { Issue, IssueCode } from './issue';
import type { NodeType } from './node-types';
import type { WorkflowNode } from './schema';

/** What a person still has to give: an address, a condition, or another setting such as who gets an e-mail. */
export type OpenKind = 'address' | 'condition' | 'setting';

export const openCodes: Readonly<Record<OpenKind, IssueCode>> = {
  address: 'address_open',
  condition: 'condition_open',
  setting: 'setting_open',
};

/** Found because something is open that test runs do without. */
export const isOpenIssue = ({ code }: Pick<Issue, 'code'>): boolean => Object.values(openCodes).includes(code);

const isEmpty = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * Whether a step may stand there without this setting while it is tried: null where it may not. A test run calls
 * nobody anyway, and leads everything one way where nothing is decided yet; what shapes the items has to be known.
 */
export function openKindOf({ kind, effect }: NodeType, { params }: Settings, param: string): OpenKind | null {
  if (!isEmpty(params[param])) return null;
  if (param === 'url') return 'address';
  if (kind === 'trigger') return null;
  if (kind === 'logic') return decides.has(param) ? 'condition' : 'setting';
  return ['none', 'read'].includes(effect(params)) ? null : 'setting';
}

type Settings = Pick<WorkflowNode, 'params'>;
const decides = new Set(['conditions', 'cases']);

/** The settings that are open in a step, each once; empty where it lacks none, or lacks what even a test needs. */
export function openSettingsOf(node: Settings, nodeType: NodeType): { param: string; kind: OpenKind }[] {
  const parsed = nodeType.params.safeParse(node.params);
  if (parsed.success) return [];
  const open: { param: string; kind: OpenKind }[] = [];
  for (const { path } of parsed.error.issues) {
    const [param, ...within] = path.map(String);
    const kind = param === undefined || within.length > 0 ? null : openKindOf(nodeType, node, param);
    if (kind === null || param === undefined) {
      if (hasExpressionAt(node.params, path)) continue; // not resolved yet: it may become anything
      return [];
    }
    if (!open.some(known => known.param === param)) open.push({ param, kind });
  }
  return open;
}

function hasExpressionAt(params: unknown, path: readonly PropertyKey[]): boolean {
  let value = params;
  for (const name of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[name];
  return typeof value === 'string' && value.includes('{{');
}

interface OpenStep {
  type: string;
  resolvedParams: Readonly<Record<string, unknown>> | null;
}

/** What was open when a step was only simulated for that reason, as its record tells. */
export function openKindIn({ type, resolvedParams }: OpenStep): OpenKind {
  if (['core.if', 'core.filter', 'core.switch'].includes(type)) return 'condition';
  return resolvedParams && 'url' in resolvedParams && isEmpty(resolvedParams.url) ? 'address' : 'setting';
}
