import type { z } from 'zod';
import { releaseSubmission, takeSubmission } from '@/database/form-submissions';
import { addRunFiles } from '@/database/run-files';
import { createOwnersExecution, removeUnstarted } from '@/database/service-executions';
import { node as formNode } from '@/engine/nodes/core/form.trigger';
import { readSubmission, type Submission } from '@/engine/nodes/form-fields';
import { texts } from '../_ui/texts';
import { checkToken, formLimits, formToken } from './form-guard';
import { answerPage, formPage, tokenName, trapName } from './form-page';
import { keepable, readForm } from './form-sent';
import { log } from './log';
import { atTheRim, html, type OpenPage, openPage, type PageCall, senderOf } from './public-page';
import { runtime } from './runtime';

type FormParams = z.output<typeof formNode.params>;
type OpenForm = OpenPage<FormParams>;

const rim = { ...texts.form, broken: 'a form broke' };
const openForm = (call: PageCall) => openPage<FormParams>(call, { kind: 'form', params: formNode.params });

/** The page of a form. Whoever has the address may see it while the workflow is on. */
export const showForm = (call: PageCall): Promise<Response> =>
  atTheRim(call, rim, async () => pageOf(await openForm(call), {}));

/** What somebody filled in: shown again with what is wrong, or it starts the workflow. */
export const takeForm = (request: Request, call: PageCall): Promise<Response> =>
  atTheRim(call, rim, async () => {
    const form = await openForm(call);
    const sent = await readForm(request, form.params.fields);
    const submission = readSubmission(form.params.fields, sent);
    const again = (notice: string, status: number) =>
      pageOf(form, { submission: { ...submission, problems: {} }, notice, status });
    const token = String(sent.get(tokenName) ?? '');
    const state = checkToken(call.pageId, token);
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
  const facts = { title, description, fields, button, isTest: call.test, token: formToken(call.pageId) };
  return html(formPage({ ...facts, values: submission?.values, problems: submission?.problems, notice }), status);
}

function thank({ call, params }: OpenForm): Response {
  if (params.redirect && URL.canParse(params.redirect)) {
    return new Response(null, { status: 303, headers: { location: new URL(params.redirect).href } });
  }
  return html(answerPage({ title: params.title, answer: params.answer, isTest: call.test }), 200);
}
