import { asService } from '@/database/connection';
import type { ExecutionEvents } from '@/database/events';
import { readRecordsAfter } from '@/database/executions';
import { addRunFiles, type RunFile } from '@/database/run-files';
import { refuseHeldRun } from '@/database/run-limits';
import {
  createOwnersExecution,
  type ExecutionState,
  readExecutionState,
  removeUnstarted,
} from '@/database/service-executions';
import { AppError } from '@/engine/errors';
import type { Answer } from '@/engine/run/execution';
import { lastOutputs } from '@/engine/run/last-outputs';
import { runtime } from './runtime';
import { waitForState } from './wait-for-execution';

/** How long whoever called waits for an answer. */
export const answerPatienceMs = 60_000;

type Tells = Pick<ExecutionEvents, 'tell'>;

/** What a call asks for. Refused with `hook.not_found`, before anything happened, when its trigger starts something else by now. */
export type AskedRun = Parameters<typeof createOwnersExecution>[1] & { id: string };

/** For whoever has room. What came with it is kept before anybody can begin. */
export async function queue(asked: AskedRun, files: readonly RunFile[] = []): Promise<void> {
  const { driver } = await runtime().parts();
  const { db } = runtime();
  await createOwnersExecution(db, asked);
  if (files.length > 0) {
    await addRunFiles(db, { ownerId: asked.ownerId, executionId: asked.id, files }).catch(async error => {
      await removeUnstarted(db, asked.id); // without its files it is not what was sent
      throw error;
    });
  }
  await driver.start(asked.id);
}

interface Begun {
  /** Told when this process has it, and when no longer. */
  ours(has: boolean): void;
  broken(reason: unknown): void;
}

/** Begins it in this process if there is room, else anywhere. `broken` is told what ends it without a record. */
async function begin(asked: AskedRun, { ours, broken }: Begun): Promise<void> {
  const { items, ...facts } = asked;
  if (runtime().mayHold(asked.ownerId)) return beginMade(asked);
  const { hooks } = await runtime().parts();
  const workflow = await hooks.readGraph(asked);
  if (!workflow) throw new AppError('hook.not_found', {});
  if (await runtime().isForOther(workflow)) return queue(asked);
  const now = new Date().toISOString();
  const running = runtime().runHere({
    ...{ ...facts, workflow, triggerItems: [...items], recorded: {}, reach: null, answer: null, error: null },
    ...{ status: 'running', createdAt: now, startedAt: now, finishedAt: null, epoch: 1 },
  });
  if (!running) return queue(asked);
  ours(true);
  running
    .finally(() => ours(false))
    .then(end => (end === 'left' ? refuseUnmade(asked.id) : undefined))
    .catch(broken);
}

/** Where there is a limit, a run takes its place in the database first: one commit more, and still past the queue. */
async function beginMade(asked: AskedRun): Promise<void> {
  const { driver } = await runtime().parts();
  await createOwnersExecution(runtime().db, asked);
  const running = runtime().runMade(asked.id);
  if (!running) return driver.start(asked.id);
  running.catch(() => undefined); // it is in the queue then
}

/** Left because somebody else has it now is no reason to stop waiting; left before it was made is. */
async function refuseUnmade(executionId: string): Promise<void> {
  if (!(await readExecutionState(runtime().db, executionId))) throw new AppError('hook.not_found', {});
  const { events } = await runtime().parts();
  events.tell(executionId, { moved: true }); // what the other one did meanwhile was not listened to
}

/** As long as a place may still become free, so that a few calls at once are no reason to refuse one. */
const heldPatienceMs = 1_000;

/** Whoever waits for an answer is told when a limit holds their run back: then there is none. Returns how to stop looking. */
function watchHeld({ id, ownerId }: AskedRun, { events, refuse }: { events: Tells; refuse(error: unknown): void }) {
  if (!runtime().mayHold(ownerId)) return () => undefined;
  const look = async () => {
    const seconds = await refuseHeldRun(runtime().db, { executionId: id });
    if (seconds === null) return;
    refuse(new AppError('hook.limited', { seconds }));
    events.tell(id, { moved: true }); // nobody has to wait for it any more
  };
  const timer = setInterval(() => void look().catch(refuse), heldPatienceMs).unref();
  return () => clearInterval(timer);
}

/** Carries it out, and waits for its answer. */
export async function answerFinally(asked: AskedRun, files: readonly RunFile[] = []): Promise<Response> {
  const { events } = await runtime().parts();
  const { promise: broken, reject } = Promise.withResolvers<never>();
  broken.catch(() => undefined); // it may come after the answer
  let isOurs = false;
  const waiting = waitForState({
    ...{ db: runtime().db, events, executionId: asked.id, timeoutMs: answerPatienceMs },
    until: state => Boolean(state.answer),
    // A run in this process alone is not in the database yet, where files belong.
    startsNow: () =>
      files.length > 0 ? queue(asked, files) : begin(asked, { ours: has => (isOurs = has), broken: reject }),
    isOurs: () => isOurs,
  });
  const stop = watchHeld(asked, { events, refuse: reject });
  const state = await Promise.race([waiting, broken]).finally(stop);
  if (state?.answer) return toResponse(state.answer);
  if (state?.status === 'succeeded') return Response.json(await itemsAtTheEnd(asked.id));
  return toFailure(asked.id, state);
}

/** Nobody outside is told why: that may hold what is not theirs to see. The run itself says it to its owner. */
function toFailure(execution: string, state: ExecutionState | null): Response {
  const stopped = state && ['failed', 'cancelled', 'result_unknown'].includes(state.status);
  const message = stopped
    ? 'The workflow stopped before it could answer. Its owner can see why under this run.'
    : 'The workflow has not answered within 60 seconds. It goes on; its owner can see how under this run.';
  return Response.json(
    { error: { code: stopped ? 'hook.run_failed' : 'hook.too_slow', message }, execution },
    { status: stopped ? 500 : 504 },
  );
}

/** What a run came to, where no step of it answered. */
export async function itemsAtTheEnd(executionId: string) {
  const records = await asService(runtime().db, tx => readRecordsAfter(tx, { executionId, seq: 0 }));
  return lastOutputs(records);
}

const bodyless = new Set([204, 205, 304]);

function toResponse({ status, headers, body }: Answer): Response {
  const allowed = Object.entries(headers).filter(
    ([name]) => !/^(content-length|transfer-encoding|connection|set-cookie)$/i.test(name),
  );
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(bodyless.has(status) ? null : content, { status, headers: allowed });
}
