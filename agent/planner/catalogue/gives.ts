import { anything, object } from '@/engine/nodes/shapes';
import type { Filled, Gives } from '../plan';
import type { Entry } from './entries';

const probe = 'probe_of_the_planner';

/** What leaves a step with these settings: told by the step itself, for an item that is made up. */
export function givesOf({ node }: Entry, filled: Readonly<Record<string, Filled>>): Gives {
  const ends = Object.values(node.example.output).every(items => items.length === 0);
  const paths = Object.values(filled).flatMap(pathsOf);
  const came = object(Object.fromEntries([probe, ...paths].map(name => [name, anything])));
  const shape = node.outputShapes(guessed(filled), came);
  const out = shape.next ?? Object.values(shape)[0];
  const runsOnce = (node as { runs?: string }).runs === 'all';
  const splits = splitPath(node, filled);
  const ports = node.ports(guessed(filled));
  const gathers = runsOnce && node.example.input.length > 1 && Object.values(node.example.output)[0]?.length === 1;
  const base = {
    ends,
    once: !runsOnce,
    ...(gathers ? { gathers } : {}),
    ...(splits ? { splits } : {}),
    ...(ports.length > 1 ? { ways: ports } : {}),
  };
  if (out?.kind === 'object' && Object.keys(out.fields).length > 0) {
    const fields = Object.keys(out.fields).filter(name => name !== probe && !paths.includes(name));
    return { ...base, passes: probe in out.fields, fields };
  }
  return { ...base, ...asInExample(node.example) };
}

function asInExample({ input, output }: Entry['node']['example']): Pick<Gives, 'passes' | 'fields'> {
  const [before, after] = [input[0] ?? {}, Object.values(output)[0]?.[0] ?? {}];
  const names = Object.keys(after);
  const known = Object.keys(before);
  return {
    passes: known.length > 0 && known.every(name => names.includes(name)),
    fields: names.filter(name => !known.includes(name)),
  };
}

/** Its example takes one item apart into several: the entries of a list field. */
function splitPath(node: Entry['node'], filled: Readonly<Record<string, Filled>>): string | undefined {
  const [input] = node.example.input;
  const more = node.example.input.length === 1 && (Object.values(node.example.output)[0]?.length ?? 0) > 1;
  const path = Object.values(filled).find(each => each.kind === 'path');
  if (!more || input === undefined) return undefined;
  return path?.kind === 'path' ? path.field : 'row';
}

const pathsOf = (filled: Filled): string[] =>
  filled.kind === 'path'
    ? [filled.field]
    : filled.kind === 'paths'
      ? [...filled.fields]
      : filled.kind === 'pairs'
        ? filled.pairs.map(({ from }) => from)
        : [];

/** Settings with something in place of every value, as far as the form of the answer depends on them. */
function guessed(filled: Readonly<Record<string, Filled>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filled).map(([name, each]) => [
      name,
      each.kind === 'plain'
        ? each.value
        : each.kind === 'path'
          ? each.field
          : each.kind === 'paths'
            ? each.fields
            : each.kind === 'pairs'
              ? each.pairs.map(({ from, to }) => ({ [each.from]: from, [each.to]: to }))
              : 'text',
    ]),
  );
}
