import type { JsonSchema } from '@/engine/nodes/describe-nodes';
import type { Setting } from './entries';

/** What a setting is for, told from its name and its schema. */
export type SettingKind =
  | 'recipient'
  | 'subject'
  | 'content'
  | 'instruction'
  | 'code'
  | 'path'
  | 'paths'
  | 'pairs'
  | 'names'
  | 'choices'
  | 'amount'
  | 'choice'
  | 'flag'
  | 'moment'
  | 'format'
  | 'alias'
  | 'text'
  | 'other';

/** `to` of a message is somebody; of a span of time it is its end. */
const mailing = /mail|address|recipient|whom|^(?:cc|bcc|reply)/i;

const itemsOf = ({ items }: JsonSchema) => (items ?? {}) as JsonSchema;
const propertiesOf = ({ properties }: JsonSchema) => Object.keys((properties ?? {}) as object);

export const choicesOf = ({ schema }: Setting): readonly string[] =>
  Array.isArray(schema.enum) ? schema.enum.filter(choice => typeof choice === 'string') : [];

const byName: readonly [RegExp, SettingKind][] = [
  [/^(?:to|cc|bcc|recipients?|reply_?to)$/i, 'recipient'],
  [/^subject$/i, 'subject'],
  [/^(?:code|script)$/i, 'code'],
  [/^(?:instructions?|prompt|task|question)$/i, 'instruction'],
  [/^(?:text|body|message|content|html|markdown|input|document|value|query)$/i, 'content'],
  [/^(?:until|date|moment|time|at|resume_?at)$/i, 'moment'],
  [/format$/i, 'format'],
  [/^(?:as|field)$/i, 'alias'],
];

export function kindOf(setting: Setting): SettingKind {
  const { schema, name, isPath } = setting;
  if (schema.type === 'array') return kindOfList(itemsOf(schema), setting);
  if (isPath) return 'path';
  if (choicesOf(setting).length > 0) return 'choice';
  if (schema.type === 'boolean') return 'flag';
  if (schema.type === 'number' || schema.type === 'integer') return 'amount';
  const named = byName.find(
    ([pattern, kind]) =>
      pattern.test(name) && (kind !== 'recipient' || mailing.test(`${name} ${schema.description ?? ''}`)),
  )?.[1];
  if (name === 'to' && named === undefined) return 'moment';
  return named ?? (schema.type === 'string' || schema.type === undefined ? 'text' : 'other');
}

function kindOfList(items: JsonSchema, { name, isPath }: Setting): SettingKind {
  if (/^(?:to|cc|bcc|recipients?)$/i.test(name)) return 'recipient';
  if (isPath) return 'paths';
  const properties = propertiesOf(items);
  if (pairNames(properties)) return 'pairs';
  if (/categor|class|label|choice|option/i.test(name)) return 'choices';
  if (items.type === 'string' || properties.includes('name')) return 'names';
  return 'other';
}

/** The two properties of an entry that hold an old and a new name. */
export function pairNames(properties: readonly string[]): { from: string; to: string } | null {
  const from = properties.find(name => /^(?:from|old|source|before)/i.test(name));
  const to = properties.find(name => /^(?:to|new|target|after|as)/i.test(name));
  return from !== undefined && to !== undefined ? { from, to } : null;
}

export const entryNames = ({ schema }: Setting) => propertiesOf(itemsOf(schema));
export const entrySchema = ({ schema }: Setting) => itemsOf(schema);
