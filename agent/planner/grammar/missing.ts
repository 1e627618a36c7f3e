import { readFor } from '../catalogue/read-step';
import { restore } from '../language/literals';
import { hasMeaning } from '../language/verbs';
import type { Step, Value } from '../plan';
import { toDeed } from '../sketch/deeds';
import type { Clause } from './clause';
import type { Reader } from './reader';
import { isModel, needsThinking, serviceIn } from './services';
import { readValue } from './value';

const reaching = /^(?:notify|email|mail|message|alert|inform|dm|tweet|text|ping|remind|sms|tell)$/;

/** Something for a service, or for a language model, that no step does yet. */
export function readMissing({ verb, rest, text }: Clause, reader: Reader): Step | Step[] | null {
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
  const reaches =
    reaching.test(verb) &&
    /\b(?:me|us|them|him|her|the|a|my|our|team|everyone|customer|someone|sales|support|admin)\b/i.test(rest);
  if (service !== null && reaches && isModel(service)) {
    const how = /^(?:e?-?mail)$/.test(verb) ? 'email' : 'messages';
    return [standIn(service, text, reader), { kind: 'missing', service: how, what: text, text: null }];
  }
  if (service !== null) return standIn(service, text, reader, value);
  if (/^(?:wait|pause|delay)$/.test(verb) && /\d|minute|hour|second|day/i.test(rest))
    return { kind: 'missing', service: 'waiting', what: text, text: null };
  return reaches ? { kind: 'missing', service: 'messages', what: text, text: value } : null;
}

/** The step of the catalogue that does it, or a request to a service that no step reaches. */
export function standIn(service: string, text: string, reader: Reader, value: Value | null = null): Step {
  const reads = value === null && toDeed(text)?.kind === 'read' ? { reads: true } : {};
  return (
    readFor(service, text, reader) ?? {
      ...{ kind: 'missing', service, what: restore(text, reader.literals), text: value },
      ...reads,
    }
  );
}
