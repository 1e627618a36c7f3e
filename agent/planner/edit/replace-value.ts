import type { NodeFact } from '../facts';
import type { Reader } from '../grammar/reader';
import { readValue } from '../grammar/value';
import { literalOf } from '../language/literals';
import { singular } from '../language/names';
import { toNumber } from '../language/numbers';
import { toParam } from '../lower/script';
import { askWhich, type Edit, type EditContext, type EditRule } from './edit-context';
import { scopeAt } from './scope-at';

/** One value in the settings of a step: where it is and what it means. */
interface Slot {
  node: NodeFact;
  /** Keys from the params down. */
  path: readonly (string | number)[];
  value: unknown;
  /** What people call it. */
  names: readonly string[];
}

const v = '(⟨[qcuj]\\d+⟩|[^\\s,].*?)';
const tail = '(?:\\s+(?:please|now|then|too|as well|again))?$';
const swaps: readonly [RegExp, 'old-new' | 'new-old'][] = [
  [
    new RegExp(
      `^(?:please )?(?:change|replace|swap|switch|rename|turn|set|update|edit|exchange)\\s+(?:the |my )?(?:(?:text|word|words|sentence|answer|reply|message) (?=⟨))?(?:.*?\\bfrom\\s+)?${v}\\s+(?:to|with|by|into|for)\\s+${v}${tail}`,
      'i',
    ),
    'old-new',
  ],
  [
    new RegExp(`^.*?\\b(?:not|instead of|rather than)\\s+(?:the )?${v}\\s*,?\\s*(?:but|use|take)\\s+${v}${tail}`, 'i'),
    'old-new',
  ],
  [
    new RegExp(
      `^(?:.*?\\b(?:look for|search for|filter for|check for|watch for|keep|use|take|answer|reply|respond|return|say|with|be|store|save|put|it in|in|to|want)\\s+(?:with\\s+|in\\s+|it in\\s+|it to\\s+)?(?:the )?(?:table |word |text |url )?)?${v}\\s*,?\\s+(?:instead of|rather than|in place of|not)\\s+(?:the )?(?:table |word |text )?${v}${tail}`,
      'i',
    ),
    'new-old',
  ],
];

const plainText = (text: string, reader: Reader) =>
  literalOf(text.replace(/^(?:with|the word|the text|table)\s+/i, ''), reader.literals)?.text ??
  text.replace(/^(?:with|the word|the text|table)\s+/i, '').trim();

/** "answer "large" instead of "big"", "change 100 to 250", "use table orders instead of leads". */
export const swapValue: EditRule = context => {
  const { text, reader } = context;
  for (const [pattern, order] of swaps) {
    const match = pattern.exec(text);
    if (!match) continue;
    if (/\b(?:when(?:ever)?|if|unless|only)\b/i.test(`${match[1]} ${match[2]}`)) continue;
    const [first, second] = [plainText(match[1]!, reader), plainText(match[2]!, reader)];
    const [before, after] = order === 'old-new' ? [first, second] : [second, first];
    const slots = slotsWith(before, context);
    if (slots.length === 0) {
      const inside = swapInFormula(before, after, context);
      if (inside) return inside;
      continue;
    }
    return setSlots(narrow(slots, text), after, context);
  }
  return null;
};

/** "use 95 instead of 80": a number that stands in one formula alone, as a factor or a share. */
function swapInFormula(before: string, after: string, { workflow }: EditContext): Edit | null {
  const [from, to] = [
    toNumber(before.replace(/\s*(?:%|percent)$/i, '')),
    toNumber(after.replace(/\s*(?:%|percent)$/i, '')),
  ];
  if (from === null || to === null) return null;
  const number = new RegExp(`(?<![\\w.])${String(from).replace('.', '\\.')}(?![\\w.])`, 'g');
  const holding = workflow.nodes.filter(({ params }) =>
    [...JSON.stringify(params).matchAll(/\{\{.*?\}\}/g)].some(([formula]) => formula.match(number)),
  );
  const times = holding.flatMap(({ params }) => JSON.stringify(params).match(number) ?? []).length;
  if (holding.length !== 1 || times !== 1) return null;
  const [node] = holding;
  const params = JSON.parse(JSON.stringify(node!.params).replace(number, String(to))) as Record<string, unknown>;
  const changed = Object.entries(params).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(node!.params[name]),
  );
  return { changes: [{ type: 'update-node', node: node!.key, params: Object.fromEntries(changed) }] };
}

function slotsWith(before: string, { workflow }: EditContext): Slot[] {
  const number = toNumber(before);
  const all = workflow.nodes.flatMap(slotsOf);
  const exact = all.filter(
    ({ value }) =>
      (number !== null && Number(value) === number && value !== '') ||
      (typeof value === 'string' && value.toLowerCase() === before.toLowerCase()),
  );
  if (exact.length > 0) return exact;
  return before.length < 3
    ? []
    : all.filter(
        ({ value, names }) =>
          !names.includes('left') && typeof value === 'string' && value.toLowerCase().includes(before.toLowerCase()),
      );
}

