import type { Change, ChangeOf, Conflict } from './change';
import { fieldOf, isEqual } from './equal';
import { mergeValues } from './merge-values';
import type { Workflow, WorkflowNode } from './schema';

export interface Merge {
  base: Workflow;
  current: Workflow;
  /** The base with the whole list of changes: what they come to counts, not the steps on the way. */
  yours: Workflow;
  /** As it was applied there: with ids. */
  change: Change;
}

export interface Merged {
  mergeable: Change[];
  conflicts: Conflict[];
  /** A key that had to be chosen anew, since theirs took it. */
  rekeyed?: { from: string; to: string };
}

export interface Versions {
  base: WorkflowNode;
  theirs: WorkflowNode;
  /** Undefined when a later change removes it. */
  yours: WorkflowNode | undefined;
}

interface Field {
  nodeId: string | null;
  field: string;
  base: unknown;
  theirs: unknown;
  /** After all your changes. */
  yours: unknown;
  /** What this change sets it to. */
  value: unknown;
}

/** `keep`: write this value; `drop`: theirs already is what you want, or you want nothing else in the end. */
function judge({ value, ...field }: Field, change: Change): { keep: unknown } | 'drop' | Conflict {
  if (isEqual(field.base, field.theirs)) return { keep: value };
  if (isEqual(field.theirs, field.yours) || isEqual(field.base, field.yours)) return 'drop';
  const both = mergeValues(field);
  if (both) return { keep: both.value };
  const orNull = (side: unknown) => side ?? null;
  return { ...field, base: orNull(field.base), theirs: orNull(field.theirs), yours: orNull(field.yours), change };
}

/** Judges named values one by one; what is kept comes back by name. */
function judgeAll(change: Change, fields: readonly (Field & { name: string })[]) {
  const keep: Record<string, unknown> = {};
  const conflicts: Conflict[] = [];
  for (const { name, ...field } of fields) {
    const verdict = judge(field, change);
    if (verdict === 'drop') continue;
    if ('keep' in verdict) keep[name] = verdict.keep;
    else conflicts.push(verdict);
  }
  return { keep, conflicts };
}

export function mergeUpdate(change: ChangeOf<'update-node'>, { base, theirs, yours }: Versions): Merged {
  const fields = (part: 'params' | 'options', set: object | undefined, unset: readonly string[] | undefined) => {
    const names = [...new Set([...Object.keys(set ?? {}), ...(unset ?? [])])];
    return names.map(name => ({
      name,
      nodeId: base.id,
      field: `${part}.${name}`,
      base: fieldOf(base[part], name),
      theirs: fieldOf(theirs[part], name),
      yours: yours ? fieldOf(yours[part], name) : set && fieldOf(set, name),
      value: set && fieldOf(set, name),
    }));
  };
  const params = judgeAll(change, fields('params', change.params, change.unset));
  const options = judgeAll(change, fields('options', change.options, change.unsetOptions));
  const part = (keep: Record<string, unknown>) => ({
    set: Object.fromEntries(Object.entries(keep).filter(([, value]) => value !== undefined)),
    unset: Object.keys(keep).filter(name => keep[name] === undefined),
  });
  const [kept, keptOptions] = [part(params.keep), part(options.keep)];
  const conflicts = [...params.conflicts, ...options.conflicts];
  if (Object.keys(params.keep).length + Object.keys(options.keep).length === 0) return { mergeable: [], conflicts };
  const update = {
    type: 'update-node',
    node: base.id,
    ...(Object.keys(kept.set).length && { params: kept.set }),
    ...(kept.unset.length && { unset: kept.unset }),
    ...(Object.keys(keptOptions.set).length && { options: keptOptions.set }),
    ...(keptOptions.unset.length && { unsetOptions: keptOptions.unset }),
  } as ChangeOf<'update-node'>;
  return { mergeable: [update], conflicts };
}

export function mergeRename(change: ChangeOf<'rename-node'>, { base, theirs, yours }: Versions): Merged {
  const names = (['key', 'label'] as const).filter(name => change[name] !== undefined);
  const fields = names.map(name => ({
    name,
    nodeId: base.id,
    field: name,
    base: base[name],
    theirs: theirs[name],
    yours: yours ? yours[name] : change[name],
    value: change[name],
  }));
  const { keep, conflicts } = judgeAll(change, fields);
  if (Object.keys(keep).length === 0) return { mergeable: [], conflicts };
  return { mergeable: [{ type: 'rename-node', node: base.id, ...keep }], conflicts };
}

export function mergeWorkflow({ base, current, yours }: Merge, change: ChangeOf<'update-workflow'>): Merged {
  const fields = (['name', 'description'] as const)
    .filter(name => change[name] !== undefined)
    .map(name => ({
      name,
      nodeId: null,
      field: name,
      base: base[name],
      theirs: current[name],
      yours: yours[name],
      value: change[name],
    }));
  const zones = Object.entries(change.settings ?? {}).map(([name, value]) => ({
    name: `settings.${name}`,
    nodeId: null,
    field: `settings.${name}`,
    base: fieldOf(base.settings, name),
    theirs: fieldOf(current.settings, name),
    yours: fieldOf(yours.settings, name),
    value: value === '' ? undefined : value,
  }));
  const { keep, conflicts } = judgeAll(change, [...fields, ...zones]);
  const { 'settings.timeZone': timeZone, ...rest } = keep;
  const settings =
    'settings.timeZone' in keep ? { settings: { timeZone: (timeZone as string | undefined) ?? '' } } : {};
  const kept = { ...rest, ...settings };
  if (Object.keys(kept).length === 0) return { mergeable: [], conflicts };
  return { mergeable: [{ type: 'update-workflow', ...kept }], conflicts };
}
