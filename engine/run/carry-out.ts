import { AppError } from '../errors';
import { bodyGraph } from './graph';
import { keyIn } from './key-in';
import { failureAround, type Given, halts, type Level, type RoundEnd, roundEnd } from './level';
import { type NodeTask, prefixWithin } from './node-task';
import { cancelledRecord } from './plain-records';
import { foldRound, type Next } from './progress';
import type { Running } from './running';

interface Begin {
  /** The loop, and the level that it stands on. */
  task: NodeTask;
  level: Level;
  round: { index: number; given: Given };
  follow(started: { level: Level; next: Next }): void;
}

const never = new Promise<never>(() => undefined);

/**
 * One round of a loop, from wherever its records say it stands. It ends when nothing in it is open any more; a run that
 * is parked meanwhile lets go of it.
 */
export function carryOut(run: Running, { task, level: outer, round, follow }: Begin): Promise<RoundEnd> {
  if (run.halted) {
    run.awaiting += 1; // for good: the run is over
    return never;
  }
  if (failureAround(outer)) throw new AppError('execution.cancelled', {});
  const { index, given } = round;
  const prefix = prefixWithin(task, index);
  const graph = bodyGraph(outer.progress.graph, task.node.id);
  const { progress, next } = foldRound(outer.progress, { graph, prefix, given });
  const records = graph.nodes.flatMap(node => progress.records.get(keyIn(progress, node)) ?? []);
  const rounds = [{ loopKey: task.node.key, prefix, ...given }, ...outer.rounds];
  const level: Level = { progress, outer, rounds, open: new Set(), failed: records.find(halts) ?? null, end: null };
  if (level.failed) return Promise.resolve(roundEnd(level));

  const { promise, resolve } = Promise.withResolvers<RoundEnd>();
  run.awaiting += 1;
  level.end = () => {
    run.awaiting -= 1;
    resolve(roundEnd(level));
  };
  follow({ level, next });
  settle(run, level);
  run.wake.resolve(); // nothing may have begun but what waits
  return promise;
}

/** A round is over when nothing in it is open; one that failed does not wait for its timers. */
export function settle(run: Running, level: Level): void {
  if (!level.end) return;
  for (const key of level.failed ? level.open : []) {
    if (!run.waiting.delete(key)) continue;
    level.open.delete(key);
    const record = run.progress.records.get(key);
    if (record) run.progress.records.set(key, run.recorder.add(cancelledRecord(record, run.deps.clock())));
  }
  if (level.open.size > 0) return;
  const { end } = level;
  level.end = null;
  end();
}
