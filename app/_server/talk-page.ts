import { texts } from '../_ui/texts';
import { document, safe, tokenName, trapName } from './form-page';
import type { Talk } from './talk-state';

export interface TalkPage {
  title: string;
  greeting: string;
  button: string;
  talk: Talk;
  /** The conversation so far, sealed. */
  sealed: string;
  /** Proves that the page was asked for, and when. */
  token: string;
  isTest: boolean;
  /** What was written and could not be taken. */
  draft?: string | undefined;
  notice?: string | undefined;
}

export const talkName = '_talk';
export const messageName = 'message';

/** A page without a script, as that of a form: each message is sent with the conversation that it belongs to. */
export function talkPage({ title, greeting, button, talk, sealed, token, isTest, draft, notice }: TalkPage): string {
  const words = texts.talk;
  const said = [{ role: 'answer' as const, text: greeting }, ...talk.said].filter(({ text }) => text !== '');
  const lines = said.map(
    ({ role, text }) =>
      `<li class="${role}"><span class="who">${role === 'visitor' ? words.you : words.answer}</span><p>${safe(text)}</p></li>`,
  );
  const told = notice ? `<p class="notice" role="alert">${safe(notice)}</p>` : '';
  return document(
    { title, isTest, test: words.test },
    `
    <ol class="talk" aria-live="polite">${lines.join('')}</ol>
    ${told}
    <form method="post" id="write" novalidate>
      <input type="hidden" name="${tokenName}" value="${safe(token)}">
      <input type="hidden" name="${talkName}" value="${safe(sealed)}">
      <div class="trap" aria-hidden="true"><label>${texts.form.trap}<input name="${trapName}" tabindex="-1" autocomplete="off"></label></div>
      <div class="field"><label for="${messageName}">${words.label}</label><textarea id="${messageName}" name="${messageName}" rows="3" maxlength="4000" required autofocus>\n${safe(draft ?? '')}</textarea></div>
      <button type="submit">${safe(button)}</button>
    </form>`,
  );
}
