import type { z } from 'zod';
import { findHook, type Hook } from '@/database/triggers';
import { AppError } from '@/engine/errors';
import { draftParams } from './draft-params';
import { answerPage } from './form-page';
import { isUuid } from './is-uuid';
import { log } from './log';
import { runtime } from './runtime';

/** A page of a workflow that whoever has its address may open: a form, a chat. */
export interface PageCall {
  pageId: string;
  /** The draft, without reaching anybody, instead of the version that is on. */
  test: boolean;
}

export interface OpenPage<Params> {
  call: PageCall;
  hook: Hook;
  params: Params;
}

interface Trigger<Params> {
  kind: 'form' | 'chat';
  params: z.ZodType<Params>;
}

/** Whoever has the address is told in a sentence why the page is not there; `broken` is told to the operator. */
export async function atTheRim(
  call: PageCall,
  { gone, goneTitle, broken }: { gone: string; goneTitle: string; broken: string },
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'unexpected') log.error({ error, ...call }, broken);
    const answer = known.code === 'hook.not_found' ? gone : known.userMessage;
    return html(answerPage({ title: goneTitle, isTest: false, answer }), known.status);
  }
}

/** The page with the settings of its trigger; it is there while the workflow is on. */
export async function openPage<Params>(call: PageCall, trigger: Trigger<Params>): Promise<OpenPage<Params>> {
  if (!isUuid(call.pageId)) throw new AppError('hook.not_found', {});
  const hook = await findHook(runtime().db, { hookId: call.pageId, test: call.test, kind: trigger.kind });
  if (!hook || (!call.test && (!hook.active || hook.activeVersion === null))) throw new AppError('hook.not_found', {});
  const parsed = trigger.params.safeParse(call.test ? await draftParams(hook) : hook.config);
  if (parsed.success) return { call, hook, params: parsed.data };
  throw new AppError('workflow.not_runnable', { reason: parsed.error.issues[0]!.message });
}

/** Only to tell senders apart: a lie about it meets the limit of the page as a whole. */
export const senderOf = (request: Request): string =>
  (request.headers.get('x-forwarded-for') ?? '').split(',')[0]!.trim().slice(0, 60);

/** Nothing but its own styles: no script, no frame around it, no address of it told to where a link leads. */
export function html(content: string, status: number): Response {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
  return new Response(content, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
