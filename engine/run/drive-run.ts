import { executeNode, type NodeOutcome } from './execute-node';
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
    halted: [...progress.records.values()].find(({ status }) => halts(status)) ?? null,
    answer: null,
    done: [],
    wake: Promise.withResolvers(),
    stopped: null,
  };
  const { signal } = drive;
  const onAbort = () => stop(run, signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const ticker = setInterval(() => tick(run), tickMs);
  try {
    signal.throwIfAborted();
    follow(run, next);
    await work(run);
    return toHalt(run);
  } catch (error) {
    if (isCancel(error)) return { kind: 'cancelled', open: openRecords(run), answer: run.answer };
    throw error;
  } finally {
    clearInterval(ticker);
    signal.removeEventListener('abort', onAbort);
    run.abort.abort(run.stopped?.reason ?? over);
  }
}

async function work(run: Running): Promise<void> {
  while (run.begun.size > 0) {
    await run.wake.promise;
    run.wake = Promise.withResolvers();
    for (const outcome of run.done.splice(0)) takeIn(run, outcome);
    if (run.stopped) throw run.stopped.reason;
    // Delivered only once it is on disk, so it does not wait for the rest of the run.
    if (run.answer && run.begun.size > 0) {
      run.recorder.flush({ answer: run.answer }).catch(reason => stop(run, reason));
      run.answer = null;
      run.answered = true;
    }
  }
}

const halts = (status: string) => status === 'failed' || status === 'result_unknown';
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
  for (const [nodeKey, { ready, wakeAt }] of run.waiting) {
    if (wakeAt > now || run.halted) continue;
    run.waiting.delete(nodeKey);
    begin(run, ready);
  }
  showWhatLasts(run).catch(reason => stop(run, reason));
}

function follow(run: Running, { ready, skipped }: Next): void {
  if (run.halted) return;
  for (const node of skipped) {
    const record = run.recorder.add(skippedRecord(node, run.deps.clock()));
    run.progress.records.set(record.nodeKey, record);
  }
  for (const target of ready) begin(run, target);
}

function begin(run: Running, ready: Ready): void {
  const { deps, execution, graph, services, progress, abort } = run;
  const { node, sources } = ready;
  const items = node.id === graph.trigger.id ? execution.triggerItems : ready.items;
  const earlier = progress.records.get(node.key) ?? null;
  const definition = deps.nodeTypes[node.type];
  const wakeAt = earlier?.wakeAt ? Date.parse(earlier.wakeAt) : 0;
  // Who waits for somebody looks whether they have answered, however early that is.
  if (earlier?.status === 'waiting' && !definition?.waitFor && wakeAt > deps.clock().getTime()) {
    run.waiting.set(node.key, { ready, wakeAt });
    return;
  }
  if (!definition) {
    takeIn(run, { record: unknownTypeRecord(node, deps.clock()), answer: null });
    return;
  }

  const task: NodeTask = {
    ...{ deps, execution, services, graph, node, definition, items, sources, earlier },
    records: progress.records,
    startedAt: deps.clock().toISOString(),
    signal: abort.signal,
    beforeEffect: (effect, resolvedParams) => barrier(run, { task, effect, resolvedParams }),
  };
  run.begun.set(node.key, { task, since: performance.now(), seen: false });
  executeNode(task).then(
    outcome => {
      run.done.push(outcome);
      run.wake.resolve();
    },
    reason => stop(run, reason),
  );
}

/** Takes in what a node did; whatever that makes possible begins. */
function takeIn(run: Running, { record, answer }: NodeOutcome): void {
  const task = run.begun.get(record.nodeKey)?.task;
  run.begun.delete(record.nodeKey);
  const numbered = run.recorder.add(record);
  if (!run.answered) run.answer ??= answer;
  if (halts(numbered.status)) run.halted ??= numbered;
  if (numbered.wakeAt && task) {
    const { node, items, sources } = task;
    run.waiting.set(node.key, { ready: { node, items, sources }, wakeAt: Date.parse(numbered.wakeAt) });
  }
  follow(run, completeNode(run.progress, numbered));
}

/** What had begun and is not over, as it is to be recorded when the run is stopped. */
function openRecords({ begun, waiting, progress, deps }: Running) {
  const keys = new Set([...begun.keys(), ...waiting.keys()]);
  return [...keys].map(nodeKey => {
    const task = begun.get(nodeKey)?.task;
    const known = progress.records.get(nodeKey);
    const record = known ?? { ...skippedRecord(task!.node, deps.clock()), startedAt: task!.startedAt };
    return cancelledRecord(record, deps.clock());
  });
}
