import { readAction } from '../grammar/action';
import { quiet } from '../grammar/reader';
import { toFieldName } from '../language/names';
import { toParam } from '../lower/script';
import type { Assignment } from '../plan';
import { setBefore } from './computed-field';
import type { Edit, EditContext, EditRule } from './edit-context';
import { scopeAt } from './scope-at';
import { storesOf, update, valuesOf } from './stores';

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
  return fields && setBefore(context, { name, fields });
};

function assigned(name: string, formula: string, { reader }: EditContext): readonly Assignment[] | null {
  const step = readAction(`set ${name} = ${formula}`, quiet(reader))?.[0];
  return step?.kind === 'set' && step.fields.every(({ value }) => value.kind !== 'text' || /^⟨q/.test(formula))
    ? step.fields
    : null;
}

const further =
  /^(?:(?:and|also|please|additionally|plus)\s+)*(?:save|store|add|include|put|write|keep|log|record|remember)\s+(?:also )?(?:the )?([\p{L}_]\w*(?:(?:,| and)+ (?:the )?[\p{L}_]\w*)*)(?:,? (?:too|as well|also|there|in there|in it|to it|to the (?:row|table|record|same table)|in(?:to)? (?:the|that|this) (?:same )?(?:row|table|record)))*$/iu;

/** "also save the phone": one more column of the one step that stores. */
export const addColumn: EditRule = context => {
  const match = further.exec(context.text);
  const store = onlyStore(context);
  if (!match || store === null || valuesOf(store).length === 0) return null;
  const names = match[1]!
    .split(/\s*(?:,|\band\b)\s*(?:and )?(?:the )?/i)
    .filter(name => name !== '')
    .map(name => toFieldName(name));
  return names.some(isNoField) || !asksForMore.test(context.text)
    ? null
    : withColumns(
        context,
        names.map(name => ({ name, field: name })),
      );
};

const renamed =
  /^(?:(?:and|also|please|additionally|plus)\s+)*(?:save|store|add|include|put|write|keep|log|record|remember)\s+(?:also )?(?:the )?([\p{L}_]\w*) (?:as|under|in(?:to)?(?= (?:(?:an?|the) )?(?:(?:new|extra|own) )?(?:column|field)\b))(?: an?| the)?(?: new| extra| own)?(?: (?:column|field|name))?(?: called| named)? ([\p{L}_]\w*?)(?: (?:column|field))?(?:,? (?:too|as well|also|there|in there|in it|to it|to the (?:row|table|record|same table)|in(?:to)? (?:the|that|this) (?:same )?(?:row|table|record)))*$/iu;

/** "also store town as place": one more column, with a name of its own. */
export const addRenamed: EditRule = context => {
  const match = renamed.exec(context.text);
  const store = onlyStore(context);
  if (!match || store === null) return null;
  const [field, name] = [toFieldName(match[1]!), toFieldName(match[2]!)];
  if (isNoField(field) || !asksForMore.test(context.text)) return null;
  return valuesOf(store).length > 0
    ? withColumns(context, [{ name, field }])
    : setBefore(context, { name, fields: [{ name, value: { kind: 'field', name: field } }] });
};

const asksForMore = /^(?:also|and|additionally|plus)|\b(?:also|too|as well|row|there|same|it)\b/i;
const isNoField = (name: string) => /^(?:it|them|this|that|everything|all|an?|another|one)$/.test(name);

function onlyStore(context: EditContext) {
  const stores = storesOf(context);
  return stores.length === 1 ? stores[0]! : null;
}

/** The one step that stores, with the columns that it does not have yet. */
function withColumns(context: EditContext, columns: readonly { name: string; field: string }[]): Edit | null {
  const store = onlyStore(context);
  const before = context.workflow.connections.find(({ to }) => to === store?.key)?.from;
  if (store === null || before === undefined) return null;
  const scope = scopeAt(context.workflow, before);
  const added = columns
    .filter(({ name }) => !valuesOf(store).some(column => column.name === name))
    .map(({ name, field }) => ({ name, value: toParam({ kind: 'field', name: field }, scope) }));
  return added.length === 0 ? null : { changes: [update(store, { values: [...valuesOf(store), ...added] })] };
}
