import { AppError } from '../errors';
import { carryOut, settle } from './carry-out';
import { executeNode, type NodeOutcome } from './execute-node';
import { keyIn } from './key-in';
import { haltedBy, halts, type Level, workflowLevel } from './level';
import { limits } from './limits';
import type { NodeExecution } from './node-execution';
import type { NodeTask } from './node-task';
import { cancelledRecord, skippedRecord, unknownTypeRecord } from './plain-records';
import { completeNode, foldRecords, type Next, type Ready } from './progress';
import { barrier, type Drive, type Halt, type Running, showWhatLasts } from './running';

const tickMs = 40;
/** Why what may still be in flight is given up; made once, since a stack costs as much as a node. */
const over = new Error('The run is over.');

/** Starts what is ready as soon as it is ready, never in waves, and keeps no state but the records. */
export async function driveRun(drive: Drive): Promise<Halt> {
  const { progress, next } = foldRecords(drive.graph, {
    records: drive.records,
    nodeTypes: drive.deps.nodeTypes,
  });
  const run: Running = {
    ...drive,
    services: drive.deps.servicesFor(drive.execution),
    progress,
    abort: new AbortController(),
    begun: new Map(),
    waiting: new Map(),
    awaiting: 0,
    halted: haltedBy(progress.records.values()),
    answer: null,
    done: [],
    wake: Promise.withResolvers(),
    stopped: null,
  };
  const { signal } = drive;
  const onAbort = () => stop(run, signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const ticker = setInterval(() => tick(run), tickMs);
  const { runtimeMs } = drive.deps.limits ?? limits;
  const minutes = Math.round(runtimeMs / 60_000);
  const patience = setTimeout(() => stop(run, new AppError('limit.runtime', { minutes })), runtimeMs);
  try {
    signal.throwIfAborted();
    follow(run, workflowLevel(progress), next);
    await work(run);
    if (run.halted) for (const record of openRecords({ ...run, waiting: new Map() })) run.recorder.add(record); // loops
    return toHalt(run);
  } catch (error) {
    if (isCancel(error)) return { kind: 'cancelled', open: openRecords(run), answer: run.answer };
    if (isOverrun(error)) return { kind: 'overrun', error, open: openRecords(run), answer: run.answer };
    throw error;
  } finally {
    clearInterval(ticker);
    clearTimeout(patience);
    signal.removeEventListener('abort', onAbort);
    run.abort.abort(run.stopped?.reason ?? over);
  }
}

async function work(run: Running): Promise<void> {
  while (isBusy(run)) {
    await run.wake.promise;
    run.wake = Promise.withResolvers();
    for (const outcome of run.done.splice(0)) takeIn(run, run.begun.get(outcome.record.nodeKey)!.level, outcome);
    if (run.stopped) throw run.stopped.reason;
    // Delivered only once it is on disk, so it does not wait for the rest of the run.
    if (run.answer && isBusy(run)) {
      run.recorder.flush({ answer: run.answer }).catch(reason => stop(run, reason));
      run.answer = null;
      run.answered = true;
    }
  }
}

/** A loop that waits for a round does nothing itself. */
const isBusy = ({ begun, awaiting }: Running) => begun.size > awaiting;

const isOverrun = (error: unknown): error is AppError => AppError.is(error) && error.code === 'limit.runtime';
const isCancel = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'execution.cancelled';

function toHalt({ halted, waiting, answer }: Running): Halt {
  if (halted) return { kind: 'failed', record: halted, answer };
  if (waiting.size === 0) return { kind: 'done', answer };
  return { kind: 'waiting', wakeAt: new Date(Math.min(...[...waiting.values()].map(({ wakeAt }) => wakeAt))), answer };
}

/** Ends the run's own work at once; what is in flight is told, and nobody waits for it. */
function stop(run: Running, reason: unknown): void {
  run.stopped ??= { reason };
  run.abort.abort(reason);
  run.wake.resolve();
}

function tick(run: Running): void {
  const now = run.deps.clock().getTime();
  for (const [nodeKey, { ready, level, wakeAt }] of run.waiting) {
    if (wakeAt > now || run.halted) continue;
    run.waiting.delete(nodeKey);
    begin(run, level, ready);
  }
  showWhatLasts(run).catch(reason => stop(run, reason));
}

function follow(run: Running, level: Level, { ready, skipped }: Next): void {
  if (run.halted || level.failed) return;
  for (const node of skipped) {
    const record = skippedRecord(node, run.deps.clock());
    const numbered = run.recorder.add({ ...record, nodeKey: keyIn(level.progress, node) });
    run.progress.records.set(numbered.nodeKey, numbered);
  }
  for (const target of ready) begin(run, level, target);
}

function begin(run: Running, level: Level, ready: Ready): void {
  const { deps, execution, services, abort } = run;
  const { progress, rounds } = level;
  const { graph, prefix } = progress;
  const { node, sources } = ready;
  const items = node.id === graph.trigger.id ? execution.triggerItems : ready.items;
  const key = keyIn(progress, node);
  const earlier = progress.records.get(key) ?? null;
  const definition = deps.nodeTypes[node.type];
  const wakeAt = earlier?.wakeAt ? Date.parse(earlier.wakeAt) : 0;
  // Who waits for somebody looks whether they have answered, however early that is.
  if (earlier?.status === 'waiting' && !(definition?.waitFor ?? definition?.calls) && wakeAt > deps.clock().getTime()) {
    run.waiting.set(key, { ready, level, wakeAt });
    level.open.add(key);
    return;
  }
  if (!definition) {
    takeIn(run, level, { record: { ...unknownTypeRecord(node, deps.clock()), nodeKey: key }, answer: null });
    return;
  }

  const task: NodeTask = {
    ...{ deps, execution, graph, node, key, prefix, rounds, definition, items, sources, earlier },
    services: services.forNode?.(key) ?? services,
    records: progress.records,
    startedAt: deps.clock().toISOString(),
    signal: abort.signal,
    carryOut: round =>
      carryOut(run, { task, level, round, follow: started => follow(run, started.level, started.next) }),
    beforeEffect: (effect, resolvedParams) => barrier(run, { task, effect, resolvedParams }),
  };
  level.open.add(key);
  run.begun.set(key, { task, level, since: performance.now(), seen: false });
  executeNode(task).then(
    outcome => {
      run.done.push(outcome);
      run.wake.resolve();
    },
    reason => stop(run, reason),
  );
}

/** Takes in what a node did; whatever that makes possible begins. */
function takeIn(run: Running, level: Level, { record, answer }: NodeOutcome): void {
  const task = run.begun.get(record.nodeKey)?.task;
  run.begun.delete(record.nodeKey);
  const numbered = run.recorder.add(record);
  if (!run.answered) run.answer ??= answer;
  run.progress.records.set(numbered.nodeKey, numbered);
  if (halts(numbered)) fail(run, level, numbered);
  if (numbered.wakeAt && task) {
    const { node, items, sources } = task;
    run.waiting.set(task.key, { ready: { node, items, sources }, level, wakeAt: Date.parse(numbered.wakeAt) });
  } else level.open.delete(numbered.nodeKey);
  follow(run, level, completeNode(level.progress, numbered));
  settle(run, level);
}

/** What fails inside a loop ends its round first: whether it ends the run is for the loop to say. */
function fail(run: Running, level: Level, record: NodeExecution): void {
  level.failed ??= record;
  if (level.outer && record.status === 'failed') return;
  run.halted ??= haltedBy(run.progress.records.values()) ?? record;
}

/** What had begun and is not over, as it is to be recorded when the run is stopped. */
function openRecords({ begun, waiting, progress, deps }: Running) {
  const keys = new Set([...begun.keys(), ...waiting.keys()]);
  return [...keys].map(nodeKey => {
    const task = begun.get(nodeKey)?.task;
    const known = progress.records.get(nodeKey);
    const record = known ?? { ...skippedRecord(task!.node, deps.clock()), nodeKey, startedAt: task!.startedAt };
    return cancelledRecord(record, deps.clock());
  });
}
