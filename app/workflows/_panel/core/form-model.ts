import type { JsonSchema } from '@/engine/nodes/describe-nodes';

interface Common {
  name: string;
  description: string;
  required: boolean;
  default: unknown;
}

/** One setting of a step as the form shows it. `pairs` and `conditions` are lists with a row of their own look. */
export type FormField = Common &
  (
    | { kind: 'text' | 'long-text' | 'switch' | 'any' }
    | { kind: 'number'; minimum: number | null; maximum: number | null }
    | { kind: 'choice'; choices: readonly string[] }
    | { kind: 'texts' }
    | { kind: 'list' | 'pairs' | 'conditions' | 'group'; fields: readonly FormField[] }
  );

/** What a step can be set to, from its JSON schema. */
export function toFormFields(schema: JsonSchema): FormField[] {
  const required = new Set(schema.required as string[] | undefined);
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  return Object.entries(properties).map(([name, property]) => toField(name, property, required.has(name)));
}

function toField(name: string, schema: JsonSchema, required: boolean): FormField {
  const common: Common = { name, required, description: String(schema.description ?? ''), default: schema.default };
  if (Array.isArray(schema.enum)) return { ...common, kind: 'choice', choices: schema.enum.map(String) };
  switch (schema.type) {
    case 'string':
      return { ...common, kind: isLong(name, schema) ? 'long-text' : 'text' };
    case 'number':
    case 'integer':
      return { ...common, kind: 'number', minimum: limit(schema.minimum), maximum: limit(schema.maximum) };
    case 'boolean':
      return { ...common, kind: 'switch' };
    case 'array':
      return toListField(common, (schema.items ?? {}) as JsonSchema);
    case 'object':
      return schema.properties
        ? { ...common, kind: 'group', fields: toFormFields(schema) }
        : { ...common, kind: 'any' };
    default:
      return { ...common, kind: 'any' };
  }
}

function toListField(common: Common, items: JsonSchema): FormField {
  if (items.type === 'string') return { ...common, kind: 'texts' };
  if (items.type !== 'object' || !items.properties) return { ...common, kind: 'any' };
  const fields = toFormFields(items);
  const names = fields.map(({ name }) => name).sort();
  if (String(names) === 'name,value') return { ...common, kind: 'pairs', fields };
  const isCondition = ['left', 'operator', 'right'].every(name => names.includes(name));
  return { ...common, kind: isCondition ? 'conditions' : 'list', fields };
}

const limit = (value: unknown) => (typeof value === 'number' ? value : null);
const longNames = /^(text|html|body|prompt|message|instructions|description|answer|code|content|markdown)$/i;
const isLong = (name: string, { maxLength }: JsonSchema) =>
  longNames.test(name) && !(typeof maxLength === 'number' && maxLength <= 200);

/** `itemsPath` is shown as "Items path", `baseUrl` as "Base URL". */
export function labelOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
    .replace(abbreviations, short => (short === 'ids' ? 'IDs' : short === 'urls' ? 'URLs' : short.toUpperCase()));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const abbreviations = /\b(ai|api|bcc|cc|csv|html|http|ids?|ip|json|pdf|rss|sql|ttl|urls?|utc|uuid|xml)\b/g;

/** An entry to start with when one is added to a list. */
export const newEntry = (fields: readonly FormField[]): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .filter(({ required, default: value }) => required && value === undefined)
      .map(field => [field.name, emptyOf(field)]),
  );

function emptyOf(field: FormField): unknown {
  switch (field.kind) {
    case 'choice':
      return field.choices[0] ?? '';
    case 'number':
      return field.minimum ?? 0;
    case 'switch':
      return false;
    case 'texts':
    case 'list':
    case 'pairs':
    case 'conditions':
      return [];
    case 'group':
      return newEntry(field.fields);
    default:
      return '';
  }
}
