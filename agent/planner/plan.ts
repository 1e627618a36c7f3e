import type { NodeType } from '@/engine/workflow/node-types';
/** What a request means, before it is known where its values live in the workflow: plain data between grammar and lowering. */

export type Operator =
  | 'equals'
  | 'not_equals'
  | 'greater'
  | 'greater_or_equal'
  | 'less'
  | 'less_or_equal'
  | 'contains'
  | 'not_contains'
  | 'starts_with'
  | 'ends_with'
  | 'matches'
  | 'is_empty'
  | 'is_not_empty'
  | 'exists'
  | 'not_exists'
  | 'is_true'
  | 'is_false'
  | 'before'
  | 'after';

export type Value =
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  /** A field as the person names it; `of` is the thing they say it belongs to. */
  | { kind: 'field'; name: string; of?: string }
  /** Everything that is at hand: the order, the posts, the rows. */
  | { kind: 'whole'; of?: string }
  | { kind: 'parts'; parts: readonly Value[] }
  | { kind: 'object'; entries: readonly { name: string; value: Value }[] }
  /** The rows at hand, each with these fields. */
  | { kind: 'rows'; entries: readonly { name: string; value: Value }[] }
  | { kind: 'sum'; operator: '+' | '-' | '*' | '/'; left: Value; right: Value }
  /** A count, sum … over the items that arrive. */
  | { kind: 'aggregate'; operation: AggregateOperation; field?: string }
  | { kind: 'now'; part: 'moment' | 'date' | 'time'; shiftDays?: number; shiftHours?: number }
  /** One of a few named treatments of a text. */
  | { kind: 'call'; name: CallName; value: Value; digits?: number }
  /** "gold when the amount is over 1000, otherwise bronze": the value of the first case that holds. */
  | { kind: 'choice'; cases: readonly { test: Test; value: Value }[]; otherwise: Value | null }
  /** An expression that the person wrote themselves. */
  | { kind: 'expression'; source: string };

export type CallName = 'upper' | 'lower' | 'capital' | 'trim' | 'length' | 'words' | 'round' | 'up' | 'down';

export type AggregateOperation =
  | 'count'
  | 'sum'
  | 'average'
  | 'min'
  | 'max'
  | 'list'
  | 'first'
  | 'last'
  | 'join'
  | 'unique';

export interface Comparison {
  /** Null: whatever text the items have (title and summary of a post). */
  subject: Value | null;
  operator: Operator;
  value?: Value;
}

/** Conditions joined by and/or; `any` of groups where both are mixed. */
export type Test =
  | { kind: 'compare'; comparison: Comparison }
  | { kind: 'all' | 'any'; tests: readonly Test[] }
  | { kind: 'not'; test: Test };

export interface Assignment {
  name: string;
  value: Value;
}

export type Step =
  | { kind: 'answer'; status?: number; body: Value | null }
  | { kind: 'store'; table: string | null; values: readonly Assignment[]; what?: string; unique?: string }
  | { kind: 'find'; table: string | null; test: Test | null; limit?: number; noun?: string }
  | { kind: 'update'; table: string | null; test: Test | null; values: readonly Assignment[] }
  | { kind: 'delete-rows'; table: string | null; test: Test | null }
  | {
      kind: 'http';
      method: string;
      url: string | null;
      headers: readonly Assignment[];
      body: Value | null;
      noun?: string;
      list?: string;
    }
  | { kind: 'feed'; url: string | null; limit?: number; noun?: string }
  | { kind: 'filter'; test: Test }
  /** What was stored before is not stored again, told by a field; it becomes part of the step that stores. */
  | { kind: 'once'; field: string | null }
  /** Nothing more is done on this way. */
  | { kind: 'stop' }
  /** Said for every way that led here, also for those that were refused. */
  | { kind: 'join' }
  | { kind: 'branch'; cases: readonly Case[]; otherwise: readonly Step[] | null; subject?: Value }
  | { kind: 'set'; fields: readonly Assignment[]; only?: boolean }
  | { kind: 'sort'; by: readonly { field: string; descending: boolean }[] }
  | { kind: 'limit'; count: number; from: 'start' | 'end' }
  | {
      kind: 'aggregate';
      operations: readonly { operation: AggregateOperation; field?: string; as: string; separator?: string }[];
      groupBy?: string;
    }
  /** A step of the catalogue, filled in by what its schema asks for. */
  | {
      kind: 'other';
      type: string;
      text: string;
      settings: Readonly<Record<string, Filled>>;
      gives: Gives;
      ways?: readonly Way[];
    }
  /** Something no step does yet; an HTTP request stands in for it. */
  | {
      kind: 'missing';
      service: string;
      what: string;
      text: Value | null;
      /** It asks the service for something; otherwise it tells it something. */
      reads?: boolean;
      /** What it gives is gone through entry by entry. */
      list?: boolean;
    }
  /** Its steps are carried out in rounds: for every item, or for so many at a time. */
  | { kind: 'loop'; mode: 'each' | 'batch'; label: string; steps: readonly Step[]; size?: number }
  /** A decision that was told in prose: its condition is still to be given. */
  | { kind: 'open'; type: 'core.if' | 'core.filter'; label: string };

/** How one setting of a step of the catalogue is filled in. */
export type Filled =
  | { kind: 'plain'; value: unknown }
  | { kind: 'value'; value: Value }
  | { kind: 'path'; field: string }
  | { kind: 'paths'; fields: readonly string[] }
  | { kind: 'pairs'; from: string; to: string; pairs: readonly { from: string; to: string }[] }
  /** What there is to tell: what the step before made, or the list at hand as text. */
  | { kind: 'content'; value: Value | null };

/** What leaves a step of the catalogue. */
export interface Gives {
  /** The item that came goes on, with `fields` added to it. */
  passes: boolean;
  fields: readonly string[];
  /** Nothing goes on behind it. */
  ends: boolean;
  /** It is done once for each item, and one time is meant. */
  once: boolean;
  /** One item comes of many. */
  gathers?: boolean;
  /** Entries of this field of the item are the items from here on. */
  splits?: string;
  /** Its ways out are called so, where there are several. */
  ways?: readonly string[];
}

/** What is done on some of the ways out of a step. */
export interface Way {
  names: readonly string[];
  steps: readonly Step[];
}

export interface Case {
  test: Test;
  name?: string;
  steps: readonly Step[];
}

export type Trigger =
  | { kind: 'manual' }
  | {
      kind: 'webhook';
      method: string;
      fields: readonly string[];
      noun: string | null;
      service?: string;
      immediately?: boolean;
    }
  | { kind: 'form'; type: string; title: string; fields: readonly { name: string; type?: string }[] }
  /** A trigger of the catalogue that gives its items as they are. */
  | {
      kind: 'event';
      type: string;
      label: string;
      params: Readonly<Record<string, unknown>>;
      nouns: readonly string[];
      startedBy?: NodeType['startedBy'];
    }
  | { kind: 'schedule'; schedule: Schedule };

export type Schedule =
  | { mode: 'cron'; cron: string; timeZone?: string; words: string }
  | { mode: 'interval'; every: number; unit: 'minutes' | 'hours' | 'days'; timeZone?: string; words: string };

export interface Plan {
  name: string | null;
  trigger: Trigger | null;
  steps: readonly Step[];
  /** What was assumed, one sentence each. */
  assumptions: readonly string[];
  /** Clauses that were not understood, as written. */
  unknown: readonly string[];
  /** A condition is among them: what it governs was left out. */
  undecided?: boolean;
}
