import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import { readAction } from '../grammar/action';
import { readTest } from '../grammar/condition';
import { readRelative } from '../grammar/lists';
import { readOnce } from '../grammar/once';
import { quiet } from '../grammar/reader';
import { literalOf } from '../language/literals';
import { toFieldName } from '../language/names';
import { toNumber } from '../language/numbers';
import { Builder } from '../lower/builder';
import { lowerSteps } from '../lower/lower-steps';
import { toFilters } from '../lower/lower-table';
import { pathOf } from '../lower/scope';
import { toParam } from '../lower/script';
import type { Assignment } from '../plan';
import type { Edit, EditContext, EditRule } from './edit-context';
import { askWhich } from './edit-context';
import { scopeAt } from './scope-at';

const storesOf = ({ workflow }: EditContext) =>
  workflow.nodes.filter(
    ({ type, params }) => type === 'core.data-table' && /^(?:insert|upsert)$/.test(String(params.operation)),
  );
type Column = { name: string; value: unknown };
const valuesOf = ({ params }: NodeFact) => (params.values as Column[] | undefined) ?? [];
const update = (node: NodeFact, params: Record<string, unknown>): FlatChange => ({
  type: 'update-node',
  node: node.key,
  params,
});

const renamed =
  /^(?:rename|call|name|change|switch)\s+(?:the |its )?(?:name of the )?(?:(⟨q\d+⟩|\w+) )?table(?:'s name| name)?\s*(⟨q\d+⟩|(?!to\b|into\b|as\b)[\w]+)?\s*(?:\b(?:to|into|as|be)\b\s*(?:be )?)?(?:called |named )?(⟨q\d+⟩|[\p{L}_][\w -]*?)(?: instead| now| please)*$/iu;
const moved =
  /^(?:the )?(?:table|data|rows?|it|they|everything)\s+(?:should|must|has to|shall)\s+(?:now )?(?:be (?:called|named)|go (?:to|into)|be (?:stored|saved|put) in)\s+(?:the )?(?:table )?(⟨q\d+⟩|[\p{L}_][\w -]*?)(?: table)?(?: instead| now)*$/iu;

/** "rename the table to wishlist": another table is used wherever this one was. */
export const renameTable: EditRule = context => {
  const match = renamed.exec(context.text);
  const stated = match ? null : moved.exec(context.text);
  const said = match?.[3] ?? stated?.[1];
  if (said === undefined) return null;
  const name = literalOf(said, context.reader.literals)?.text ?? said.trim();
  const old = match && (match[1] ?? match[2]);
  const oldName = old && !/^the|its$/i.test(old) ? (literalOf(old, context.reader.literals)?.text ?? old) : null;
  const nodes = context.workflow.nodes.filter(
    ({ type, params }) =>
      type === 'core.data-table' && (oldName === null || String(params.table).toLowerCase() === oldName.toLowerCase()),
  );
  const tables = [...new Set(nodes.map(({ params }) => String(params.table)))];
  if (tables.length === 0) return null;
  const question = askWhich('table', tables);
  const chosen =
    tables.length === 1 ? tables[0]! : tables.find(table => table === context.answers.get(question.question!.question));
  if (chosen === undefined) return question;
  return {
    changes: nodes
      .filter(({ params }) => params.table === chosen)
      .map(node => ({
        ...update(node, { table: name }),
        ...(node.label.includes(chosen) ? { label: node.label.replace(chosen, name).slice(0, 78) } : {}),
      })),
  };
};

const known =
  /^(?:if|when|in case)\s+(?:the |an? )?(.+?)\s+(?:is |are |was |does |has been )?(?:already )?(?:(?:there|known|stored|saved|in (?:it|there|the (?:\w+ )?table(?: \w+)?)|exists?|existing)(?: already)?)\s*,?\s*(?:then )?(.+)$/i;
const overwriting =
  /\b(?:update|overwrite|replace|do not (?:add|store|save|insert)|not (?:add|store|save|insert)\w*|no (?:second|new|other)|only (?:change|update)|change)\b/i;
const single =
  /^(?:please )?(?:also )?(?:do not |never |no |avoid |without )(?:store|save|add|insert|duplicates?|double\w*|keep|have)?\s*(?:any |the same |double )?(?:(\w+?)s? twice|duplicates?|duplicate \w+|twice)?(?: (?:by|per|based on|with the same) (?:the |same )?(\w+))?$|^(?:each|every|one row per|only one row per|update(?: it)? by|upsert by|unique by|deduplicate by) (?:the )?(\w+)(?: only once| is (?:stored|saved) only once)?$/i;

/** "if the sku is already there update it", "no duplicates by email": one row per value of a field. */
export const toUpsert: EditRule = context => {
  const once = readOnce(context.text);
  const [only] = storesOf(context);
  if (once && storesOf(context).length === 1 && only) {
    const column =
      once.field ??
      (valuesOf(only).find(({ name }) => /^(?:link|id|email|url|key)$/.test(name)) ?? valuesOf(only)[0])?.name ??
      'id';
    return { changes: [update(only, { operation: 'upsert', column })] };
  }
  const match = known.exec(context.text);
  const alone = match ? null : single.exec(context.text);
  if (match && (!overwriting.test(match[2]!) || /\b(?:answer|reply|respond|return|⟨u)\b/i.test(match[2]!))) return null;
  const said = match?.[1] ?? alone?.[1] ?? alone?.[2] ?? alone?.[3];
  if (said === undefined) return null;
  const stores = storesOf(context);
  if (stores.length !== 1) return null;
  const names = valuesOf(stores[0]!).map(({ name }) => name);
  const words = toFieldName(said.replace(/^(?:same|a|an|the|this|that)\s+/i, ''));
  const column =
    names.find(name => name === words || words.split('_').includes(name)) ??
    (names.length === 0 || match === null
      ? words
      : names.find(name => /^(?:id|key|email|sku|code|number)$/.test(name)));
  return column === undefined ? null : { changes: [update(stores[0]!, { operation: 'upsert', column })] };
};

const unneeded: readonly RegExp[] = [
  /^(?:the )?([\p{L}_][\w]*(?: [\p{L}_]\w*)?) (?:is|are) (?:not|no longer|no more) (?:needed|necessary|wanted|required|used|interesting|important)(?: any ?more| any longer| now| there)?(?:,? (?:and |so )?(?:please )?(?:do not|stop|never) (?:save|store|saving|storing|keep)(?: (?:it|that|this))?(?: any ?more)?)?$/iu,
  /^(?:please )?(?:do not|no longer|stop|never) (?:save|store|saving|storing|keep|keeping|record|recording|add|adding|write|writing) (?:the )?([\p{L}_]\w*(?:(?:,| and) (?:the )?[\p{L}_]\w*)*)(?: any ?more| any longer| in (?:it|there|the table(?: \w+)?)| now)*$/iu,
  /^(?:please )?(?:remove|drop|delete|leave out|take out|omit|skip) (?:the )?(?:column |field )?([\p{L}_]\w*)(?: column| field)?(?: (?:from|in|of|out of) (?:the )?(?:table|row|store|database|saved row|\w+ table|table \w+|what is (?:saved|stored)))?$/iu,
  /^(?:store|save|keep) (?:it |them |everything |the row |all )?(?:without|except|but not) (?:the )?([\p{L}_]\w*)$/iu,
];

/** "city is not needed any more", "don't save it any more": a column goes, or the whole step that stores. */
export const dropColumn: EditRule = context => {
  const said = unneeded.map(pattern => pattern.exec(context.text)?.[1]).find(found => found !== undefined);
  if (said === undefined) return null;
  const names = said.split(/\s*(?:,|\band\b)\s*(?:the )?/i).map(name => toFieldName(name));
  const stores = storesOf(context);
  if (/^(?:it|them|that|this|anything|everything|the (?:order|row|data))$/i.test(said.trim()))
    return stores.length === 1 && /\b(?:sav|stor|keep|record|writ)/i.test(context.text)
      ? { changes: [{ type: 'remove-node', node: stores[0]!.key }] }
      : null;
  const holding = stores.filter(store => names.every(name => valuesOf(store).some(column => column.name === name)));
  if (holding.length === 0) return null;
  return {
    changes: holding.map(store =>
      update(store, { values: valuesOf(store).filter(({ name }) => !names.includes(name)) }),
    ),
  };
};

const wanted =
  /^(?:(?:and|also|please|additionally|plus)\s+)*(?:(?:I|we) (?:also )?(?:need|want)|there should (?:also )?be|add|include|make|create)\s+(?:also )?(?:an? |the |another |one more )?(?:new |extra |additional )?(?:field |column |value )?([\p{L}_]\w*)(?: too| as well| in (?:the|that) (?:table|row))?\s*(?:,|:|=|\(|-)*\s*(?:that is|which is|it is|this is|that should be|which should be|being|made (?:of|from)|made up of|=|is|as|with the value(?: of)?|calculated as|computed as)\s+(.+?)\)?(,?\s*(?:and )?(?:also )?(?:saved?|stored?|save it|store it|to be (?:saved|stored)|in(?:to)? the (?:same )?(?:table|row)|and save it)(?: too| also| as well)?)?$/iu;
const joined =
  /^(?:the )?([\p{L}_]\w*) and (?:the )?([\p{L}_]\w*) (?:with (?:a )?|separated by (?:a )?|joined (?:by|with) (?:a )?)(space|comma|dash|hyphen)(?: (?:between|in between|in the middle|each))?(?: them)?$/iu;

/** "i also need full_name, that is first_name and last_name with a space between, saved too". */
export const addComputed: EditRule = context => {
  const match = wanted.exec(context.text);
  if (!match) return null;
  const { workflow, reader } = context;
  const name = toFieldName(match[1]!);
  const side = joined.exec(match[2]!.trim());
  const mark = side && { space: ' ', comma: ', ', dash: '-', hyphen: '-' }[side[3]!.toLowerCase()];
  const fields: readonly Assignment[] | null = side
    ? [
        {
          name,
          value: {
            kind: 'parts',
            parts: [
              { kind: 'field', name: toFieldName(side[1]!) },
              { kind: 'text', text: mark! },
              { kind: 'field', name: toFieldName(side[2]!) },
            ],
          },
        },
      ]
    : assigned(name, match[2]!, context);
  const [store] = storesOf(context);
  const anchor = store ?? workflow.nodes.find(({ type }) => type === 'core.respond');
  const cut = anchor ? workflow.connections.filter(({ to }) => to === anchor.key) : [];
  if (fields === null || anchor === undefined || cut.length === 0) return null;
  const builder = new Builder(workflow.nodes.map(({ key }) => key));
  const place = lowerSteps(
    [{ kind: 'set', fields }],
    { builder, answers: true },
    {
      ends: cut.map(({ from, port }) => ({ key: from, port, answered: false })),
      scope: scopeAt(workflow, cut[0]!.from),
    },
  );
  const key = place.ends[0]!.key;
  const column =
    store && (match[3] || valuesOf(store).length > 0) && valuesOf(store).length > 0
      ? [update(store, { values: [...valuesOf(store), { name, value: `{{ ${pathOf(place.scope, name)} }}` }] })]
      : [];
  return {
    changes: [
      ...cut.map(({ from, port, to }): FlatChange => ({ type: 'disconnect', from, port, to })),
      ...builder.changes,
      { type: 'connect', from: key, port: 'next', to: anchor.key },
      ...column,
    ],
    assumptions: reader.assumptions,
  };
};

function assigned(name: string, formula: string, { reader }: EditContext): readonly Assignment[] | null {
  const step = readAction(`set ${name} = ${formula}`, quiet(reader))?.[0];
  return step?.kind === 'set' && step.fields.every(({ value }) => value.kind !== 'text' || /^⟨q/.test(formula))
    ? step.fields
    : null;
}

const further =
  /^(?:(?:and|also|please|additionally|plus)\s+)*(?:save|store|add|include|put|write|keep|log|record|remember)\s+(?:also )?(?:the )?([\p{L}_]\w*(?:(?:,| and)+ (?:the )?[\p{L}_]\w*)*)(?:,? (?:too|as well|also|there|in there|in it|to it|to the (?:row|table|record|same table)|in(?:to)? the (?:row|same table|table|record|same row)))*$/iu;

/** "also save the phone": one more column of the one step that stores. */
export const addColumn: EditRule = context => {
  const match = further.exec(context.text);
  const stores = storesOf(context);
  const store = stores[0];
  if (!match || stores.length !== 1 || store === undefined || valuesOf(store).length === 0) return null;
  const names = match[1]!
    .split(/\s*(?:,|\band\b)\s*(?:and )?(?:the )?/i)
    .filter(name => name !== '')
    .map(name => toFieldName(name));
  if (
    names.some(name => /^(?:it|them|this|that|everything|all|an?|another|one)$/.test(name)) ||
    !/^(?:also|and|additionally|plus)|\b(?:also|too|as well|row|there|same|it)\b/i.test(context.text)
  )
    return null;
  const before = context.workflow.connections.find(({ to }) => to === store.key)?.from;
  if (before === undefined) return null;
  const scope = scopeAt(context.workflow, before);
  const added = names
    .filter(name => !valuesOf(store).some(column => column.name === name))
    .map(name => ({ name, value: toParam({ kind: 'field', name }, scope) }));
  return added.length === 0 ? null : { changes: [update(store, { values: [...valuesOf(store), ...added] })] };
};

const counted =
  /^(?:(?:and|but|please|also|now|just)\s+)*(?:only|just|keep|take|limit(?: it)? to|show)?\s*(?:only )?(?:the )?(?:top|first|best|latest|newest|last|highest|cheapest|limit(?: of)?)?\s*(?:the )?(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty)(?: (?:ones?|items?|posts?|rows?|results?|entries|of them|newest|latest))?(?: only| instead| please)*$/i;

/** "only the top 2": the limit there is, with another number. */
export const setLimit: EditRule = context => {
  const match = counted.exec(context.text);
  const limits = context.workflow.nodes.filter(({ type }) => type === 'core.limit');
  const count = match && toNumber(match[1]!);
  if (!match || count === null || limits.length !== 1) return null;
  return { changes: [{ ...update(limits[0]!, { count }), label: limits[0]!.label.replace(/\d+/, String(count)) }] };
};

const onlyRows =
  /^(?:(?:and|but|please|also|now)\s+)*(?:(?:count|sum|sum up|add up|take|use|include|look at|read|average|get|consider)\s+)?(?:only|just)\s+(?:(?:count|sum|sum up|add up|take|use|include|look at|average)\s+)?(.+)$/i;

/** "count only the donations where the campaign is roof": fewer rows are looked up. */
export const filterRows: EditRule = (context): Edit | null => {
  const match = onlyRows.exec(context.text);
  const finds = context.workflow.nodes.filter(
    ({ type, params }) => type === 'core.data-table' && params.operation === 'find',
  );
  if (!match || finds.length !== 1 || /⟨u/.test(match[1]!)) return null;
  const sources = context.workflow.nodes.some(
    ({ type, params }) =>
      type === 'core.rss-read' || (type === 'core.http-request' && (params.method ?? 'GET') === 'GET'),
  );
  const reader = quiet(context.reader);
  const test = readRelative(match[1]!, reader) ?? readTest(match[1]!, reader);
  if (test === null || sources) return null;
  const [find] = finds;
  const before = context.workflow.connections.find(({ to }) => to === find!.key)?.from ?? find!.key;
  const { filters, match: how } = toFilters(test, scopeAt(context.workflow, before));
  const own = (find!.params.filters as unknown[] | undefined) ?? [];
  if (own.length > 0 && how === 'any') return null;
  return {
    changes: [update(find!, { filters: [...own, ...filters], match: own.length > 0 ? 'all' : how })],
    assumptions: reader.assumptions,
  };
};
