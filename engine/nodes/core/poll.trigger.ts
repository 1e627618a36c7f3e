import { z } from 'zod';
import { AppError } from '../../errors';
import { parsePath, walkPath } from '../../workflow/path';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { listInAnswer } from '../list-in-answer';
import { pollSettings, sayPeriod } from '../poll';
import { fieldPath, NamedText, optionalFieldPath, toPhrase, toText, webAddress } from '../settings';
import { anyObject } from '../shapes';
import { httpIntegrations } from '../with-credential';

export const node = defineNode({
  title: 'Look for news',
  summary: 'Asks a web address again and again and starts the workflow with the entries it has not seen before.',
  synonyms: [
    'look for news',
    'polling',
    'poll',
    'poll an api',
    'check an api',
    'check for new',
    'new entries of an api',
    'watch an api',
    'new records of a service',
    'look every few minutes',
  ],
  kind: 'trigger',
  icon: 'radar',
  startedBy: 'poll',
  effect: 'none',
  runs: 'all',
  credential: () => ({ integrations: httpIntegrations, required: false }),
  params: z.object({
    url: webAddress('The web address that answers with a list'),
    query: z.array(NamedText).max(50).default([]).describe('What is asked for, behind the address'),
    itemsPath: optionalFieldPath('Where the list is in the answer, such as data.orders; else it is looked for'),
    key: fieldPath('The field that tells one entry from another').prefault('id'),
    cursorField: optionalFieldPath('The field whose newest value is sent with the next look, such as updated_at'),
    cursorName: z.string().trim().max(100).optional().describe('The name under which it is sent, such as since'),
    ...pollSettings(15),
  }),
  describe: params => `Looks at ${toPhrase(params.url) || '…'} ${sayPeriod(params, 15)}`,
  outputShapes: () => ({ next: anyObject }),
  example: {
    ask: 'check https://api.example.com/orders every 5 minutes for new orders',
    params: { url: 'https://api.example.com/orders', key: 'id', every: 5 },
    input: [{ id: 7, email: 'ada@example.com' }],
    output: { next: [{ id: 7, email: 'ada@example.com' }] },
  },
  execute: ({ items }) => ({ next: items.length > 0 ? items : [{}] }),
  async poll({ params, http, cursor, signal }) {
    const { cursorName, cursorField } = params;
    const asked = Object.fromEntries(params.query.map(({ name, value = '' }) => [name, value]));
    if (cursorName && typeof cursor === 'string') asked[cursorName] = cursor;
    const answer = await http.request({ method: 'GET', url: params.url, query: asked, signal });
    const items = listInAnswer(answer, params.itemsPath ?? '');
    const entries = items.map(item => ({ key: keyOf(item, params.key), item }));
    const newest = cursorField ? newestOf(items, cursorField, cursor) : undefined;
    return { entries, ...(newest === undefined ? {} : { cursor: newest }) };
  },
});

function keyOf(item: Item, path: string): string {
  const value = valueAt(item, path);
  if (value !== undefined && value !== null && value !== '') return toText(value);
  const reason = `An entry has no field "${path}", so it cannot be told from the others`;
  throw new AppError('node.data_wrong', { reason, param: 'key', value: item });
}

/** The greatest, as numbers where they all are, else as text: dates in ISO 8601 are in order that way. */
function newestOf(items: readonly Item[], path: string, cursor: unknown): string | undefined {
  const known = typeof cursor === 'string' ? [cursor] : [];
  const values = [...known, ...items.map(item => toText(valueAt(item, path))).filter(Boolean)];
  const areNumbers = values.every(value => Number.isFinite(Number(value)));
  return values.toSorted((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0)).at(-1);
}

function valueAt(item: Item, path: string): unknown {
  const walk = walkPath(item, parsePath(path) ?? []);
  return walk.found ? walk.value : undefined;
}
