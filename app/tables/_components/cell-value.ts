import type { Item } from '@/engine/workflow/schema';

type Value = Item[string];

/** What a person typed as the value it means. What was text stays text; an empty cell is nothing. */
export function cellValue(text: string, before: Value | undefined): Value {
  if (text === '') return null;
  if (typeof before === 'string') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  // `007` and `1.50` are texts that look like numbers: writing them again would change them.
  if (Number.isFinite(Number(text)) && String(Number(text)) === text) return Number(text);
  if (/^[[{]/.test(text)) return parsed(text);
  return text;
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
