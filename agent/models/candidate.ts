import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import type { Price } from './catalogue';
import type { Usage } from './price';

/** One model that may answer, in the order in which they are tried. */
export interface Candidate {
  name: string;
  /** What the person reads. */
  displayName: string;
  provider: string;
  price: Price | null;
  vision: boolean;
  /** Its own limit; null: whatever its client takes for it. */
  maxOutputTokens?: number | null;
  /** Made when it is its turn: a model that is never needed loads nothing. */
  open(): Promise<LanguageModelV4>;
  /** Whether it can go on from here; only asked of one that was not chosen. */
  accepts?(model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<boolean>;
}

/** One model stood in for another. */
export interface ModelSwitch {
  from: string;
  to: string;
  /** Why, as the person reads it. */
  reason: string;
}

/** What a turn, or a step, was answered by and came to. */
export interface ModelMeter {
  switches: ModelSwitch[];
  calls: { model: string; usage: Usage }[];
  /** What else the person should know of it. */
  notes: string[];
}

export const createMeter = (): ModelMeter => ({ switches: [], calls: [], notes: [] });
