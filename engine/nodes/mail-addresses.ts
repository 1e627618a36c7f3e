import { z } from 'zod';
import { hasExpression, toText } from './settings';

/** `ada@example.com` or `Ada Lovelace <ada@example.com>`. */
const bare = /^[^\s<>@,;"]+@[^\s<>@,;"]+$/;
const named = /^(?:"(?:[^"\\\r\n]|\\.)*"|[^<>@"\r\n]*)\s*<([^\s<>@]+@[^\s<>@]+)>$/;

export const isAddress = (text: string): boolean => text.length <= 320 && (bare.test(text) || named.test(text));

/** The address itself, without the name beside it. */
export const bareAddress = (text: string): string => named.exec(text)?.[1] ?? text;

/** Text with commas or semicolons between addresses, or a list of them; each once. */
export function toAddresses(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.flatMap(toAddresses) : splitAddresses(toText(value));
  return [...new Set(parts)];
}

/** Not at a comma within the quotes of a name. */
const splitAddresses = (text: string) =>
  (text.match(/(?:"(?:[^"\\]|\\.)*"|[^,;"])+/g) ?? []).map(part => part.trim()).filter(part => part !== '');

export const addressesSetting = (description: string) =>
  z
    .unknown()
    .transform(toAddresses)
    .superRefine((addresses, context) => {
      const wrong = addresses.find((address): boolean => !hasExpression(address) && !isAddress(address));
      if (wrong) context.addIssue({ code: 'custom', message: `"${wrong.slice(0, 80)}" is no e-mail address.` });
    })
    .meta({ type: 'string', description });
