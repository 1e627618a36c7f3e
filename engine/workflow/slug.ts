import { NodeKey } from './schema';

const maxLength = 48;

/** What a label becomes as a node's key: `Prüfe Betrag (€)` → `prufe_betrag`. */
export function slugOf(label: string, fallback = 'step'): string {
  const words = label
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const slug = /^[0-9]/.test(words) ? `${fallback}_${words}` : words || fallback;
  return slug.slice(0, maxLength).replace(/_+$/, '');
}

/** The slug, or the slug with the first number that makes it unique. */
export function uniqueSlug(label: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(label);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `_${number}`;
    const candidate = slug.slice(0, maxLength - suffix.length).replace(/_+$/, '') + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}

/** A key as it was asked for, made into a slug only where it is none. */
export const keyFrom = (text: string): string => (NodeKey.safeParse(text).success ? text : slugOf(text));
