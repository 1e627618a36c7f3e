import { z } from 'zod';
import { Item } from '@/engine/workflow/schema';

/** What a person typed as input: one object, or a list of them. */
export function parseItems(text: string): { items: Item[] } | { error: string } {
  try {
    const value: unknown = JSON.parse(text);
    const items = z
      .array(Item)
      .min(1)
      .safeParse(Array.isArray(value) ? value : [value]);
    return items.success ? { items: items.data } : { error: 'it has to be an object or a list of objects' };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
