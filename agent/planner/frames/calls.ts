import { readJson } from '../grammar/json';
import type { Step, Value } from '../plan';
import { entriesAt } from './answer-forms';
import { type Found, kindAt, literalAt, type Parse, phraseAt, wordAt } from './parse';
import { assignmentsAt } from './store';

const verbs =
  /^(?:send|sends|sent|post|posts|posted|forward|forwards|forwarded|pass|passes|push|pushes|relay|relays|call|calls|notify|deliver|submit|put|goes|go)$/;
const between =
  /^(?:a|an|the|post|request|http|with|in|to|at|by|body|json|as|its|also|then|them|this|that|via|on|of|webhook|url|address|must|and|post-request|it|everything|all|both|data|fields|three|containing)$/;

/** "send name and seats with a POST to ⟨url⟩", "a POST to ⟨url⟩ with id and temp in the body". */
export function callAt(p: Parse, from: number): Found<Step> | null {
  if (!verbs.test(wordAt(p, from))) return null;
  let body: Value | null = null;
  let url: string | null = null;
  let end = from + 1;
  let at = from + 1;
  while (at < from + 24 && at < p.tokens.length) {
    const literal = literalAt(p, at);
    if (literal?.kind === 'url' && url === null) {
      url = literal.text;
      at = end = at + 1;
      continue;
    }
    if (body === null && literal?.kind === 'json') {
      body = spoken(readJson(literal.text, p.reader), p);
      at = end = at + 1;
      continue;
    }
    const entries: Found<Value> | null =
      body === null && !(url !== null && wordAt(p, at) === 'and') ? bodyAt(p, at) : null;
    if (entries && (url === null || /^(?:with|containing|of|body|holding|json|the|fields)$/.test(wordAt(p, at - 1)))) {
      body = entries.value;
      at = end = entries.end;
      continue;
    }
    const inBody =
      url !== null && body !== null
        ? phraseAt(
            p,
            at,
            'in the body|as json|in its body|as the body|as body|of that row|of the row|of this row|of each row|of that entry|of it',
          )
        : null;
    if (inBody !== null) {
      at = end = inBody;
      continue;
    }
    if (url !== null && (/^(?:and|,|then|it)$/.test(wordAt(p, at)) || kindAt(p, at) !== 'word')) break;
    if (!between.test(wordAt(p, at)) || kindAt(p, at) !== 'word') break;
    at += 1;
  }
  if (url === null) return null;
  return { value: { kind: 'http', method: 'POST', url, headers: [], body: body ?? { kind: 'whole' } }, end };
}

/** "id and temp", "the count as total": what is sent. */
function bodyAt(p: Parse, from: number): Found<Value> | null {
  const at = phraseAt(p, from, 'the fields|fields|the') ?? from;
  const owned = kindAt(p, at) === 'word' && /'s$/.test(wordAt(p, at)) ? at + 1 : at;
  const listed = assignmentsAt(p, owned);
  return listed ? { value: { kind: 'object', entries: listed.value }, end: listed.end } : entriesAt(p, owned);
}

/** "the count" in JSON is what was counted. */
function spoken(value: Value, p: Parse): Value {
  if (value.kind !== 'object') return value;
  const entries = value.entries.map(({ name, value: inner }) => ({
    name,
    value: inner.kind === 'field' ? { ...inner, name: p.aliases.get(inner.name) ?? inner.name } : inner,
  }));
  return { kind: 'object', entries };
}
