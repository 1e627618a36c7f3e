import type { Item } from './schema';

/** Which item of an earlier node belongs to the current one. */
export type ItemLookup =
  | { found: true; item: Item; index: number }
  | { found: false; reason: 'not_executed' }
  | { found: false; reason: 'ambiguous'; count: number };

/** What the expressions of one node execution may read; shared by all its items. */
export interface ScopeContext {
  /** ISO text, fixed per execution. */
  now: string;
  workflow: { name: string };
  execution: { id: string };
  triggerKey: string | null;
  /** Every key of the workflow, so that a mistyped one can be named. */
  nodeKeys: readonly string[];
  /** Everything a node gave, over all its ports; null when it did not run. */
  itemsOf(nodeKey: string): readonly Item[] | null;
  /** The item of a node that the input item at this index comes from. */
  itemOf(nodeKey: string, itemIndex: number): ItemLookup;
  /** The node that gave the input item at this index; null at a trigger. */
  inputKey(itemIndex: number): string | null;
  /** Inside a loop: what the record of a node is called; its own key elsewhere. */
  recordKey?(nodeKey: string): string;
}

export interface Scope {
  itemIndex: number;
  item: Item;
  context: ScopeContext;
}
