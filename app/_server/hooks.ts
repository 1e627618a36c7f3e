import { asService } from '@/database/connection';
import { readRecordsAfter } from '@/database/executions';
import { createOwnersExecution, type ExecutionState } from '@/database/service-executions';
import { findHook, type Hook } from '@/database/triggers';
import { uuidV7 } from '@/database/uuid';
import { AppError } from '@/engine/errors';
import type { Answer } from '@/engine/run/execution';
import { lastOutputs } from '@/engine/run/last-outputs';
import { draftParams } from './draft-params';
import { isProbe, probeHeader, probeToken } from './hook-address';
import { type IncomingCall, toWebhookItem } from './hook-request';
import { log } from './log';
import { runtime } from './runtime';
import { waitForState } from './wait-for-execution';

const patienceMs = 60_000;

export interface HookCall {
  hookId: string;
  /** The draft, without reaching anybody, instead of the version that is on. */
  test: boolean;
}

/** The rim of a hook: whoever calls is told in a sentence what was wrong with the call. */
export async function answerCall(request: IncomingCall, call: HookCall): Promise<Response> {
  try {
    return await answerHook(request, call);
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'unexpected') log.error({ error, ...call }, 'a call to a webhook broke');
    const allow = known.code === 'hook.method_not_allowed' && 'allowed' in known.details ? known.details.allowed : null;
    return Response.json(
      { error: known.toJSON() },
      { status: known.status, headers: allow ? { allow: String(allow) } : {} },
    );
  }
}

/** A call from outside: starts a run and answers for it. */
async function answerHook(request: IncomingCall, call: HookCall): Promise<Response> {
  if (!isUuid(call.hookId)) throw new AppError('hook.not_found', {});
  const parts = await runtime().parts();
  const hook = await (call.test ? findHook(runtime().db, call) : parts.hooks.find(call.hookId));
  if (!hook || (!call.test && (!hook.active || hook.activeVersion === null))) throw new AppError('hook.not_found', {});
  if (!call.test && isProbe(request, hook.id)) {
    return new Response(null, { status: 204, headers: { [probeHeader]: probeToken(hook.id, 'answer') } });
  }
  const { respond, method } = await settingsOf(hook, call);
  if (method !== 'ANY' && method !== request.method) throw new AppError('hook.method_not_allowed', { allowed: method });

  const asked: AskedRun = {
    id: uuidV7(),
    workflowId: hook.workflowId,
    ownerId: hook.ownerId,
    version: call.test ? hook.draftVersion : hook.activeVersion!,
    mode: call.test ? 'verify' : 'live',
    triggerNodeId: hook.nodeId,
    items: [await toWebhookItem(request)],
    startedBy: call.test ? 'test-webhook' : 'webhook',
  };
  if (respond === 'immediately') {
    await queue(asked);
    return withRun(Response.json({ execution: asked.id }, { status: 202 }), asked.id);
  }
  return withRun(await answerFinally(asked), asked.id);
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

type AskedRun = Parameters<typeof createOwnersExecution>[1] & { id: string };

/** For whoever has room. */
async function queue(asked: AskedRun): Promise<void> {
  const { driver } = await runtime().parts();
  await createOwnersExecution(runtime().db, asked);
  await driver.start(asked.id);
}

/** Begins it in this process if there is room, else anywhere. `broken` is told what ends it without a record. */
async function begin(asked: AskedRun, broken: (reason: unknown) => void): Promise<void> {
  const { items, ...facts } = asked;
  const { hooks } = await runtime().parts();
  const workflow = await hooks.readGraph(asked);
  if (!workflow) throw new AppError('hook.not_found', {});
  const now = new Date().toISOString();
  const running = runtime().runHere({
    ...{ ...facts, workflow, triggerItems: [...items], recorded: {}, reach: null, answer: null, error: null },
    ...{ status: 'running', createdAt: now, startedAt: now, finishedAt: null, epoch: 1 },
  });
  if (running) running.catch(broken);
  else await queue(asked);
}

function withRun(response: Response, executionId: string): Response {
  response.headers.set('x-parley-run', executionId);
  return response;
}

interface HookSettings {
  method: string;
  respond: string;
}

/** Of the version that is on, as they were then; a test looks at the draft, which must be able to run. */
async function settingsOf(hook: Hook, { test }: HookCall): Promise<HookSettings> {
  const { method = 'POST', respond = 'finally' } = (
    test ? await draftParams(hook) : hook.config
  ) as Partial<HookSettings>;
  return { method, respond };
}

async function answerFinally(asked: AskedRun): Promise<Response> {
  const { events } = await runtime().parts();
  const { promise: broken, reject } = Promise.withResolvers<never>();
  broken.catch(() => undefined); // it may come after the answer
  const waiting = waitForState({
    ...{ db: runtime().db, events, executionId: asked.id, timeoutMs: patienceMs },
    until: state => Boolean(state.answer),
    startsNow: () => begin(asked, reject),
  });
  const state = await Promise.race([waiting, broken]);
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

async function itemsAtTheEnd(executionId: string) {
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
