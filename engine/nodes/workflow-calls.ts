import type { Item } from '../workflow/schema';

/** A run of one workflow that another asked for, as it stands. */
export interface CalledRun {
  executionId: string;
  workflow: string;
  /** Whether it is over, and how. */
  end: 'succeeded' | 'failed' | 'cancelled' | 'result_unknown' | null;
  /** What it came to, once it is over. */
  items: readonly Item[];
  /** Why it failed, in a sentence. */
  reason: string | null;
}

/** What one run asks of others. Asking again for the same key gives the same run. */
export interface WorkflowCalls {
  /** Refuses what its owner may not run, what leads back to itself, and what goes too deep. */
  call(asked: { key: string; workflow: string; items: readonly Item[]; waits: boolean }): Promise<CalledRun>;
}

/** What makes a step one that calls another workflow. */
export interface CallPlan {
  /** Its id, or its name. */
  workflow: string;
  /** One run with all items, or one for each. */
  per: 'all' | 'item';
  /** How long the step waits for what comes of it; null: it does not. */
  waitMs: number | null;
}
