import type { Claims, Database } from '@/database/connection';
import type { NewNode } from '@/engine/workflow/change';
import { buildRow } from '../build-row';
import { keyHeader } from './service';

/** Kinds of workflows that meet the disturbances, each with its effects by path; `{{ execution.id }}` tells runs apart. */
export type Kind = 'keyed' | 'unkeyed' | 'waiting' | 'reading' | 'storing' | 'hook';

const post = (url: string, name: string, keyed: boolean): NewNode => ({
  key: name,
  type: 'core.http-request',
  params: {
    method: 'POST',
    url: `${url}/${name}/{{ execution.id }}`,
    body: { run: '{{ execution.id }}' },
    ...(keyed ? { idempotencyHeader: keyHeader } : {}),
  },
});
const set = (key: string): NewNode => ({
  key,
  type: 'core.set',
  params: { fields: [{ name: key, value: '{{ execution.id }}' }] },
});
const start: NewNode = { key: 'start', type: 'core.manual' };
const list = (url: string): NewNode => ({
  key: 'list',
  type: 'core.http-request',
  params: { method: 'GET', url: `${url}/list/{{ execution.id }}`, itemsPath: '' },
});
const count: NewNode = {
  key: 'count',
  type: 'core.aggregate',
  params: { operations: [{ operation: 'count', as: 'rows' }] },
};
const store: NewNode = {
  key: 'store',
  type: 'core.data-table',
  params: { operation: 'insert', table: 'chaos', values: [{ name: 'run', value: '{{ execution.id }}' }] },
};

const nodesOf: Record<Kind, (url: string) => NewNode[]> = {
  keyed: url => [start, set('before'), post(url, 'first', true), set('between'), post(url, 'second', true)],
  unkeyed: url => [start, set('before'), post(url, 'once', false), set('after')],
  waiting: url => [
    ...[start, post(url, 'early', true)],
    { key: 'pause', type: 'core.wait', params: { mode: 'for', amount: 1, unit: 'seconds' } },
    post(url, 'late', true),
  ],
  reading: url => [start, list(url), count, post(url, 'report', true)],
  storing: url => [start, store, set('stored'), post(url, 'told', true)],
  hook: url => [
    { key: 'hook', type: 'core.webhook', params: { method: 'POST', respond: 'finally' } },
    ...[post(url, 'called', true), store],
    { key: 'answer', type: 'core.respond', params: { body: '{{ execution.id }}' } },
  ],
};

/** The effects that a finished run must have had, by the names in their paths. */
export const effectsOf: Record<Kind, readonly string[]> = {
  keyed: ['first', 'second'],
  unkeyed: ['once'],
  waiting: ['early', 'late'],
  reading: ['report'],
  storing: ['told'],
  hook: ['called'],
};
export const stores: readonly Kind[] = ['storing', 'hook'];
export const kinds = Object.keys(nodesOf) as Kind[];

interface Build {
  claims: Claims;
  kind: Kind;
  /** Of the service that its steps call. */
  url: string;
}

/** Resolves with the workflow's id. */
export async function buildWorkflow(db: Database, { claims, kind, url }: Build): Promise<string> {
  const { workflowId } = await buildRow(db, { claims, name: kind, nodes: nodesOf[kind](url) });
  return workflowId;
}
