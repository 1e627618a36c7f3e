import type { Transaction } from '@/database/connection';
import { type Decision, decide, decideByLink, findApproval, type LinkedWait, type Taken } from '@/database/run-waits';
import { AppError } from '@/engine/errors';
import type { Item } from '@/engine/workflow/schema';
import { texts } from '../_ui/texts';
import { approvalPage, askToSignIn, closedPage, sayOutcome } from './approval-page';
import { goOn, readAnswer } from './approvals';
import { isUuid } from './is-uuid';
import { log } from './log';
import { readBytes } from './read-bytes';
import { requireSameOrigin } from './route-rim';
import { runtime } from './runtime';
import { requireUser } from './session';
import { holderOf } from './wait-address';

export interface ApprovalLink {
  waitId: string;
  key: string;
}

const words = texts.decision;
const mostBytes = { most: 300_000, limit: '300 KB' };

/** The page behind a link. It only shows: nothing is decided by opening it, however often. */
export const showApproval = (link: ApprovalLink): Promise<Response> =>
  atTheRim(async () => {
    const opened = await openLink(link);
    return 'page' in opened ? opened.page : html(approvalPage(opened), 200);
  });

/** A press on one of its buttons. The first answer counts, whoever gave it. */
export const takeApproval = (request: Request, link: ApprovalLink): Promise<Response> =>
  atTheRim(async () => {
    requireSameOrigin(request);
    const opened = await openLink(link, 409);
    if ('page' in opened) return opened.page;
    const sent = new URLSearchParams((await readBytes(request, mostBytes)).toString('utf8'));
    const decision = sent.get('_decision');
    if (decision !== 'approved' && decision !== 'refused') return html(approvalPage(opened), 422);
    const { values, problems } = readAnswer(opened.wait.asks.fields, { decision, sent });
    if (Object.keys(problems).length > 0) return html(approvalPage({ ...opened, values, problems }), 422);
    return answer(opened, { decision, values });
  });

interface Opened {
  wait: LinkedWait;
  as: string;
  /** Decides as who it is. */
  decide(decision: Decision): Promise<Taken>;
}

async function answer({ wait, decide: act }: Opened, given: { decision: Decision['decision']; values: Item }) {
  const taken = await act({ id: wait.id, ...given });
  if (taken === 'taken') {
    await goOn(wait.executionId).catch(error =>
      log.warn({ error, executionId: wait.executionId }, 'a decided run could not be told'),
    );
    return html(closedPage(wait.asks.title, words.taken[given.decision]), 200);
  }
  if (taken === 'not_yours') return html(closedPage(wait.asks.title, words.page.notYours), 403);
  const now = await findApproval(runtime().db, { id: wait.id });
  return now ? html(closedPage(wait.asks.title, closedSentence(now) ?? words.page.over), 409) : gone();
}

/** `closed` is the status of a page that says that it is over: news for who looks, a refusal for who presses. */
async function openLink({ waitId, key }: ApprovalLink, closed = 200): Promise<Opened | { page: Response }> {
  const { db } = runtime();
  const holder = isUuid(waitId) ? holderOf(waitId, key) : null;
  const wait = holder === null ? null : await findApproval(db, { id: waitId });
  if (!wait || holder === null) return { page: gone() };
  const sentence = closedSentence(wait);
  if (sentence) return { page: html(closedPage(wait.asks.title, sentence), closed) };
  if (wait.who === 'link') {
    const as = (holder === 'any' ? null : wait.asks.email[holder]) ?? words.page.anybody;
    return { wait, as, decide: decision => decideByLink(db, { ...decision, as }) };
  }
  const person = await requireUser().catch(orNobody);
  if (!person) return { page: html(askToSignIn(wait, `/approvals/${waitId}/${key}`), 200) };
  const as = person.claims.email ?? words.page.anybody;
  return { wait, as, decide: decision => person.asUser((tx: Transaction) => decide(tx, decision)) };
}

function orNobody(error: unknown): null {
  if (AppError.from(error).code === 'session.required') return null;
  throw error;
}

/** Why it cannot be decided any more; null while it can. */
function closedSentence(wait: LinkedWait): string | null {
  if (wait.outcome) return sayOutcome(wait);
  if (wait.isOver) return words.page.over;
  return Date.parse(wait.until) <= Date.now() ? words.page.late : null;
}

const gone = () => html(closedPage(words.page.goneTitle, words.page.gone), 404);

async function atTheRim(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const known = AppError.from(error);
    if (known.code === 'unexpected') log.error({ error }, 'the page of an approval broke');
    return html(closedPage(words.page.goneTitle, known.userMessage), known.status);
  }
}

/** Nothing but its own styles; the address, which is a key, is told to nobody else. */
function html(content: string, status: number): Response {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  return new Response(content, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cache-control': 'no-store',
    },
  });
}
