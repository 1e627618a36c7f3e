import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import { readAction } from '../grammar/action';
import { readTest } from '../grammar/condition';
import { quiet } from '../grammar/reader';
import { literalOf } from '../language/literals';
import { toNumber } from '../language/numbers';
import { toParam } from '../lower/script';
import type { Comparison } from '../plan';
import { armOf } from './arm-of';
import type { EditContext, EditRule } from './edit-context';
import { type Arm, armsOf, askedBy, lastTouched } from './graph';
import { setSlots, slotsOf } from './replace-value';
import { scopeAt } from './scope-at';

const value = '(⟨[qc]\\d+⟩|[€$£]?\\d[\\w.,%€]*(?: ?(?:€|euros?|dollars?|k))?)';
const bare = new RegExp(
  `^(?:(?:no|hm+|wait|oh|sorry|better|rather|actually|please|make|let|set|change|use|do|take|have|put|raise|lower|increase|reduce|bump|drop)[\\s,]+)*(?:(?:it|that|this|them|the (?:number|limit|value|threshold))\\s+)?(?:be |to be |up to |down to |to |at |should be |is |as )?(?:rather |better |now )?${value}(?:\\s+(?:instead|please|now|then|rather|not .+|instead of .+))*$`,
  'i',
);

/** "make it 250", "rather 16", "no, 7": the number spoken of last, or the only one there is. */
export const setIt: EditRule = context => {
  const match = bare.exec(context.text);
  const isTimed = context.workflow.nodes.some(({ type }) => type === 'core.schedule');
  if (!match || (isTimed && /\bat\b/i.test(context.text))) return null;
  const literal = literalOf(match[1]!, context.reader.literals)?.text;
  const number = literal === undefined ? toNumber(match[1]!) : null;
  if (literal === undefined && number === null) return null;
  const all = context.workflow.nodes
    .flatMap(slotsOf)
    .filter(({ names, value: before }) =>
      number === null
        ? names.includes('answer')
        : typeof before === 'number' &&
          (names.includes('threshold') || names.includes('count') || names.includes('right')),
    );
  const touched = lastTouched(context.conversation);
  const recent = all.filter(({ node }) => touched.has(node.key));
  return setSlots(recent.length > 0 ? recent : all, literal ?? String(number), context);
};

const bound =
  /^(?:the |an? )?(.+?)\s+(?:should |must |has to |needs to |can |will )?(?:only )?(?:now )?(?:be|is|are|mean|means|start|starts|begin|begins|count|counts|apply|applies)\s+(?:only |now |already )?((?:from|at least|at most|over|above|under|below|more than|less than|up to|greater than|starting (?:at|from|with)|at \d|between|[€$£]?\d\S* (?:and|or) ).*)$/i;
const change =
  /^(?:change|set|make|raise|lower|move|use|put)\s+(?:the |it |that )?(?:limit|threshold|check|condition|border|it|that|rule)?\s*(?:to |be )?((?:at least|at most|over|above|under|below|more than|less than|up to|greater than|from)\s+\S+.*)$/i;

const short =
  /^(?:(?:and|but|only|just|now|with|those|the ones|ones|items|keep|use|take)\s+)*(?:the |an? )?([\p{L}_]+)?\s*((?:from|at least|at most|over|above|under|below|more than|less than|up to)\s+[€$£]?\d\S*(?: on| and up)?)(?: instead| now| please)*$/iu;

/** "big should be from 50 on", "change the limit to at least 50": how a decision compares. */
export const setBound: EditRule = context => {
  if (/\b(?:if|when|unless|also|then|where)\b/i.test(context.text)) return null;
  const stated = bound.exec(context.text) ?? short.exec(context.text);
  const phrase = stated?.[2] ?? change.exec(context.text)?.[1];
  if (!phrase) return null;
  const test = readTest(`the amount is ${inclusive(phrase)}`, quiet(context.reader));
  if (test?.kind !== 'compare' || typeof test.comparison.value !== 'object' || test.comparison.value.kind !== 'number')
    return null;
  const arm = stated?.[1] ? armFor(stated[1], context) : null;
  if (arm === null && stated?.[1] && short.test(context.text) && !/^(?:those|ones|items|only)$/i.test(stated[1]))
    return null;
  const numeric = comparing(context);
  const chosen = arm ?? (numeric.length === 1 ? numeric[0]! : null);
  if (chosen === null || !compares(chosen.decision)) return null;
  return { changes: [compareBy(chosen, test.comparison)] };
};

const compares = (node: NodeFact) => {
  const asked = askedBy(node);
  return (
    (node.type === 'core.if' || node.type === 'core.filter') &&
    asked.length === 1 &&
    /greater|less/.test(asked[0]!.operator)
  );
};

const inclusive = (phrase: string) =>
  phrase
    .replace(/\s*\(([^)]*)\)\s*$/, ' $1')
    .replace(
      /^(?:from|starting (?:at|from|with)|at)\s+(\S+?)(?: (?:on|up|upwards?|and up|included|inclusive))*[.,]?$/i,
      'at least $1',
    )
    .replace(/^(\S+) (?:and|or) (?:up|more|above|higher|over)(?: included)?$/i, 'at least $1')
    .replace(/^(\S+) (?:and|or) (?:less|below|lower|under)(?: included)?$/i, 'at most $1')
    .replace(/^(?:over|above|more than)\s+(\S+)\s+\S*\s*(?:included|inclusive)$/i, 'at least $1')
    .replace(/^from\s+(\S+)\s+on\s+.*included$/i, 'at least $1');

