import type { AppError } from '../errors';
import type { Effect } from '../workflow/node-types';
import type { NodeOutcome } from './execute-node';
import type { Answer, Execution } from './execution';
import type { Graph } from './graph';
import type { Level } from './level';
import type { NodeExecution } from './node-execution';
import type { NodeTask } from './node-task';
import { runningRecord } from './plain-records';
import { completeNode, type Progress, type Ready } from './progress';
import type { Recorder } from './recorder';
import { isAbove } from './retry';
import type { NodeServices, RunDeps } from './run-deps';

/** Why nothing more can happen now; `answer` is one that is not on disk yet. */
export type Halt = { answer: Answer | null } & (
  | { kind: 'done' }
  | { kind: 'failed'; record: NodeExecution }
  | { kind: 'refused'; error: AppError }
  /** It took too long; with the records of what was stopped on the way. */
  | { kind: 'overrun'; error: AppError; open: readonly NodeExecution[] }
  /** With the records of what was stopped on the way. */
  | { kind: 'cancelled'; open: readonly NodeExecution[] }
  | { kind: 'waiting'; wakeAt: Date }
);

export interface Drive {
  deps: RunDeps;
  execution: Execution;
  graph: Graph;
  records: readonly NodeExecution[];
  recorder: Recorder;
  signal: AbortSignal;
}

interface Begun {
  task: NodeTask;
  level: Level;
  since: number;
  /** Whether its running row is written. */
  seen: boolean;
}

/** One run while a worker has it. Everything here can be had again by folding the records. */
export interface Running extends Drive {
  services: NodeServices;
  /** Of the workflow itself; a round of a loop has its own. */
  progress: Progress;
  /** How many loops do nothing but wait for the end of a round. */
  awaiting: number;
  /** Aborts everything in flight when the run cannot go on. */
  abort: AbortController;
  begun: Map<string, Begun>;
  waiting: Map<string, { ready: Ready; level: Level; wakeAt: number }>;
  halted: NodeExecution | null;
  answer: Answer | null;
  /** The first answer counts; later ones are only recorded. */
  answered?: boolean;
  done: NodeOutcome[];
  wake: PromiseWithResolvers<void>;
  stopped: { reason: unknown } | null;
}

interface Reach {
  task: NodeTask;
  effect: Effect;
  resolvedParams: NodeExecution['resolvedParams'];
}

/** Everything a node depends on is on disk before it reaches out; above `read`, that it has begun is, too. */
export async function barrier(run: Running, reach: Reach): Promise<void> {
  if (isAbove(reach.effect, 'read')) showRunning(run, reach);
  try {
    await run.recorder.flush();
  } catch (reason) {
    run.abort.abort(reason); // the journal's failure is the run's, not the node's
    throw reason;
  }
}

/** A node that lasts longer than this gets a row of its own while it runs. */
const blinkMs = 80;

/** Keeps the rows close behind what happens, for those who watch. */
export async function showWhatLasts(run: Running): Promise<void> {
  const longAgo = performance.now() - blinkMs;
  for (const { task, since, seen } of run.begun.values()) {
    if (!seen && since < longAgo) showRunning(run, { task, effect: 'none', resolvedParams: null });
  }
  if (run.recorder.hasUnwritten()) await run.recorder.flush();
}

function showRunning({ begun, recorder }: Running, { task, effect, resolvedParams }: Reach): void {
  const entry = begun.get(task.key);
  if (!entry || entry.seen) return;
  entry.seen = true;
  const { earlier, sources, startedAt } = task;
  const kept = earlier ? { outputs: earlier.outputs, origins: earlier.origins, error: earlier.error } : {};
  const attempt = earlier ? earlier.attempt + 1 : 1;
  const facts = { ...kept, attempt, effect, resolvedParams, sources: [...sources] };
  const record = runningRecord(task.node, { ...facts, startedAt: earlier?.startedAt ?? startedAt });
  completeNode(entry.level.progress, recorder.add({ ...record, nodeKey: task.key }));
}
