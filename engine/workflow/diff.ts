import { describeFieldChange } from './describe-field';
import { fieldNames, fieldOf, isEqual } from './equal';
import type { Connection, Workflow, WorkflowNode } from './schema';

export interface FieldChange {
  /** `label`, `params.limit`, `options.onError`, `position`; of a workflow: `name`, `settings.timeZone`. */
  field: string;
  /** Absent values are `null`. */
  before: unknown;
  after: unknown;
}

export interface NodeUpdate {
  id: string;
  /** As it is afterwards. */
  key: string;
  label: string;
  fields: FieldChange[];
}

/** A connection with what a person needs to recognise it by. */
export interface ConnectionInWords extends Connection {
  fromKey: string;
  toKey: string;
  fromLabel: string;
  toLabel: string;
}

export interface WorkflowDiff {
  added: WorkflowNode[];
  updated: NodeUpdate[];
  removed: WorkflowNode[];
  connections: { added: ConnectionInWords[]; removed: ConnectionInWords[] };
  workflow: FieldChange[];
}

/** What is different; empty exactly when both are equal. The order of nodes and connections carries no meaning here. */
export function diffWorkflows(before: Workflow, after: Workflow): WorkflowDiff {
  const [old, fresh] = [byId(before.nodes), byId(after.nodes)];
  return {
    added: after.nodes.filter(({ id }) => !old.has(id)),
    removed: before.nodes.filter(({ id }) => !fresh.has(id)),
    updated: after.nodes.flatMap(node => {
      const fields = old.has(node.id) ? nodeFields(old.get(node.id)!, node) : [];
      return fields.length > 0 ? [{ id: node.id, key: node.key, label: node.label, fields }] : [];
    }),
    connections: {
      added: missingFrom(before, after),
      removed: missingFrom(after, before),
    },
    workflow: [
      ...changedFields(before, after, ['name', 'description']),
      ...nestedFields('settings', before.settings, after.settings),
    ],
  };
}

export const isEmptyDiff = ({ added, updated, removed, connections, workflow }: WorkflowDiff): boolean =>
  [added, updated, removed, connections.added, connections.removed, workflow].every(({ length }) => length === 0);

const byId = <Value extends { id: string }>(values: readonly Value[]) =>
  new Map(values.map(value => [value.id, value]));

/** Field by field, down to each parameter and each option. */
export function nodeFields(before: WorkflowNode, after: WorkflowNode): FieldChange[] {
  return [
    ...changedFields(before, after, ['type', 'key', 'label', 'position', 'parentId']),
    ...nestedFields('params', before.params, after.params),
    ...nestedFields('options', before.options, after.options),
  ];
}

function changedFields(before: object, after: object, names: readonly string[], prefix = ''): FieldChange[] {
  return names
    .map(name => ({
      field: prefix + name,
      before: fieldOf(before, name) ?? null,
      after: fieldOf(after, name) ?? null,
      same: isEqual(fieldOf(before, name), fieldOf(after, name)),
    }))
    .filter(({ same }) => !same)
    .map(({ same: _, ...change }) => change);
}

const nestedFields = (field: string, before: object, after: object): FieldChange[] =>
  changedFields(before, after, fieldNames(before, after), `${field}.`);

function missingFrom(other: Workflow, workflow: Workflow): ConnectionInWords[] {
  const known = byId(other.connections);
  const nodes = byId(workflow.nodes);
  return workflow.connections
    .filter(connection => !isEqual(known.get(connection.id), connection))
    .map(connection => {
      const [from, to] = [nodes.get(connection.from), nodes.get(connection.to)];
      return {
        ...connection,
        fromKey: from?.key ?? connection.from,
        toKey: to?.key ?? connection.to,
        fromLabel: from?.label ?? connection.from,
        toLabel: to?.label ?? connection.to,
      };
    });
}

/** One plain sentence for each thing that is different; none when nothing is. */
export function describeDiff({ added, updated, removed, connections, workflow }: WorkflowDiff): string[] {
  const moved = updated.filter(({ fields }) => fields.some(({ field }) => field === 'position')).length;
  const own = new Set([...added, ...removed].map(({ id }) => id));
  const between = (list: readonly ConnectionInWords[]) => list.filter(({ from, to }) => !own.has(from) && !own.has(to));
  return [
    ...workflow.map(describeWorkflowField),
    ...added.map(({ label }) => `Added step "${label}"`),
    ...removed.map(({ label }) => `Removed step "${label}"`),
    ...updated.flatMap(describeUpdate),
    ...between(connections.removed).map(each => `Disconnected ${describeArrow(each)}`),
    ...between(connections.added).map(each => `Connected ${describeArrow(each)}`),
    ...(moved > 0 ? [`Moved ${moved === 1 ? '1 step' : `${moved} steps`} on the canvas`] : []),
  ];
}

function describeWorkflowField({ field, before, after }: FieldChange): string {
  if (field === 'name') return `Renamed the workflow to "${after}"`;
  if (field === 'description') return after ? 'Changed the description' : 'Removed the description';
  return describeFieldChange('Workflow', { field: field.replace('settings.timeZone', 'time zone'), before, after });
}

function describeUpdate({ label, fields }: NodeUpdate): string[] {
  const renamed = fields.find(({ field }) => field === 'label');
  const key = fields.find(({ field }) => field === 'key');
  const rest = fields.filter(({ field }) => field !== 'position' && field !== 'label' && !(renamed && field === 'key'));
  const inExpressions = key ? `, in expressions ${key.after}` : '';
  return [
    ...(renamed ? [`Renamed step "${renamed.before}" to "${renamed.after}"${inExpressions}`] : []),
    ...rest.map(change => describeFieldChange(`"${label}"`, change)),
  ];
}

const describeArrow = ({ fromLabel, port, toLabel }: ConnectionInWords) =>
  `"${fromLabel}"${port === 'next' ? '' : ` (${port})`} to "${toLabel}"`;