/** Filters count as decisions with one way out. */
const comparing = ({ workflow }: EditContext): Arm[] => [
  ...armsOf(workflow).filter(({ decision, port }) => port === 'yes' && compares(decision)),
  ...workflow.nodes
    .filter(node => node.type === 'core.filter' && compares(node))
    .map(decision => ({ decision, port: 'yes', own: [] })),
];

function armFor(words: string, context: EditContext): Arm | null {
  const found = armOf(words, context);
  if (found !== null && !Array.isArray(found)) return found as Arm;
  const asked = comparing(context).filter(({ decision }) =>
    askedBy(decision).some(({ field }) => field !== null && words.toLowerCase().includes(field.toLowerCase())),
  );
  return asked.length === 1 ? asked[0]! : null;
}

const opposite = {
  greater: 'less_or_equal',
  greater_or_equal: 'less',
  less: 'greater_or_equal',
  less_or_equal: 'greater',
} as const;

function compareBy({ decision, port }: Arm, { operator, value: right }: Comparison): FlatChange {
  const [condition] = decision.params.conditions as { left: string; operator: string; right: unknown }[];
  const turned = port === 'no' && operator in opposite ? opposite[operator as keyof typeof opposite] : operator;
  const number = right?.kind === 'number' ? right.value : condition!.right;
  const field = askedBy(decision)[0]!.field ?? 'value';
  const words =
    { greater: 'over', greater_or_equal: 'at least', less: 'under', less_or_equal: 'at most' }[turned as 'greater'] ??
    turned;
  return {
    type: 'update-node',
    node: decision.key,
    params: { conditions: [{ ...condition, operator: turned, right: number }] },
    label:
      decision.type === 'core.filter'
        ? `Only ${field.replaceAll('_', ' ')} ${words} ${String(number)}`
        : `${field.charAt(0).toUpperCase()}${field.slice(1).replaceAll('_', ' ')} ${words} ${String(number)}?`,
  };
}

/** "the tax is only 7 percent", "make the discount 20 %": the rate within a computed field; a whole formula replaces it. */
export const setComputed: EditRule = context => {
  const { text, workflow, reader } = context;
  for (const node of workflow.nodes.filter(({ type }) => type === 'core.set')) {
    const fields = (node.params.fields as { name: string; value: unknown }[] | undefined) ?? [];
    for (const [at, field] of fields.entries()) {
      const name = field.name.replace(/^body\./, '');
      const said = new RegExp(`\\b${name.replaceAll('_', '[ _]')}\\b`, 'i').exec(text);
      const percent = said && /(\d+(?:[.,]\d+)?)\s*(?:%|percent|per cent)/i.exec(text)?.[1];
      const replaced = percent
        ? withRate(String(field.value), Number(percent.replace(',', '.')))
        : formula(name, context, node);
      if (replaced === null || replaced === undefined) continue;
      return {
        changes: [
          { type: 'update-node', node: node.key, params: { fields: fields.with(at, { ...field, value: replaced }) } },
        ],
        assumptions: [...reader.assumptions],
      };
    }
  }
  return null;
};

/** 19 / 100, 0.19, 1.19 and 0.81 each are the same rate said in another way. */
function withRate(source: string, percent: number): string | null {
  const rounded = (number: number) => String(Math.round(number * 1e6) / 1e6);
  const divided = /(\d+(?:\.\d+)?)(\s*\/\s*100\b)/;
  if (divided.test(source)) return source.replace(divided, `${percent}$2`);
  const factor = /(?<![\w.])([01]?\.\d+)(?![\w.])/;
  const match = factor.exec(source);
  if (!match) return null;
  const old = Number(match[1]);
  const off = /\b(?:1\s*-\s*)/.test(source)
    ? percent / 100
    : old > 1
      ? 1 + percent / 100
      : old > 0.5
        ? 1 - percent / 100
        : percent / 100;
  return source.replace(factor, rounded(off));
}

function formula(name: string, context: EditContext, node: NodeFact): unknown {
  const plain = context.text
    .replace(/^(?:change|make|let|calculate|compute|set)\s+/i, '')
    .replace(/\s+(?:should|must|has to) (?:now )?be\s+/i, ' = ')
    .replace(/\s+instead$/i, '');
  if (
    !new RegExp(
      `^(?:the )?${name.replaceAll('_', '[ _]')}\\s*(?:=|is|to|as)\\s*.+(?:[*+/-]|times|plus|minus|divided|multiplied)`,
      'i',
    ).test(plain)
  )
    return null;
  const steps = readAction(`set ${plain.replace(/\s+(?:is|as)\s+/i, ' = ')}`, quiet(context.reader));
  const [step] = steps ?? [];
  const value = step?.kind === 'set' ? step.fields.find(field => field.name === name)?.value : undefined;
  const before = context.workflow.connections.find(({ to }) => to === node.key)?.from;
  return value && before ? toParam(value, scopeAt(context.workflow, before)) : null;
}
