import { capitalise, shorten } from '../language/names';
import type { Step, Value } from '../plan';
import { prepareValues } from './aggregates';
import { type ActionOptions, append } from './lower-action';
import { lowerOpen } from './lower-open';
import type { Place } from './lower-steps';
import { type Scope, type Source, wholePath } from './scope';
import { toParam } from './script';

export function lowerCall(
  step: Extract<Step, { kind: 'http' | 'feed' | 'missing' | 'open' }>,
  options: ActionOptions,
): Place {
  switch (step.kind) {
    case 'feed':
      return lowerFeed(step, options);
    case 'http':
      return lowerHttp(step, options);
    case 'missing':
      return lowerMissing(step, options);
    case 'open':
      return lowerOpen(step, options);
  }
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : url);

function lowerFeed(step: Extract<Step, { kind: 'feed' }>, options: ActionOptions): Place {
  const url = step.url ?? '';
  const next = append(
    {
      type: 'core.rss-read',
      label: url === '' ? 'Read the feed' : `Read feed of ${hostOf(url)}`,
      params: { url, ...(step.limit ? { limit: step.limit } : {}) },
    },
    options,
  );
  return from(next, { kind: 'feed', base: '', nouns: ['post', 'article', 'entry', 'item', 'story', 'feed', 'news'] });
}

function from(place: Place, source: Omit<Source, 'key'>): Place {
  const key = place.ends[0]!.key;
  const scope: Scope = {
    ...place.scope,
    sources: [...place.scope.sources, { ...source, key }],
    here: key,
    carried: new Set(),
    last: key,
    condensed: false,
  };
  return { ...place, scope };
}

function lowerHttp(step: Extract<Step, { kind: 'http' }>, options: ActionOptions): Place {
  const place = prepareValues([step.body], options.context, options.place);
  const url = withHoles(step.url ?? '', place.scope);
  const splits = step.list ?? (step.method === 'GET' && worksOnList(options.after) ? '' : undefined);
  const params = {
    ...{ method: step.method, url },
    ...(step.headers.length > 0
      ? { headers: step.headers.map(({ name, value }) => ({ name, value: toParam(value, place.scope) })) }
      : {}),
    ...bodyOf(step, place.scope),
    ...(splits === undefined ? {} : { itemsPath: splits }),
  };
  const next = append(
    {
      type: 'core.http-request',
      label: `${step.method === 'GET' ? 'Get' : capitalise(step.method.toLowerCase())} ${step.url ? hostOf(step.url) : 'an address'}`,
      params,
    },
    { ...options, place },
  );
  const reads = step.method === 'GET';
  if (!reads)
    return {
      ...next,
      scope: {
        ...place.scope,
        here: null,
        carried: new Set(),
        replies: [
          ...(place.scope.replies ?? []),
          { key: next.ends[0]!.key, kind: 'http', base: 'body', nouns: ['response', 'reply', 'api'] },
        ],
      },
    };
  return from(next, {
    kind: splits === undefined ? 'http' : 'list',
    base: splits === undefined ? 'body' : '',
    nouns: [...(step.noun ? [step.noun] : []), ...answerNouns],
  });
}

const answerNouns = ['response', 'answer', 'result'] as const;

function bodyOf(step: Extract<Step, { kind: 'http' }>, scope: Scope): { body?: unknown } {
  if (step.body !== null) return { body: toParam(step.body, scope) };
  const sends =
    /^(?:POST|PUT|PATCH)$/.test(step.method) &&
    scope.sources.length > 0 &&
    scope.sources[0]!.kind !== 'manual' &&
    (scope.sources[0]!.kind !== 'time' || scope.sources.length > 1);
  return sends ? { body: `{{ ${wholePath(scope)} }}` } : {};
}

/** "/users/{id}" and "/users/<id>" take the id from the item. */
const withHoles = (url: string, scope: Scope) =>
  url.replace(/(?<!\{)\{([\w.]+)\}(?!\})|<([\w.]+)>|(?<=\/):([a-z]\w*)/g, (_all, braces, angles, colon) => {
    const value: Value = { kind: 'field', name: braces ?? angles ?? colon };
    return String(toParam(value, scope));
  });

/** What follows works on a list, so the answer is taken apart into items. */
function worksOnList(after: readonly Step[]): boolean {
  const next = after.find(
    step => !['set', 'missing'].includes(step.kind) && !(step.kind === 'other' && step.gives.once),
  );
  if (next === undefined) return false;
  if (next.kind === 'store') return /^(?:each|every|all|them|those|the \w+s|\w+s)\b/i.test(next.what ?? '');
  return ['filter', 'sort', 'limit', 'aggregate'].includes(next.kind) || (next.kind === 'other' && !next.gives.once);
}

function lowerMissing(step: Extract<Step, { kind: 'missing' }>, options: ActionOptions): Place {
  const { context, place } = options;
  const label = step.service === 'waiting' ? 'Wait' : shorten(capitalise(step.what), 60);
  if (step.service === 'waiting') {
    context.builder.assumptions.push('There is no step that waits yet, so it goes on at once.');
    return place;
  }
  const before = prepareValues([step.text], context, place);
  const text = step.text === null ? `{{ ${wholePath(before.scope)} }}` : toParam(step.text, before.scope);
  const body = step.text === null ? text : { text };
  // Whom it stands for, until it is known whether that service is listed (`services/point`).
  const { service } = step;
  const listed = step.reads === true && (step.list === true || worksOnList(options.after));
  const params = step.reads
    ? { method: 'GET', url: '', service, ...(listed ? { itemsPath: '' } : {}) }
    : { method: 'POST', url: '', service, body };
  const next = append({ type: 'core.http-request', label, params }, { ...options, place: before });
  if (step.reads)
    return from(next, { kind: listed ? 'list' : 'http', base: listed ? '' : 'body', nouns: [...answerNouns] });
  return { ...next, scope: { ...before.scope, here: null, carried: new Set() } };
}
