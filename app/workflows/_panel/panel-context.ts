'use client';
import { createContext, type RefObject, useContext } from 'react';
import type { Issue } from '@/engine/workflow/issue';
import type { Shape } from '@/engine/workflow/shape';

/** A place in the settings: `['fields', 0, 'value']`. */
export type FieldPath = readonly (string | number)[];

/** Where text goes that is chosen elsewhere: the expression field that had the cursor last. */
export interface Writer {
  insert(text: string): void;
  /** Takes another text for all that stands there. */
  replace(text: string): void;
}

export interface PanelContext {
  workflowId: string;
  nodeId: string;
  readOnly: boolean;
  /** What can be named in an expression; null while it is not known yet. */
  scope: Shape | null;
  issues: readonly Issue[];
  writer: RefObject<Writer | null>;
  /** Changes when the previews may have changed. */
  stamp: string;
  valueAt(path: FieldPath): unknown;
  /** Keeps one value and saves the setting it belongs to; `undefined` takes it away. */
  edit(path: FieldPath, value: unknown): void;
}

const Context = createContext<PanelContext | null>(null);
export const PanelProvider = Context.Provider;

export function usePanelContext(): PanelContext {
  const context = useContext(Context);
  if (!context) throw new Error('a field is drawn outside of a step panel');
  return context;
}
