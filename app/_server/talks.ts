import type { z } from 'zod';
import { releaseSubmission, takeSubmission } from '@/database/form-submissions';
import type { ExecutionState } from '@/database/service-executions';
import { findHook, type Hook } from '@/database/triggers';
import { uuidV7 } from '@/database/uuid';
import { AppError } from '@/engine/errors';
import { node as chatNode } from '@/engine/nodes/core/chat.trigger';
import { toSpokenText } from '@/engine/nodes/spoken-text';
import { texts } from '../_ui/texts';
import { draftParams } from './draft-params';
import { checkToken, formLimits, formToken } from './form-guard';
import { answerPage, tokenName, trapName } from './form-page';
import { html, senderOf } from './form-rim';
import { itemsAtTheEnd, queue } from './hook-runs';
import { isUuid } from './is-uuid';
import { log } from './log';
import { readBytes } from './read-bytes';
import { runtime } from './runtime';
import { messageName, talkName, talkPage } from './talk-page';
import { newTalk, openTalk, sealTalk, type Talk, trimmed } from './talk-state';
import { waitForState } from './wait-for-execution';

export interface TalkCall {
  pageId: string;
  /** The draft, without reaching anybody, instead of the version that is on. */
  test: boolean;
}

interface OpenPage {
  call: TalkCall;
  hook: Hook;
  params: z.output<typeof chatNode.params>;
}

const patienceMs = 60_000;
const mostCharacters = 4_000;
const mostSent = { most: 300_000, limit: '300 KB' };

/** The page of a chat. Whoever has the address may write while the workflow is on. */
export const showTalk = (call: TalkCall): Promise<Response> =>
  atTheRim(call, async () => pageOf(await openPage(call), { talk: newTalk() }));

/** A message: it starts the workflow, and the page comes back with the answer. */
export const takeMessage = (request: Request, call: TalkCall): Promise<Response> =>
  atTheRim(call, async () => {
    const page = await openPage(call);
    const sent = new URLSearchParams((await readBytes(request, mostSent)).toString('utf8'));
    const talk = openTalk(page.hook.id, sent.get(talkName) ?? '');
    const message = (sent.get(messageName) ?? '').replaceAll('\r\n', '\n').trim();
    const again = (notice: string, status: number) => pageOf(page, { talk, draft: message, notice, status });
    if (message === '') return again(texts.talk.empty, 422);
    if (message.length > mostCharacters) return again(texts.talk.tooLong(mostCharacters), 422);
    const token = sent.get(tokenName) ?? '';
    // A program that fills in what nobody sees, or never asked for the page, starts nothing.
    if (sent.get(trapName) || checkToken(call.pageId, token) === 'odd') return again(texts.talk.again, 422);
    const taken = { formId: page.hook.id, token };
    const taking = await takeSubmission(runtime().db, { ...taken, sender: senderOf(request), limits: formLimits });
    if (taking !== 'taken') return again(taking === 'too_many' ? texts.talk.tooMany : texts.talk.again, 429);
    const answer = await answerTo(page, { talk, message }).catch(async error => {
      await releaseSubmission(runtime().db, taken);
      throw error;
    });
    const said = [...talk.said, { role: 'visitor' as const, text: message }, { role: 'answer' as const, text: answer }];
    return pageOf(page, { talk: trimmed({ id: talk.id, said }) });
  });

async function atTheRim(call: TalkCall, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'unexpected') log.error({ error, ...call }, 'a chat page broke');
    const answer = known.code === 'hook.not_found' ? texts.talk.gone : known.userMessage;
    return html(answerPage({ title: texts.talk.goneTitle, isTest: false, answer }), known.status);
  }
}

async function openPage(call: TalkCall): Promise<OpenPage> {
  if (!isUuid(call.pageId)) throw new AppError('hook.not_found', {});
  const hook = await findHook(runtime().db, { hookId: call.pageId, test: call.test, kind: 'chat' });
  if (!hook || (!call.test && (!hook.active || hook.activeVersion === null))) throw new AppError('hook.not_found', {});
  const parsed = chatNode.params.safeParse(call.test ? await draftParams(hook) : hook.config);
  if (parsed.success) return { call, hook, params: parsed.data };
  throw new AppError('workflow.not_runnable', { reason: parsed.error.issues[0]!.message });
}

/** What is shown as the answer: that of an answer step, else what the run came to. */
async function answerTo({ call, hook }: OpenPage, { talk, message }: { talk: Talk; message: string }): Promise<string> {
  const id = uuidV7();
  const item = { message, conversation: talk.id, history: talk.said, sent_at: new Date().toISOString() };
  const { events } = await runtime().parts();
  const state = await waitForState({
    ...{ db: runtime().db, events, executionId: id, timeoutMs: patienceMs },
    until: ({ answer }) => Boolean(answer),
    startsNow: () =>
      queue({
        id,
        triggerId: call.test ? undefined : hook.id,
        workflowId: hook.workflowId,
        ownerId: hook.ownerId,
        version: call.test ? hook.draftVersion : hook.activeVersion!,
        mode: call.test ? 'verify' : 'live',
        triggerNodeId: hook.nodeId,
        items: [item],
        startedBy: call.test ? 'test-webhook' : 'chat',
      }),
  });
  return toAnswer(id, state);
}

async function toAnswer(id: string, state: ExecutionState | null): Promise<string> {
  if (state?.answer) return toSpokenText(state.answer.body) || texts.talk.nothing;
  if (state?.status === 'succeeded') return toSpokenText(await itemsAtTheEnd(id)) || texts.talk.nothing;
  const stopped = state && ['failed', 'cancelled', 'result_unknown'].includes(state.status);
  return stopped ? texts.talk.failed : texts.talk.slow;
}

interface Shown {
  talk: Talk;
  draft?: string;
  notice?: string;
  status?: number;
}

function pageOf({ call, hook, params }: OpenPage, { talk, draft, notice, status = 200 }: Shown): Response {
  const sealed = sealTalk(hook.id, talk);
  const facts = { ...params, talk, sealed, token: formToken(call.pageId), isTest: call.test };
  return html(talkPage({ ...facts, draft, notice }), status);
}
