import { z } from 'zod';

/** One field of the form by which a credential is entered. */
export interface CredentialField {
  name: string;
  label: string;
  description: string;
  /** Written once and never shown again. */
  secret: boolean;
  required: boolean;
  kind: 'text' | 'number' | 'choice';
  choices: readonly string[];
  /** What stands in the field at first. */
  initial: string;
}

const Property = z.object({
  type: z.enum(['string', 'number', 'integer', 'boolean']).catch('string').default('string'),
  title: z.string().optional(),
  description: z.string().default(''),
  secret: z.boolean().optional(),
  format: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});
const Full = z.object({ properties: z.record(z.string(), Property), required: z.array(z.string()).default([]) });
const Short = z.record(z.string(), z.string());

const looksSecret = /key|token|secret|passw|private/i;

/**
 * The form that an integration's `config_schema` describes: JSON Schema with `secret: true` where something is to be
 * hidden, or the short form `{"api_key": "string", "base_url": "string"}`, where the name tells. No fields: no form.
 */
export function credentialFields(schema: unknown): CredentialField[] {
  const full = Full.safeParse(schema);
  if (full.success) {
    const { properties, required } = full.data;
    return Object.entries(properties).map(([name, property]) => toField(name, property, required.includes(name)));
  }
  const short = Short.safeParse(schema);
  if (!short.success) return [];
  return Object.entries(short.data).map(([name, type]) =>
    toField(name, Property.parse({ type: type.replace(/[?*]$/, '') }), !type.endsWith('?') && looksSecret.test(name)),
  );
}

function toField(name: string, property: z.output<typeof Property>, required: boolean): CredentialField {
  const { type, title, description, format, enum: choices = [], default: initial = '' } = property;
  return {
    name,
    label: title ?? wordsOf(name),
    description,
    secret: property.secret ?? (format === 'password' || looksSecret.test(name)),
    required,
    kind: type === 'boolean' || choices.length > 0 ? 'choice' : type === 'string' ? 'text' : 'number',
    choices: type === 'boolean' ? ['true', 'false'] : choices.map(String),
    initial: String(initial),
  };
}

const wordsOf = (name: string) => {
  const words = name.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
