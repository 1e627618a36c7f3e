import type { Transaction } from '@/database/connection';
import { AppError } from '@/engine/errors';
import type { Explanation } from '@/engine/explain/explanation';
import type { Replayed } from '@/engine/explain/replay-run';
import type { Execution, RunMode } from '@/engine/run/execution';
import type { NodeExecution } from '@/engine/run/node-execution';
import type { ModelKind, NodeTypes } from '@/engine/workflow/node-types';
import type { Item } from '@/engine/workflow/schema';

/** A run as it is recorded. */
export interface Recorded {
  execution: Execution;
  records: readonly NodeExecution[];
}

export interface Activation {
  active: boolean;
  /** What it will do to the outside, one sentence each. */
  effects: readonly string[];
  addresses: readonly { node: string; url: string; testUrl: string; note: string }[];
  schedules: readonly { node: string; next: readonly string[]; note: string }[];
  problems: readonly string[];
}

/** What running needs from the process around the agent; app/_server joins it. */
/** A part of a workflow by the id of one of its nodes; the whole when nothing is said. */
export interface RunPart {
  /** Only what leads to this node, and it. */
  until?: string;
  /** This node alone, with the items that reached it before. */
  only?: string;
  /** This node and what comes after, with the items that reached it before. */
  from?: string;
}

export interface RunRequest extends RunPart {
  workflowId: string;
  /** The first, or of a part the one that ran last, unless said. */
  triggerNodeId?: string;
  items?: readonly Item[];
}

export interface Runs {
  start(
    options: RunRequest & {
      mode: RunMode;
      /** What stands in for reading steps in a test run. */
      recorded?: Execution['recorded'];
    },
  ): Promise<string>;
  /** Resolves when it is finished or after the time, whichever is first. */
  wait(executionId: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<Recorded>;
  /** Rehearses in memory what a live run would do to others, with the values it would use. Nothing is recorded. */
  rehearse(options: RunRequest): Promise<readonly string[]>;
  explain(executionId: string): Promise<Explanation>;
  /** Tries the last inputs on the draft, in memory, and compares what each comes to. */
  replay(options: { workflowId: string; count: number; signal?: AbortSignal }): Promise<Replay>;
  setActive(workflowId: string, active: boolean): Promise<Activation>;
  /** Where it answers now and when it runs next, without changing anything. */
  readActivation(workflowId: string): Promise<Activation>;
}

/** The last inputs of a workflow, tried on its draft. */
export interface Replay {
  version: number;
  runs: readonly Replayed[];
  sentence: string;
}

/** One user message and everything it causes: what every tool is given. */
export interface Turn {
  chatId: string;
  timeZone: string;
  nodeTypes: NodeTypes;
  /** Kinds of models of which none is set up that steps could ask. */
  missingModels?: readonly ModelKind[];
  /** Under row level security; never the service role. */
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** The workflow this conversation is about, if there is one yet. */
  workflowId(): string | null;
  /** Makes the workflow of this conversation on first need. */
  ensureWorkflow(name: string): Promise<string>;
  runs: Runs;
  log: TurnLog;
  signal: AbortSignal;
}

/** What was really saved and run in a turn. Anything the person is told about it is rendered from here. */
export interface TurnLog {
  versions: { version: number; summary: readonly string[] }[];
  executions: { id: string; status: string; mode: RunMode }[];
  proofs: number;
}

export const emptyLog = (): TurnLog => ({ versions: [], executions: [], proofs: 0 });

export type Failed = { error: { code: string; message: string } };

/** A failure the model can read and act on is an answer, not an exception. */
export async function answer<Result>(work: () => Promise<Result>): Promise<Result | Failed> {
  try {
    return await work();
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'unexpected') throw error;
    return { error: known.toJSON() };
  }
}

/** The workflow this conversation is about, or a failure that says there is none. */
export function requireWorkflow(turn: Turn): string {
  const workflowId = turn.workflowId();
  if (workflowId === null) throw new AppError('workflow.none_yet', {});
  return workflowId;
}
