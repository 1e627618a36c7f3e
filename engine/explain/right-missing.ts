import { type Refused, saying } from './refused-request';
import { sentKey } from './sent-key';
import type { Verdict } from './verdict';
import { code } from './words';

interface Lack {
  when: RegExp;
  lacks: string;
  next(who: string, scope: string | null): string;
}

/** What may be missing, as services word it; the first that fits. */
const lacks: readonly Lack[] = [
  {
    when: /not (a )?(member|participant)|not in (the )?(channel|chat|group|room)|kicked/i,
    lacks: 'The account or bot behind the key does not belong to that channel or group.',
    next: who =>
      `Add it there at ${who} (in a channel that only administrators may write to: as an administrator), then run it again.`,
  },
  {
    when: /shared with|share (it|the)/i,
    lacks: 'Either that was never shared with the account or integration behind the key, or its id is another.',
    next: who => `Share it with that account at ${who}, and compare the id; then run it again.`,
  },
  {
    when: /has not been used|is disabled|not (been )?enabled|enable it/i,
    lacks: 'That part of the service is not switched on for the account.',
    next: who => `Switch it on at ${who}, wait a few minutes, then run it again.`,
  },
  {
    when: /\bip\b.*(allow|white) ?list|(allow|white) ?list.*\bip\b|ip address/i,
    lacks: 'It takes requests from listed addresses only.',
    next: who => `Add the address of this computer to the list at ${who}.`,
  },
  {
    when: /just a moment|captcha|challenge|attention required|checking your browser/i,
    lacks: 'That page keeps programs out.',
    next: who => `Use the programming interface that ${who} offers, instead of its pages.`,
  },
  {
    when: /scopes?\b|grant/i,
    lacks: 'The key is known there, but was made without the right to do this.',
    next: (who, scope) =>
      `Give the key ${scope ? `the scope ${code(scope)}` : 'the missing scope'} at ${who}, or make a new key with it; where it was granted by signing in, sign in again.`,
  },
];

/** The key is known, and this is not allowed to it: what is missing, as far as the words tell. */
export function rightMissing(refused: Refused): Verdict {
  const { who, step, reason, named, failure } = refused;
  const { isHttp, sends, node } = sentKey(refused);
  const words = `${reason} ${named}`.replace(/_/g, ' ');
  const lack = lacks.find(({ when }) => when.test(words));
  const scope =
    /\b[a-z][\w.]*:[a-z][\w.:]*\b|\b(read|write)_[a-z_]+\b|https:\/\/www\.\S+\/auth\/\S+/.exec(
      `${reason} ${named}`,
    )?.[0] ?? null;
  const where = node?.options.credentialId ? ' Then enter it in Settings, Keys.' : '';
  const vague = /^(forbidden|access (to .* )?(is )?(denied|forbidden)|permission denied|not allowed)?$/i.test(reason);
  const asked = isHttp && !sends && vague;
  const isSure = lack
    ? !/share/i.test(words)
    : !vague && failure.error.code === 'node.unauthorized' && !/ or /.test(words);
  return {
    class: 'forbidden',
    confidence: isSure ? 'certain' : 'likely',
    sentence: `${who} does not allow what ${step} asks for: ${saying(refused)}. ${
      asked
        ? 'The step sends no key; it may want one.'
        : (lack?.lacks ??
          'The key is known there, but lacks a right for this, or that thing is not open to its account.')
    } The workflow itself can stay as it is.`,
    nextStep:
      lack?.next(who, scope) ??
      (asked
        ? `Choose a key for ${who} in the step; if one is there, give it the missing right.`
        : `Look at ${who} which rights this needs (also to read the structure around it) and whether the account may see that very thing; give them to the key, or make a new one.${where}`),
  };
}
