import type { z } from 'zod';
import { releaseSubmission, takeSubmission } from '@/database/form-submissions';
import type { ExecutionState } from '@/database/service-executions';
import { uuidV7 } from '@/database/uuid';
import { node as chatNode } from '@/engine/nodes/core/chat.trigger';
import { toSpokenText } from '@/engine/nodes/spoken-text';
import { texts } from '../_ui/texts';
import { checkToken, formLimits, formToken } from './form-guard';
import { tokenName, trapName } from './form-page';
import { answerPatienceMs, itemsAtTheEnd, queue } from './hook-runs';
import { atTheRim, html, type OpenPage, openPage, type PageCall, senderOf } from './public-page';
import { readBytes } from './read-bytes';
import { runtime } from './runtime';
import { messageName, talkName, talkPage } from './talk-page';
import { newTalk, openTalk, sealTalk, type Talk, trimmed } from './talk-state';
import { waitForState } from './wait-for-execution';

type TalkPage = OpenPage<z.output<typeof chatNode.params>>;

const mostCharacters = 4_000;
const mostSent = { most: 300_000, limit: '300 KB' };

const rim = { ...texts.talk, broken: 'a chat page broke' };
const openTalkPage = (call: PageCall) => openPage(call, { kind: 'chat', params: chatNode.params });

/** The page of a chat. Whoever has the address may write while the workflow is on. */
export const showTalk = (call: PageCall): Promise<Response> =>
  atTheRim(call, rim, async () => pageOf(await openTalkPage(call), { talk: newTalk() }));

/** A message: it starts the workflow, and the page comes back with the answer. */
export const takeMessage = (request: Request, call: PageCall): Promise<Response> =>
  atTheRim(call, rim, async () => {
    const page = await openTalkPage(call);
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

/** What is shown as the answer: that of an answer step, else what the run came to. */
async function answerTo({ call, hook }: TalkPage, { talk, message }: { talk: Talk; message: string }): Promise<string> {
  const id = uuidV7();
  const item = { message, conversation: talk.id, history: talk.said, sent_at: new Date().toISOString() };
  const { events } = await runtime().parts();
  const state = await waitForState({
    ...{ db: runtime().db, events, executionId: id, timeoutMs: answerPatienceMs },
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

function pageOf({ call, hook, params }: TalkPage, { talk, draft, notice, status = 200 }: Shown): Response {
  const sealed = sealTalk(hook.id, talk);
  const facts = { ...params, talk, sealed, token: formToken(call.pageId), isTest: call.test };
  return html(talkPage({ ...facts, draft, notice }), status);
}
