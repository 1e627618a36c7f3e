import type { Answer, Execution, ExecutionStatus } from './execution';
import type { ErrorRecord, NodeExecution } from './node-execution';

export interface Claimed {
  execution: Execution;
  /** Everything recorded so far, in order of `seq`. */
  records: readonly NodeExecution[];
  cancelRequested: boolean;
  /** The step of which a recorded list is gone, by its label. */
  lost?: string | null;
  /** How often it was taken up, this time included, since anything of it was last finished. */
  tries?: number;
  /** Whether a process that had it since then was short of memory. */
  memoryShort?: boolean;
}

export interface ExecutionProgress {
  status?: ExecutionStatus;
  answer?: Answer;
  error?: ErrorRecord & { nodeKey: string | null };
  finishedAt?: string;
}

export interface JournalEntry {
  executionId: string;
  epoch: number;
  records: readonly NodeExecution[];
  progress?: ExecutionProgress;
  create?: NewExecution;
}

/** An execution that nobody but its own process knows of yet. */
export type NewExecution = Execution & {
  /** A trigger's row: unless it starts that version when the execution is made durable, there is none. */
  triggerId?: string;
};

/** What happened, durably. Writes of many executions share a commit; a promise resolves when its own is on disk. */
export interface Journal {
  /**
   * Raises the epoch and reads the state; null when it is finished or gone. `own`: it is in no queue, so should this process
   * die it has to be found by whose it was.
   */
  claim(executionId: string, options?: { own?: boolean }): Promise<Claimed | null>;
  /** All or nothing. Rejects with `execution.lease_lost` when the epoch is no longer the current one. */
  write(entry: JournalEntry): Promise<void>;
  /** Waits for what is in flight. */
  close(): Promise<void>;
}
