import type { NodeFact, WorkflowFact } from '../facts';
import { startScope } from '../lower/lower-plan';
import type { Scope, Source } from '../lower/scope';
import type { Trigger } from '../plan';

/** What can be referred to behind a step of the workflow there is: followed along one way from its trigger. */
export function scopeAt(workflow: WorkflowFact, key: string): Scope {
  const way = wayTo(workflow, key);
  const [first, ...others] = way;
  const start = startScope(triggerOf(first, workflow), first?.key ?? key);
  return others.reduce(behind, start);
}

/** The steps from a trigger to the one named, both included. */
export function wayTo(workflow: WorkflowFact, key: string): NodeFact[] {
  const byKey = new Map(workflow.nodes.map(node => [node.key, node]));
  const way: NodeFact[] = [];
  const seen = new Set<string>();
  for (let at: string | undefined = key; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const node = byKey.get(at);
    if (node) way.unshift(node);
    at = workflow.connections.find(({ to }) => to === at)?.from;
  }
  return way;
}

/** Fields of the request that the workflow already reads. */
const bodyFields = ({ nodes }: WorkflowFact) => [
  ...new Set(
    [
      ...JSON.stringify(nodes.map(({ params }) => params)).matchAll(/(?:trigger|item)\.body\.([\p{L}_][\p{L}\d_]*)/gu),
    ].map(match => match[1]!),
  ),
];

function triggerOf(node: NodeFact | undefined, workflow: WorkflowFact): Trigger {
  if (node?.type === 'core.webhook')
    return {
      kind: 'webhook',
      method: String(node.params.method ?? 'POST'),
      fields: bodyFields(workflow),
      noun: nounOf(node.label),
    };
  if (node !== undefined && /(?:^|\.)form$/.test(node.type))
    return {
      kind: 'form',
      type: node.type,
      title: node.label,
      fields: (node.params.fields as { name: string }[] | undefined) ?? [],
    };
  if (node?.type === 'core.schedule') return { kind: 'schedule', schedule: { mode: 'cron', cron: '', words: '' } };
  return { kind: 'manual' };
}

const nounOf = (label: string) => /^Receive (?:an? )?(\w+)$/i.exec(label)?.[1]?.toLowerCase() ?? null;

function behind(scope: Scope, node: NodeFact): Scope {
  const { key, type, params } = node;
  const arrive = (source: Omit<Source, 'key'>): Scope => ({
    ...scope,
    sources: [...scope.sources, { ...source, key }],
    here: key,
    carried: new Set(),
    last: key,
    condensed: false,
  });
  switch (type) {
    case 'core.rss-read':
      return arrive({ kind: 'feed', base: '', nouns: ['post', 'article', 'entry', 'item', 'feed'] });
    case 'core.http-request': {
      if (params.method !== undefined && params.method !== 'GET') return { ...scope, here: null, carried: new Set() };
      const isList = typeof params.itemsPath === 'string';
      return arrive({
        kind: isList ? 'list' : 'http',
        base: isList ? '' : 'body',
        nouns: ['response', 'answer', 'result'],
      });
    }
    case 'core.data-table':
      return params.operation === 'find'
        ? arrive({ kind: 'rows', base: '', nouns: ['row', 'record', String(params.table ?? '').replace(/s$/, '')] })
        : { ...scope, here: null, carried: new Set() };
    case 'core.set':
      return behindSet(scope, node);
    case 'core.aggregate': {
      const names = (params.operations as { as?: string }[] | undefined)?.flatMap(({ as }) => (as ? [as] : [])) ?? [];
      return {
        ...scope,
        here: null,
        made: new Map([...scope.made, ...names.map((name): [string, string] => [name, key])]),
        carried: new Set([key]),
        last: key,
        condensed: true,
      };
    }
    default:
      return ['core.filter', 'core.sort', 'core.limit'].includes(type) ? { ...scope, last: key } : scope;
  }
}

function behindSet(scope: Scope, { key, params }: NodeFact): Scope {
  const names = (params.fields as { name: string }[] | undefined)?.map(({ name }) => name) ?? [];
  const inBody = names.filter(name => name.startsWith('body.')).map(name => name.slice('body.'.length));
  const made = names.filter(name => !name.startsWith('body.'));
  const changed = inBody.length > 0 ? { changed: new Set([...(scope.changed ?? []), ...inBody]), changer: key } : {};
  return {
    ...scope,
    ...changed,
    made: new Map([...scope.made, ...made.map((name): [string, string] => [name, key])]),
    carried: new Set([...scope.carried, key]),
    last: key,
  };
}