/** "answer" and "table" in the words say which kind of value is meant. */
function narrow(slots: readonly Slot[], text: string): readonly Slot[] {
  const words = new Set((text.toLowerCase().match(/\p{L}+/gu) ?? []).map(singular));
  const fitting = slots.filter(({ names }) => names.some(name => words.has(name)));
  return fitting.length > 0 ? fitting : slots;
}

const named =
  /^(?:please )?(?:also )?(?:make|set|change|put|raise|lower|increase|decrease|reduce|update|use|adjust|let|move|bump|drop|edit|modify|switch|turn)\s+(?:the |its |my |that )?(.+?)\s*(?:\b(?:to be|to|at|as|be|is|=|into|down to|up to)\b)?\s+(⟨[qcuj]\d+⟩|[€$£]?\d[\w.,%€]*(?: ?(?:€|euros?|dollars?|k))?|[\p{L}][\p{L}\d _-]*?)(?:\s+(?:instead|please|now|then))*$/iu;
const stated =
  /^(?:the |its )?(.+?)\s+(?:should|must|has to|needs to|shall|ought to)\s+(?:be|say|read|go to|become)\s+(?:now\s+)?(⟨[qcuj]\d+⟩|.+?)(?:\s+(?:instead|please|now))*$/i;
const useInstead =
  /^(?:please )?(?:use|take|answer with|answer|reply with|reply|respond with|return|store (?:it )?in|save (?:it )?(?:in|to)|put it in|read|say)\s+(?:the |a )?(.*?)\s*(⟨[qcuj]\d+⟩|[\p{L}\d][\p{L}\d _-]*?)\s+instead(?: please)?$/iu;

/** "make the limit 250", "set the answer to "ok"", "the table should be called x", "use table y instead". */
export const setValue: EditRule = context => {
  const { text, reader } = context;
  const instead = useInstead.exec(text);
  const match = instead ?? named.exec(text) ?? stated.exec(text);
  if (!match) return null;
  const target = instead
    ? `${match[1]} ${/^(?:please )?(answer|reply|respond|return|say|store|save|put|read)/i.exec(text)?.[1] ?? ''}`
    : match[1]!;
  const value = plainText(match[2]!.replace(/^(?:called|named)\s+/i, ''), reader);
  const inner =
    instead && match[1]!.trim() === ''
      ? /^(table|feed|url|address|limit|status|word|method)\s+(.+)$/i.exec(match[2]!)
      : null;
  if (inner) return setSlots(slotsNamed(inner[1]!, inner[2]!, context), inner[2]!, context);
  const slots = slotsNamed(target, value, context);
  return slots.length === 0 ? null : setSlots(slots, value, context);
};

const meanings: readonly [RegExp, readonly string[]][] = [
  [
    /\b(?:limit|threshold|maximum|minimum|max|min|cutoff|border|boundary|bound|value|number)\b/i,
    ['threshold', 'count'],
  ],
  [/\b(?:table|store|save|put)\b/i, ['table']],
  [/\b(?:status|code)\b/i, ['status']],
  [/\b(?:answer|reply|response|respond|return|message|text|say|body)\b/i, ['answer']],
  [/\b(?:url|address|feed|link|endpoint|read)\b/i, ['url']],
  [/\b(?:count|first|top|items|posts|number of)\b/i, ['count']],
  [/\b(?:word|keyword|term|filter|condition)\b/i, ['word', 'threshold']],
  [/\bmethod\b/i, ['method']],
];

export function slotsNamed(target: string, value: string, { workflow }: EditContext): Slot[] {
  const isNumber = toNumber(value) !== null;
  const all = workflow.nodes.flatMap(slotsOf);
  const words = new Set((target.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).map(singular));
  const ofField = all.filter(
    ({ names }) =>
      names.includes('right') &&
      names.some(name => name.startsWith('field:') && words.has(name.slice('field:'.length))),
  );
  if (ofField.length > 0) return sameNode(ofField, target);
  for (const [pattern, names] of meanings) {
    if (!pattern.test(target)) continue;
    const fitting = all.filter(
      slot =>
        slot.names.some(name => names.includes(name)) &&
        (isNumber === (typeof slot.value === 'number') || names.includes('answer') || names.includes('table')),
    );
    if (fitting.length > 0) return sameNode(fitting, target);
  }
  return [];
}

