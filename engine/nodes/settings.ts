import { z } from 'zod';
import { isObject } from '../workflow/equal';

/** Schemas that many nodes use for their params. An expression is text until it is resolved. */

export const hasExpression = (value: unknown): value is string => typeof value === 'string' && value.includes('{{');

/** Text however it was resolved: a number or an object becomes what a person would write for it. */
export const textSetting = (description: string) => z.unknown().transform(toText).meta({ type: 'string', description });

export const wholeNumber = (description: string, { min, max }: { min: number; max: number }) =>
  z.coerce
    .number(`Give a whole number from ${min} to ${max}.`)
    .int('Give a whole number.')
    .min(min, `Give ${min} or more.`)
    .max(max, `Give ${max} or less.`)
    .describe(description);

const plainPath = z
  .string('Name a field.')
  .trim()
  .max(200)
  .refine(path => !hasExpression(path), 'Write only the name of the field, for example customer.city, without {{ }}.');

/** A plain path into the item, not an expression. */
export const fieldPath = (description: string) => plainPath.min(1, 'Name a field.').describe(description);

/** Nothing, or an empty text as a form leaves it, means none. */
export const optionalFieldPath = (description: string) => plainPath.optional().describe(description);

export const webAddress = (description: string) =>
  z
    .string('Give the web address.')
    .trim()
    .min(1, 'Give the web address.')
    .refine(isWebAddress, 'Give a whole web address that begins with http:// or https://.')
    .describe(description);

/** As `webAddress`; a path counts too, for steps that know which service it belongs to. */
export const webAddressOrPath = (description: string) =>
  z
    .string('Give the web address.')
    .trim()
    .min(1, 'Give the web address.')
    .refine(
      text => text.startsWith('/') || isWebAddress(text),
      'Give a whole web address that begins with http:// or https://, or with a service a path that begins with /.',
    )
    .describe(description);

function isWebAddress(text: string): boolean {
  if (hasExpression(text)) return true;
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** A field's or column's name with its value. */
export const NamedValue = z.object({
  name: z.string('Give a name.').trim().min(1, 'Give a name.').max(200).describe('Name of the field'),
  value: z.unknown().optional().describe('Its value: text, a number, a list … or an expression like {{ item.amount }}'),
});
export type NamedValue = z.infer<typeof NamedValue>;

export const NamedText = z.object({
  name: z.string('Give a name.').trim().min(1, 'Give a name.').max(200).describe('Its name'),
  value: textSetting('Its value').optional(),
});

export function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A value as it reads on a node card: `{{ trigger.body.amount }}` is shown as `amount`, long text is cut. */
export function toPhrase(value: unknown, { limit = 60 } = {}): string {
  const plain = toText(value)
    .replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (_all, expression: string) => shortName(expression))
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > limit ? `${plain.slice(0, limit - 1)}…` : plain;
}

const shortName = (expression: string) =>
  expression.replace(/^(?:item|trigger)\.(?:body\.)?/, '').replace(/^nodes\.(\w+)\.items?\./, '$1.');

/** The objects of a list that may not be one yet: cards describe drafts, too. */
export const objectsIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(entry => isObject(entry)) : [];
