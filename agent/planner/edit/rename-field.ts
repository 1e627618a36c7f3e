import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact, WorkflowFact } from '../facts';
import { literalOf } from '../language/literals';
import { toFieldName } from '../language/names';
import type { EditRule } from './edit-context';

const name = '(⟨[qc]\\d+⟩|[\\p{L}_][\\w]*)';
const everywhere =
  /\s+(?:everywhere|throughout|in (?:all|every) (?:steps?|places?)|overall|in the whole workflow|all over)$/i;
const renames: readonly RegExp[] = [
  new RegExp(
    `^(?:please )?(?:rename|relabel|change)\\s+(?:the )?(?:field |column |key |value )?${name}(?: field| column)?\\s+(?:to|into|as)\\s+(?:the )?(?:field )?${name}$`,
    'iu',
  ),
  new RegExp(`^(?:please )?call (?:the )?(?:field |column )?${name} ${name}(?: instead)?$`, 'iu'),
  new RegExp(`^(?:the )?(?:field |column )?${name} (?:should|must|is to) (?:now )?be (?:called|named) ${name}$`, 'iu'),
];
const swaps: readonly RegExp[] = [
  new RegExp(`^(?:please )?(?:use|take|expect|read) (?:the field )?${name} instead of (?:the field )?${name}$`, 'iu'),
  new RegExp(`^(?:the )?(?:field |webhook sends |it sends |they send |we get )${name} instead of ${name}$`, 'iu'),
];

/** "rename pay to wage", "use fahrenheit instead of celsius": a field has another name in all steps that speak of it. */
export const renameField: EditRule = ({ text, workflow, reader }) => {
  const plain = text.replace(everywhere, '');
  const direct = renames.map(pattern => pattern.exec(plain)).find(match => match !== null);
  const swapped = direct ? undefined : swaps.map(pattern => pattern.exec(plain)).find(match => match !== null);
  const [old, fresh] = direct ? [direct[1]!, direct[2]!] : [swapped?.[2], swapped?.[1]];
  if (old === undefined || fresh === undefined) return null;
  // "change the status to closed": what a condition compares it with, not what it is called.
  if (
    direct &&
    /^(?:please )?change\b/i.test(plain) &&
    !/\b(?:field|column|key)\b/i.test(plain) &&
    isCompared(old, workflow)
  )
    return null;
  const nameOf = (said: string) => toFieldName(literalOf(said, reader.literals)?.text ?? said);
  const pair = { old: nameOf(old), fresh: nameOf(fresh) };
  const changes = workflow.nodes.flatMap(node => renamed(node, pair));
  // A step, a table or a text may be meant: then nothing speaks of a field called so.
  return changes.length === 0 ? null : { changes };
};

/** With a text or a number that stands in a condition. */
const isCompared = (field: string, { nodes }: WorkflowFact) =>
  nodes.some(({ params }) =>
    ((params.conditions as { left?: unknown; right?: unknown }[] | undefined) ?? []).some(
      ({ left, right }) => right !== undefined && new RegExp(`\\b${escaped(field)} *\\}\\}$`, 'i').test(String(left)),
    ),
  );

interface Pair {
  old: string;
  fresh: string;
}

function renamed(node: NodeFact, pair: Pair): FlatChange[] {
  const params = walk(node.params, pair, []) as Record<string, unknown>;
  const changed = Object.keys(params).filter(key => JSON.stringify(params[key]) !== JSON.stringify(node.params[key]));
  if (changed.length === 0) return [];
  const label = node.label.replace(
    new RegExp(`(?<![\\p{L}\\d])${escaped(spoken(pair.old))}(?![\\p{L}\\d])`, 'giu'),
    spoken(pair.fresh),
  );
  return [
    {
      type: 'update-node',
      node: node.key,
      params: Object.fromEntries(changed.map(key => [key, params[key]])),
      ...(label === node.label ? {} : { label: label.slice(0, 78) }),
    },
  ];
}

const spoken = (field: string) => field.replaceAll('_', ' ');
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Settings that hold a field's name or a plain path to it. */
const naming = /^(?:name|as|field|groupBy|column|columns|by|from)$/;

function walk(value: unknown, pair: Pair, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map(each => walk(each, pair, path));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        // The keys of an answer or a request are fields, too.
        path.includes('body') && key === pair.old ? pair.fresh : key,
        walk(each, pair, [...path, key]),
      ]),
    );
  if (typeof value !== 'string') return value;
  if (naming.test(path.at(-1) ?? '') && path[0] !== 'cases') {
    if (value === pair.old) return pair.fresh;
    if (value === `body.${pair.old}`) return `body.${pair.fresh}`;
  }
  return value.replace(/\{\{.*?\}\}/gs, source =>
    source.replace(
      new RegExp(
        `(\\b(?:item|trigger)(?:\\.body)?|\\bnodes\\.\\w+\\.item(?:\\.body)?|\\brow)\\.${escaped(pair.old)}(?![\\w])`,
        'g',
      ),
      `$1.${pair.fresh}`,
    ),
  );
}
