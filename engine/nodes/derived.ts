import type { Item } from '../workflow/schema';

const sources = new WeakMap<Item, Item>();

/** A new item that a node with all items before it makes of one of them: it keeps the lineage of that one. */
export function derivedFrom(source: Item, item: Item): Item {
  sources.set(item, source);
  return item;
}

export const sourceOf = (item: Item): Item => sources.get(item) ?? item;
