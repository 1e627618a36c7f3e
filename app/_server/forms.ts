import type { z } from 'zod';
import { releaseSubmission, takeSubmission } from '@/database/form-submissions';
import { addRunFiles } from '@/database/run-files';
import { createOwnersExecution, removeUnstarted } from '@/database/service-executions';
import { findHook, type Hook } from '@/database/triggers';
import { AppError } from '@/engine/errors';
import { node as formNode } from '@/engine/nodes/core/form.trigger';
import { readSubmission, type Submission } from '@/engine/nodes/form-fields';
import { texts } from '../_ui/texts';
import { draftParams } from './draft-params';
import { checkToken, formLimits, formToken } from './form-guard';
import { answerPage, formPage, tokenName, trapName } from './form-page';
import { html, senderOf } from './form-rim';
import { keepable, readForm } from './form-sent';
import { isUuid } from './is-uuid';
import { log } from './log';
import { runtime } from './runtime';

export interface FormCall {
  formId: string;
  /** The draft, without reaching anybody, instead of the version that is on. */
  test: boolean;
}

type FormParams = z.output<typeof formNode.params>;

interface OpenForm {
  call: FormCall;
  hook: Hook;
  params: FormParams;
}

/** The page of a form. Whoever has the address may see it while the workflow is on. */
export const showForm = (call: FormCall): Promise<Response> =>
  atTheRim(call, async () => pageOf(await openForm(call), {}));

/** What somebody filled in: shown again with what is wrong, or it starts the workflow. */
export const takeForm = (request: Request, call: FormCall): Promise<Response> =>
  atTheRim(call, async () => {
    const form = await openForm(call);
    const sent = await readForm(request, form.params.fields);
    const submission = readSubmission(form.params.fields, sent);
    const again = (notice: string, status: number) =>
      pageOf(form, { submission: { ...submission, problems: {} }, notice, status });
    const token = String(sent.get(tokenName) ?? '');
    const state = checkToken(call.formId, token);
    // A program gets the same answer as a person, so that it learns nothing, and starts nothing.
    if (sent.get(trapName)) return thank(form);
    if (Object.keys(submission.problems).length > 0) return pageOf(form, { submission, status: 422 });
    if (state === 'odd') return again(texts.form.again, 422);
    const page = { formId: form.hook.id, token };
    const taking = await takeSubmission(runtime().db, { ...page, sender: senderOf(request), limits: formLimits });
    if (taking === 'too_many') return again(texts.form.tooMany, 429);
    if (taking === 'used') return thank(form); // the second press of a double click
    try {
      await start(form, submission);
    } catch (error) {
      await releaseSubmission(runtime().db, page);
      log.error({ error, ...call }, 'a form could not start its workflow');
      return again(texts.form.broken, 503);
    }
    return thank(form);
  });

async function atTheRim(call: FormCall, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'unexpected') log.error({ error, ...call }, 'a form broke');
    const answer = known.code === 'hook.not_found' ? texts.form.gone : known.userMessage;
    return html(answerPage({ title: texts.form.goneTitle, isTest: false, answer }), known.status);
  }
}

async function openForm(call: FormCall): Promise<OpenForm> {
  if (!isUuid(call.formId)) throw new AppError('hook.not_found', {});
  const hook = await findHook(runtime().db, { hookId: call.formId, test: call.test, kind: 'form' });
  if (!hook || (!call.test && (!hook.active || hook.activeVersion === null))) throw new AppError('hook.not_found', {});
  const parsed = formNode.params.safeParse(call.test ? await draftParams(hook) : hook.config);
  if (parsed.success) return { call, hook, params: parsed.data as FormParams };
  throw new AppError('workflow.not_runnable', { reason: parsed.error.issues[0]!.message });
}

async function start({ call, hook }: OpenForm, submission: Submission): Promise<void> {
  const { db } = runtime();
  const { values, files } = await keepable(submission);
  const executionId = await createOwnersExecution(db, {
    workflowId: hook.workflowId,
    ownerId: hook.ownerId,
    version: call.test ? hook.draftVersion : hook.activeVersion!,
    mode: call.test ? 'verify' : 'live',
    triggerNodeId: hook.nodeId,
    items: [{ submitted_at: new Date().toISOString(), ...values }],
    startedBy: call.test ? 'test-webhook' : 'webhook',
  });
  await addRunFiles(db, { ownerId: hook.ownerId, executionId, files }).catch(async error => {
    await removeUnstarted(db, executionId); // without its files it is not what was sent
    throw error;
  });
  const { driver } = await runtime().parts();
  await driver.start(executionId);
}

interface Shown {
  submission?: Submission;
  notice?: string;
  status?: number;
}

function pageOf({ call, params }: OpenForm, { submission, notice, status = 200 }: Shown): Response {
  const { title, description, fields, button } = params;
  const facts = { title, description, fields, button, isTest: call.test, token: formToken(call.formId) };
  return html(formPage({ ...facts, values: submission?.values, problems: submission?.problems, notice }), status);
}

function thank({ call, params }: OpenForm): Response {
  if (params.redirect && URL.canParse(params.redirect)) {
    return new Response(null, { status: 303, headers: { location: new URL(params.redirect).href } });
  }
  return html(answerPage({ title: params.title, answer: params.answer, isTest: call.test }), 200);
}
