import type { LinkedWait } from '@/database/run-waits';
import type { Item } from '@/engine/workflow/schema';
import { texts } from '../_ui/texts';
import { document, fieldHtml, safe } from './form-page';

export interface ApprovalPage {
  wait: LinkedWait;
  /** Who the answer is recorded as. */
  as: string;
  values?: Readonly<Item>;
  problems?: Readonly<Record<string, string>>;
}

const words = texts.decision;
const said = (time: string) => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What is asked, with two buttons. Opening it changes nothing: programs that look into mails open links, too. */
export function approvalPage({ wait, as, values, problems }: ApprovalPage): string {
  const { fields } = wait.asks;
  const wrong = Object.keys(problems ?? {}).length;
  return document(
    { title: wait.asks.title, isTest: false },
    `${aboutHtml(wait)}
    ${wrong > 0 ? `<p class="notice" role="alert">${safe(texts.form.wrong(wrong))}</p>` : ''}
    <form method="post" novalidate>
      ${fields.map(field => fieldHtml(field, { values, problems })).join('\n')}
      <div class="choice">
        <button type="submit" name="_decision" value="approved">${words.approve}</button>
        <button type="submit" name="_decision" value="refused" class="other">${words.refuse}</button>
      </div>
    </form>
    <p class="foot">${safe(words.page.until)} ${said(wait.until)}. ${safe(words.page.as(as))}</p>`,
  );
}

const aboutHtml = ({ asks, workflowName }: LinkedWait) =>
  `<p class="help">${safe(words.page.asks(workflowName))}</p>
  ${asks.text ? `<p class="said">${safe(asks.text)}</p>` : ''}`;

/** What it asks, and why this person cannot answer here. */
export const askToSignIn = (wait: LinkedWait, next: string): string =>
  document(
    { title: wait.asks.title, isTest: false },
    `${aboutHtml(wait)}<p>${safe(words.page.signInText)}</p>
    <p><a class="button" href="/signin?next=${encodeURIComponent(next)}">${words.page.signIn}</a></p>`,
  );

export const closedPage = (title: string, sentence: string): string =>
  document({ title, isTest: false }, `<p class="answer" role="status">${safe(sentence)}</p>`);

/** How it was decided, for whoever comes later. */
export const sayOutcome = ({ outcome, answeredAs, answeredAt }: LinkedWait): string =>
  words.page.already(outcome!, answeredAs, said(answeredAt!));
