import { findHook, type Hook } from '@/database/triggers';
import { uuidV7 } from '@/database/uuid';
import { AppError } from '@/engine/errors';
import { draftParams } from './draft-params';
import { isProbe, probeHeader, probeToken } from './hook-address';
import { checkCall, type HookSecurity, securityOf, slackChallenge } from './hook-check';
import { noteRefusal, toRefusal } from './hook-refusals';
import { type IncomingCall, type ReadCall, receiveCall, toCallItem } from './hook-request';
import { type AskedRun, answerFinally, queue } from './hook-runs';
import { isUuid } from './is-uuid';
import { log } from './log';
import { countAnswer } from './metrics';
import { runtime } from './runtime';

export interface HookCall {
  hookId: string;
  /** The draft, without reaching anybody, instead of the version that is on. */
  test: boolean;
}

/** With the name of the run that it may lead to. */
type StartingCall = HookCall & { executionId: string };

/** When a caller that came to a full queue may try again. */
const retrySeconds = 30;

/** The rim of a hook: whoever calls is told in a sentence what was wrong with the call. */
export async function answerCall(request: IncomingCall, call: HookCall): Promise<Response> {
  const response = await answerOrRefuse(request, call);
  countAnswer(response.status);
  return response;
}

async function answerOrRefuse(request: IncomingCall, call: HookCall): Promise<Response> {
  const executionId = uuidV7();
  try {
    return await answerHook(request, { ...call, executionId });
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'unexpected') log.error({ error, ...call, executionId }, 'a call to a webhook broke');
    else noteRefusal(call, known);
    return toRefusal(known);
  }
}

/** A call from outside: starts a run and answers for it. */
async function answerHook(request: IncomingCall, call: StartingCall): Promise<Response> {
  if (!isUuid(call.hookId)) throw new AppError('hook.not_found', {});
  const opened = await openHook(call);
  if (!call.test && isProbe(request, opened.hook.id)) {
    const answer = probeToken(opened.hook.id, 'answer');
    return new Response(null, { status: 204, headers: { [probeHeader]: answer } });
  }
  checkMethod(opened, request);
  const received = await receiveCall(request);
  await checkCall(opened, received);
  const read = await toCallItem(received, { hidden: opened.settings.header });
  const challenge = slackChallenge(opened.settings, read.item);
  if (challenge) return challenge;
  try {
    return await startAndAnswer(opened, read);
  } catch (error) {
    if (call.test || AppError.from(error).code !== 'hook.not_found') throw error;
    // What this process remembered of the hook is over: it was switched off, or to another version.
    (await runtime().parts()).hooks.forget(call.hookId);
    const now = await openHook(call);
    checkMethod(now, request);
    await checkCall(now, received);
    return startAndAnswer(now, read);
  }
}

interface OpenHook {
  hook: Hook;
  executionId: string;
  test: boolean;
  settings: HookSettings;
}

/** It must be there, and on. */
async function openHook(call: StartingCall): Promise<OpenHook> {
  const { db } = runtime();
  const hook = await (call.test ? findHook(db, call) : (await runtime().parts()).hooks.find(call.hookId));
  if (!hook || (!call.test && (!hook.active || hook.activeVersion === null))) throw new AppError('hook.not_found', {});
  return { hook, executionId: call.executionId, test: call.test, settings: await settingsOf(hook, call) };
}

function checkMethod({ settings: { method } }: OpenHook, request: IncomingCall): void {
  if (method !== 'ANY' && method !== request.method) throw new AppError('hook.method_not_allowed', { allowed: method });
}

async function startAndAnswer(
  { hook, executionId, test, settings }: OpenHook,
  { item, files }: ReadCall,
): Promise<Response> {
  if (!test && runtime().isCrowded(hook.ownerId)) throw new AppError('hook.busy', { seconds: retrySeconds });
  const asked: AskedRun = {
    id: executionId,
    triggerId: test ? undefined : hook.id,
    workflowId: hook.workflowId,
    ownerId: hook.ownerId,
    version: test ? hook.draftVersion : hook.activeVersion!,
    mode: test ? 'verify' : 'live',
    triggerNodeId: hook.nodeId,
    items: [item],
    startedBy: test ? 'test-webhook' : 'webhook',
  };
  if (settings.respond !== 'immediately') return withRun(await answerFinally(asked, files), asked.id);
  await queue(asked, files);
  return withRun(Response.json({ execution: asked.id }, { status: 202 }), asked.id);
}

function withRun(response: Response, executionId: string): Response {
  response.headers.set('x-parley-run', executionId);
  return response;
}

interface HookSettings extends HookSecurity {
  method: string;
  respond: string;
}

/** Of the version that is on, as they were then; a test looks at the draft, which must be able to run. */
async function settingsOf(hook: Hook, { test }: HookCall): Promise<HookSettings> {
  const params = (test ? await draftParams(hook) : hook.config) as Partial<HookSettings>;
  const { method = 'POST', respond = 'finally' } = params;
  return { method, respond, ...securityOf(params) };
}
