import type { Conflict, SkippedChange } from '@/engine/workflow/change';
import type { NodeKind } from '@/engine/workflow/node-types';
import type { Position, Workflow } from '@/engine/workflow/schema';

/** What the palette, and an edit that is not answered yet, need to know of a type of step. */
export interface CatalogueEntry {
  type: string;
  title: string;
  summary: string;
  synonyms: readonly string[];
  kind: NodeKind;
  icon: string;
  /** Ways out and in of its example. */
  ports: readonly string[];
  inputs: readonly string[];
  /** It owns other steps and carries them out in rounds. */
  isContainer?: boolean;
  /** What leaves it is the answer to who is waiting for one. */
  answers?: boolean;
  /** Of a service that a step is pointed at: what the step begins with. */
  params?: Readonly<Record<string, string>>;
  label?: string;
}

/** What only the server can say of a node: it has the definitions. */
export interface NodeFacts {
  ports: readonly string[];
  inputs: readonly string[];
  detail: string;
  issues: readonly string[];
}

/** A workflow as it is saved, with everything the canvas draws of it. */
export interface CanvasSnapshot {
  version: number;
  workflow: Workflow;
  facts: Readonly<Record<string, NodeFacts>>;
  /** Where nodes without a position of their own go. */
  places: Readonly<Record<string, Position>>;
}

export interface CanvasReply extends CanvasSnapshot {
  conflicts: readonly Conflict[];
  skipped: readonly Pick<SkippedChange, 'change' | 'hint'>[];
}
