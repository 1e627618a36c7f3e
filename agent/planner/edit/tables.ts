import { readOnce } from '../grammar/once';
import { literalOf } from '../language/literals';
import { toFieldName } from '../language/names';
import type { EditRule } from './edit-context';
import { askWhich } from './edit-context';

import { storesOf, update, valuesOf } from './stores';

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
