import { capitalise, shorten, singular } from '../language/names';
import type { Filled, Step, Value } from '../plan';
import { condense, prepareValues } from './aggregates';
import { type ActionOptions, append } from './lower-action';
import { lowerSteps, type Place } from './lower-steps';
import { isList, plainPath, type Scope, type Source, wholePath } from './scope';
import { toParam, toScript } from './script';

type Other = Extract<Step, { kind: 'other' }>;

/** A step of the catalogue: its settings in the terms of this place, and what can be referred to behind it. */
export function lowerOther(step: Other, options: ActionOptions): Place {
  const gathers = gathersList(step, options.place.scope);
  const before = prepareValues(valuesOf(step.settings), options.context, options.place);
  const place = gathers && isList(before.scope) ? gathered({ ...options, place: before }) : before;
  const params = Object.fromEntries(
    Object.entries(step.settings).map(([name, filled]) => [name, lowered(filled, place.scope)]),
  );
  const next = append({ type: step.type, label: shorten(capitalise(step.text), 60), params }, { ...options, place });
  const key = next.ends[0]!.key;
  if (step.gives.ends) return { ...next, ends: [] };
  if (step.gives.ways) return lowerWays(step, options, { ...next, scope: { ...next.scope, last: key } });
  return { ...next, scope: { ...behind(step, place.scope, key), last: key } };
}

/** Each way out leads to its own steps; without any, all lead on. */
function lowerWays({ gives, ways }: Other, { context }: ActionOptions, { ends, scope }: Place): Place {
  const { key, answered } = ends[0]!;
  const end = (port: string) => ({ key, port, answered });
  if (ways === undefined) return { ends: gives.ways!.map(end), scope };
  const places = ways.map(({ names, steps }) =>
    lowerSteps(steps, context, { ends: names.map(end), scope: { ...scope } }),
  );
  return { ends: places.flatMap(place => place.ends), scope };
}

const valuesOf = (settings: Other['settings']): Value[] =>
  Object.values(settings).flatMap(filled =>
    (filled.kind === 'value' || filled.kind === 'content') && filled.value !== null ? [filled.value] : [],
  );

/** One message about the whole list, not one for each entry of it. */
function gathersList({ settings, gives }: Other, scope: Scope): boolean {
  if (!gives.once || !isList(scope)) return false;
  const filled = Object.values(settings);
  const each = filled.some(
    one => (one.kind === 'value' && JSON.stringify(one.value).includes('"field"')) || one.kind === 'path',
  );
  return !each && filled.some(one => one.kind === 'content' || (one.kind === 'value' && one.value.kind === 'whole'));
}

function gathered({ context, place }: ActionOptions): Place {
  const name = listName(place.scope);
  return condense([{ operation: 'list', as: name }], { context, place, label: `All ${name}` });
}

const listName = (scope: Scope) => {
  const noun = scope.sources.at(-1)?.nouns[0] ?? 'item';
  return /s$/.test(noun) ? noun : `${noun}s`.replace(/[^\w]/g, '_');
};

function lowered(filled: Filled, scope: Scope): unknown {
  switch (filled.kind) {
    case 'plain':
      return filled.value;
    case 'value':
      return filled.value.kind === 'whole'
        ? `{{ ${listed(scope) ?? wholePath(scope, filled.value.of)} }}`
        : toParam(filled.value, scope);
    case 'path':
      return plainPath(scope, filled.field);
    case 'paths':
      return filled.fields.map(field => plainPath(scope, field));
    case 'pairs':
      return filled.pairs.map(({ from, to }) => {
        const path = plainPath(scope, from);
        return {
          [filled.from]: path,
          [filled.to]: path.endsWith(`.${from}`) ? `${path.slice(0, -from.length)}${to}` : to,
        };
      });
    case 'content':
      return filled.value === null ? contentAt(scope) : toParam(filled.value, scope);
  }
}

/** The entries of a list that was gathered for one message. */
function listed(scope: Scope): string | null {
  const names = [...scope.made].filter(([, key]) => scope.carried.has(key)).map(([name]) => name);
  return scope.condensed && names.length === 1 ? `item.${names[0]}` : null;
}

/** What there is to tell: the text the step before made, the results so far, the list line by line, or everything. */
function contentAt(scope: Scope): string {
  if (scope.result !== undefined) return toParam({ kind: 'field', name: scope.result }, scope) as string;
  const own = [...scope.made].filter(([, key]) => scope.carried.has(key)).map(([name]) => name);
  const source = scope.sources.at(-1);
  if (scope.condensed && own.length === 1 && own[0] === listName(scope) && source !== undefined)
    return lines(own[0]!, source);
  if (own.length > 0)
    return own
      .map(name => `${capitalise(name.replaceAll('_', ' '))}: {{ ${toScript({ kind: 'field', name }, scope)} }}`)
      .join('\n');
  const given = [...scope.triggerFields];
  if (given.length > 0)
    return given
      .map(name => `${capitalise(name.replaceAll('_', ' '))}: {{ ${toScript({ kind: 'field', name }, scope)} }}`)
      .join('\n');
  return `{{ ${wholePath(scope)} }}`;
}

const lines = (name: string, { kind }: Source) =>
  kind === 'feed'
    ? `{{ item.${name}.map(post => post.title + "\\n" + post.link).join("\\n\\n") }}`
    : `{{ item.${name}.map(entry => Object.entries(entry).map(([name, value]) => name + ": " + value).join(", ")).join("\\n") }}`;

function behind({ gives, settings }: Other, scope: Scope, key: string): Scope {
  if (gives.splits !== undefined) {
    const source: Source = {
      key,
      kind: 'list',
      base: '',
      nouns: [singular(gives.splits.split('.').at(-1)!), 'item', 'entry', 'line'],
    };
    return { ...scope, sources: [...scope.sources, source], here: key, carried: new Set(), condensed: false };
  }
  const renamed = Object.values(settings).flatMap(filled =>
    filled.kind === 'pairs' ? filled.pairs.map(({ to }) => to) : [],
  );
  if (renamed.length > 0 && scope.here !== null && scope.sources.at(-1)?.base === 'body')
    return { ...scope, changed: new Set([...(scope.changed ?? []), ...renamed]), changer: key };
  const fields = [...gives.fields, ...renamed];
  const made = new Map([...scope.made, ...fields.map((name): [string, string] => [name, key])]);
  const result =
    gives.fields.find(name => /text|summary|answer|output|result|content|html/i.test(name)) ?? gives.fields[0];
  const after = { ...scope, made, ...(result === undefined ? {} : { result }) };
  return gives.passes
    ? { ...after, carried: fields.length > 0 ? new Set([...scope.carried, key]) : scope.carried }
    : {
        ...after,
        here: null,
        carried: new Set([key]),
        condensed: scope.condensed || gives.gathers === true,
        fresh: key,
      };
}
