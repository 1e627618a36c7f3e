import type { Reader } from '../grammar/reader';
import { singular } from '../language/names';
import type { Step } from '../plan';
import { readAsStep } from './read-step';

/** Steps that work on the entries of a list which the request holds get them one by one: it is taken apart first. */
export function takenApart(steps: readonly Step[], reader: Reader, text = ''): readonly Step[] {
  const [list, ...others] = reader.lists ?? plainLists(steps, text);
  if (list === undefined || others.length > 0) return steps;
  if (
    steps.some(
      step =>
        step.kind === 'find' || step.kind === 'feed' || (step.kind === 'other' && step.gives.splits !== undefined),
    )
  )
    return steps;
  const at = steps.findIndex(step => worksOnEntries(step, list));
  const split = at < 0 ? null : readAsStep(`split out the list ${list.name}`, reader);
  if (split?.kind !== 'other' || split.gives.splits === undefined) return steps;
  const apart: Step = {
    ...split,
    text: `Split out ${list.name}`,
    settings: { ...split.settings, ...pathOf(split, list.name) },
    gives: { ...split.gives, splits: list.name },
  };
  return [...steps.slice(0, at), apart, ...steps.slice(at)];
}

/** "A list named scores": a list of plain numbers, when it is itself what is summed; its entries bear its name. */
function plainLists(steps: readonly Step[], text: string): { name: string; fields: readonly string[] }[] {
  const said = text.matchAll(
    /\b(?:list|array)(?: of (?:plain |whole )?numbers)?,? (?:named |called )([\p{L}_]\w*)|\b(?:list|array) ([\p{L}_]\w*) of (?:plain |whole )?numbers\b|\b([\p{L}_]\w*)(?:,| is| as)? (?:an? |the )?(?:list|array) of (?:plain |whole )?numbers\b/giu,
  );
  const summed = [...JSON.stringify(steps).matchAll(/"kind":"aggregate","operation":"\w+","field":"(\w+)"/g)];
  const names = [...new Set([...said].map(([, one, two, three]) => one ?? two ?? three ?? ''))];
  const only = names.filter(name => summed.some(([, field]) => field === name));
  return summed.every(([, field]) => field === only[0]) ? only.map(name => ({ name, fields: [] })) : [];
}

const pathOf = ({ settings }: Extract<Step, { kind: 'other' }>, field: string) =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([name, filled]) =>
      filled.kind === 'path' ? [[name, { kind: 'path' as const, field }]] : [],
    ),
  );

function worksOnEntries(step: Step, { name, fields }: { name: string; fields: readonly string[] }): boolean {
  if (step.kind === 'filter' || step.kind === 'sort' || step.kind === 'limit' || step.kind === 'aggregate') return true;
  if (step.kind === 'other') return !step.gives.once;
  if (step.kind === 'store')
    return (
      new RegExp(`\\b(?:each|every|all (?:the )?|them|those)\\b|\\b(?:${name}|${singular(name)})\\b`, 'i').test(
        step.what ?? '',
      ) || step.values.some(({ value }) => value.kind === 'field' && fields.includes(value.name))
    );
  return /"kind":"aggregate"/.test(JSON.stringify(step));
}
