import { restore } from '../language/literals';
import { hasMeaning } from '../language/verbs';
import type { Step } from '../plan';
import type { Clause } from './clause';
import type { Reader } from './reader';
import { needsThinking, serviceIn } from './services';
import { readValue } from './value';

const reaching = /^(?:notify|email|mail|message|alert|inform|dm|tweet|text|ping|remind|sms|tell)$/;

/** Something for a service, or for a language model, that no step does yet. */
export function readMissing({ verb, rest, text }: Clause, reader: Reader): Step | null {
  if (
    !hasMeaning(verb, 'outside') &&
    !hasMeaning(verb, 'store') &&
    !hasMeaning(verb, 'http') &&
    !hasMeaning(verb, 'update')
  )
    return null;
  const service = serviceIn(text) ?? (needsThinking(text) ? 'a language model' : null);
  const quoted = /⟨q\d+⟩/.exec(rest)?.[0];
  const value = quoted ? readValue(quoted, reader) : null;
  if (service !== null) return { kind: 'missing', service, what: restore(text, reader.literals), text: value };
  if (/^(?:wait|pause|delay)$/.test(verb) && /\d|minute|hour|second|day/i.test(rest))
    return { kind: 'missing', service: 'waiting', what: text, text: null };
  return reaching.test(verb) &&
    /\b(?:me|us|them|him|her|the|a|my|our|team|everyone|customer|someone|sales|support|admin)\b/i.test(rest)
    ? { kind: 'missing', service: 'messages', what: text, text: value }
    : null;
}