/** Further words of the target choose among several: "the second answer", "the small answer". */
function sameNode(slots: readonly Slot[], target: string): Slot[] {
  if (slots.length < 2) return [...slots];
  const words = (target.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    word => !/^(?:the|answer|table|limit|step|reply|message|text|value)$/.test(word),
  );
  const fitting = slots.filter(({ node, value }) =>
    words.some(word => node.label.toLowerCase().includes(word) || String(value).toLowerCase().includes(word)),
  );
  const index = ['first', 'second', 'third'].findIndex(word => words.includes(word));
  if (index >= 0 && slots[index]) return [slots[index]];
  if (words.includes('last')) return [slots.at(-1)!];
  return fitting.length > 0 ? fitting : [...slots];
}

export function slotsOf(node: NodeFact): Slot[] {
  const slots: Slot[] = [];
  const visit = (value: unknown, path: readonly (string | number)[], names: readonly string[]) => {
    if (Array.isArray(value)) value.forEach((inner, at) => void visit(inner, [...path, at], names));
    else if (typeof value === 'object' && value !== null) {
      const field = /(\w+)\s*\}\}$/.exec(String((value as { left?: unknown }).left ?? ''))?.[1];
      for (const [name, inner] of Object.entries(value))
        visit(
          inner,
          [...path, name],
          [...names, name, ...(field && name === 'right' ? [`field:${singular(field.toLowerCase())}`] : [])],
        );
    } else slots.push({ node, path, value, names: [...names, ...meaningOf(node, path, value)] });
  };
  visit(node.params, [], []);
  return slots.filter(
    ({ names }) => !names.includes('operator') && !names.includes('match') && !names.includes('mode'),
  );
}

function meaningOf({ type }: NodeFact, path: readonly (string | number)[], value: unknown): string[] {
  const last = String(path.at(-1));
  if (last === 'right') return typeof value === 'number' ? ['threshold'] : ['word'];
  if (type === 'core.limit' && last === 'count') return ['count', 'threshold', 'limit'];
  if (type === 'core.rss-read' && last === 'limit') return ['count', 'limit'];
  if (type === 'core.respond' && path[0] === 'body') return ['answer', 'reply', 'response', 'respond', 'return'];
  return last === 'url' ? ['url', 'feed', 'address'] : [last];
}

export function setSlots(slots: readonly Slot[], after: string, context: EditContext): Edit | null {
  if (slots.length === 0) return null;
  // No words are an address.
  if (slots.some(({ path }) => path.at(-1) === 'url') && !/^(?:https?:\/\/|\/|\{\{)/i.test(after)) return null;
  if (slots.length > 1 && new Set(slots.map(({ value }) => String(value))).size > 1)
    return choose(slots, after, context);
  const nodes = [...new Set(slots.map(({ node }) => node))];
  return {
    changes: nodes.map(node =>
      update(
        node,
        slots.filter(slot => slot.node === node),
        { after, context },
      ),
    ),
  };
}

/** Several could be meant, with different values: the answer to our question decides. */
function choose(slots: readonly Slot[], after: string, context: EditContext): Edit {
  const labels = slots.map(({ node, value }) => `${node.label} (now ${String(value)})`);
  const question = askWhich('one', labels);
  const answer = context.answers.get(question.question!.question);
  const chosen = slots[labels.indexOf(answer ?? '')];
  return chosen ? { changes: [update(chosen.node, [chosen], { after, context })] } : question;
}

function update(node: NodeFact, slots: readonly Slot[], { after, context }: { after: string; context: EditContext }) {
  const params = structuredClone(node.params) as Record<string, unknown>;
  for (const { path, value } of slots) put(params, path, converted(value, after, { node, context }));
  const roots = [...new Set(slots.map(({ path }) => String(path[0])))];
  const label = relabelled(node, slots, after);
  return {
    type: 'update-node' as const,
    node: node.key,
    params: Object.fromEntries(roots.map(root => [root, params[root]])),
    ...(label === null ? {} : { label }),
  };
}

/** A label that shows the old value would lie. */
function relabelled({ label }: NodeFact, slots: readonly Slot[], after: string): string | null {
  const old = slots
    .map(({ value }) => String(value))
    .find(value => value.length > 0 && label.toLowerCase().includes(value.toLowerCase()));
  if (old === undefined) return null;
  const at = label.toLowerCase().indexOf(old.toLowerCase());
  return `${label.slice(0, at)}${after}${label.slice(at + old.length)}`.slice(0, 78);
}

function converted(
  before: unknown,
  after: string,
  { node, context }: { node: NodeFact; context: EditContext },
): unknown {
  const number = toNumber(after);
  if (typeof before === 'number' && number !== null) return number;
  if (node.type !== 'core.respond') return after;
  const value = readValue(`⟨q${context.reader.literals.length}⟩`, {
    ...context.reader,
    literals: [...context.reader.literals, { kind: 'quote', text: after }],
  });
  return value ? toParam(value, scopeAt(context.workflow, node.key)) : after;
}

function put(target: Record<string, unknown>, path: readonly (string | number)[], value: unknown) {
  const parent = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>((at, name) => at[name] as Record<string | number, unknown>, target);
  parent[path.at(-1)!] = value;
}
