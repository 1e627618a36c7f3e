import { z } from 'zod';
import { isSame, signed } from './signed';

const Said = z.object({ role: z.enum(['visitor', 'answer']), text: z.string() });
const Talk = z.object({ id: z.uuid(), said: z.array(Said) });

/** A conversation on a page: who said what, in order. */
export type Talk = z.infer<typeof Talk>;

const mostSaid = 40;
const mostCharacters = 60_000;

const sign = (pageId: string, text: string) => signed(`talk ${pageId} ${text}`);

/** The conversation as the page carries it from message to message: it can be read by who holds it, not changed. */
export function sealTalk(pageId: string, talk: Talk): string {
  const text = Buffer.from(JSON.stringify(talk)).toString('base64url');
  return `${text}.${sign(pageId, text)}`;
}

/** A new one where it is none of this page. */
export function openTalk(pageId: string, sealed: string): Talk {
  const [text = '', given = ''] = sealed.split('.');
  if (!isSame(given, sign(pageId, text))) return newTalk();
  return Talk.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
}

export const newTalk = (): Talk => ({ id: crypto.randomUUID(), said: [] });

/** What was said last, and no more than a page can carry. */
export function trimmed({ id, said }: Talk): Talk {
  const kept = said.slice(-mostSaid);
  while (kept.length > 2 && kept.reduce((sum, { text }) => sum + text.length, 0) > mostCharacters) kept.splice(0, 2);
  return { id, said: kept };
}
