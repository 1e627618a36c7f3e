/** So many of the same people's are ahead of it that it is a flood. */
export const crowded = -20;

/** Decides who works on an execution and when; what happened is in the journal. At least once, one active worker each. */
export interface Driver {
  /**
   * Puts an execution in the queue. Idempotent while it is queued. The highest `priority` is taken first; what is at
   * `crowded` or below never has all of a worker, so that others find room at once.
   */
  start(executionId: string, options?: { priority?: number }): Promise<void>;
  /** Puts it back in the queue at that time; an earlier signal brings it forward. */
  wakeAt(executionId: string, time: Date): Promise<void>;
  /** Something it waits for has arrived (the fact itself is a row). */
  signal(executionId: string): Promise<void>;
  /** Aborts it wherever it is being worked on, within a second. */
  cancel(executionId: string): Promise<void>;
  /** Calls `work` for each execution that is due. The signal aborts on cancel and on a lost lease. */
  serve(
    work: (executionId: string, signal: AbortSignal) => Promise<void>,
    options: { concurrency: number },
  ): Promise<void>;
  /**
   * Takes up work that is in no queue, if this process serves and has room, and answers when it ends; null otherwise.
   * Its signal aborts as that of `serve` does. Nobody else takes it up should this process die: that is for the caller.
   */
  hold(executionId: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> | null;
  /** Stops taking work, gives what runs `graceMs` to finish, then aborts it. */
  stop(options?: { graceMs?: number }): Promise<void>;
}
