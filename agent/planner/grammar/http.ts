import { literalOf } from '../language/literals';
import { singular } from '../language/names';
import { hasMeaning } from '../language/verbs';
import type { Assignment, Step, Value } from '../plan';
import type { Clause } from './clause';
import type { Reader } from './reader';
import { readFieldList, readValue, readWhole } from './value';

const sending = new Set([
  'post',
  'send',
  'forward',
  'submit',
  'notify',
  'push',
  'pass',
  'relay',
  'deliver',
  'tell',
  'report',
]);

/** What is only read sends nothing along: "get https://… with id and name" tells what comes back. */
const reading = /^(?:get|fetch|load|download|read|pull|retrieve|grab|check|query|look)$/;

/** "call https://…", "POST the order to https://…", "send name and email as JSON to …". */
export function readHttp({ verb, rest, text }: Clause, reader: Reader): Step | null {
  const url = /⟨u\d+⟩/.exec(text)?.[0];
  const named = /\bhttp request\b|\b(?:GET|POST|PUT|PATCH|DELETE) (?:request|call)\b/i.test(text);
  if (
    !(hasMeaning(verb, 'http') && (url !== undefined || named)) &&
    !(url !== undefined && /^(?:post|get)\b/i.test(text))
  )
    return null;
  const literal = url === undefined ? null : literalOf(url, reader.literals);
  const body =
    reading.test(verb) && !/\b(?:post|put|patch)\b/i.test(text) ? null : readBody(text, { verb, rest, url, reader });
  const method = methodOf(text, { verb, hasBody: body !== null });
  const what =
    url === undefined
      ? undefined
      : /\b([\p{L}-]+)\s+(?:from|at|of|via|under)\s+(?:the )?(?:api |url |address |endpoint |page )*(?:at )?⟨u/iu.exec(
          text,
        )?.[1];
  const noun =
    what && !/^(?:data|it|them|json|content|response|request|everything|list|page|call)$/i.test(what)
      ? singular(what.toLowerCase())
      : undefined;
  if (noun) reader.nouns.add(noun);
  return {
    kind: 'http',
    method,
    url: literal?.text ?? null,
    headers: readHeaders(text, reader),
    body: method === 'GET' ? null : body,
    ...(noun ? { noun } : {}),
    ...(listOf(text) === undefined ? {} : { list: listOf(text)! }),
  };
}

function methodOf(text: string, { verb, hasBody }: { verb: string; hasBody: boolean }): string {
  const upper =
    /\b(GET|POST|PUT|PATCH|DELETE|HEAD)\b/.exec(text)?.[1] ??
    /\b(?:an? )?(get|post|put|patch|delete) (?:request|call)\b/i.exec(text)?.[1];
  if (upper) return upper.toUpperCase();
  if (/^(?:post|put|patch|delete)$/.test(verb)) return verb.toUpperCase();
  return sending.has(verb) || hasBody ? 'POST' : 'GET';
}

interface BodyContext {
  verb: string;
  rest: string;
  url: string | undefined;
  reader: Reader;
}

/** What is sent: said behind "with", or between the verb and "to <address>". */
function readBody(text: string, { verb, rest, url, reader }: BodyContext): Value | null {
  const behind =
    /\b(?:with|and send|sending|passing|containing)\s+(?:it |a |an |the )?(?:(?:json |request |following )*(?:body|payload|data|json|fields?|message)\s*(?:of |: ?|= ?|containing |with )?)?\s*(.+)$/i.exec(
      text.replace(
        /\b(?:with|and|using)\s+(?:an? |the )?(?:headers?|bearer|authorization|token|api key|basic auth|status)\b.*$/i,
        '',
      ),
    )?.[1];
  const between =
    url === undefined
      ? undefined
      : new RegExp(
          `^(?:(?:an? |the )?(?:http )?(?:get|post|put|patch) (?:request|call)\\s*)?(.*?)\\s*\\b(?:to|on|at|into)\\s+(?:the |my |our )?(?:[\\w-]+ )*?(?:at )?${url}`,
          'i',
        ).exec(rest)?.[1];
  for (const phrase of [behind, between]) {
    const plain = phrase
      ?.replace(/⟨u\d+⟩/g, '')
      .replace(/\s*(?:as|in) (?:an? )?(?:json(?: body| object)?|(?:the )?body)\s*$/i, '')
      .replace(/\b(?:to|at)\s*$/i, '')
      .trim();
    if (
      !plain ||
      /^(?:an? )?(?:request|call|get|post|http.*)$/i.test(plain) ||
      (phrase === between && /^(?:get|fetch|load|download|read|pull|retrieve|grab)$/.test(verb))
    )
      continue;
    const value = literalOf(plain, reader.literals)
      ? readValue(plain, reader)
      : (readWhole(plain, reader) ?? listed(plain, reader) ?? readValue(plain, reader));
    if (value) return value;
  }
  return null;
}

function listed(text: string, reader: Reader): Value | null {
  const entries = readFieldList(text, reader);
  return entries && { kind: 'object', entries };
}

function readHeaders(text: string, reader: Reader): Assignment[] {
  const bearer = /\bbearer(?: token)?:?\s+(⟨[qc]\d+⟩|[\w.-]+)/i.exec(text)?.[1];
  const headers = [
    ...text.matchAll(
      /\bheaders?\s+(?:called |named )?(⟨[qc]\d+⟩|[\w-]+)\s*(?::|=|\bset to\b|\bto\b|\bof\b|\bwith(?: value)?\b|\s)\s*(⟨[qc]\d+⟩|[^\s,]+)/gi,
    ),
  ];
  const plain = (mark: string) => literalOf(mark, reader.literals)?.text ?? mark;
  const listed = headers.map(match => ({
    name: plain(match[1]!),
    value: { kind: 'text' as const, text: plain(match[2]!) },
  }));
  return bearer
    ? [...listed, { name: 'Authorization', value: { kind: 'text', text: `Bearer ${plain(bearer)}` } }]
    : listed;
}

/** Where in the answer the list is, when the person says so: "the list is under `data`", "for each item in results". */
function listOf(text: string): string | undefined {
  const named =
    /\b(?:list|items|array|rows|elements|results) (?:is |are )?(?:in|under|inside|at|from) (?:the )?(?:field )?`?(?:body\.)?([\w.]+)`?/i.exec(
      text,
    )?.[1] ?? /\b(?:split|for each \w+ in|each of)\s+(?:the )?([\w.]+)/i.exec(text)?.[1];
  if (named && !/^(?:it|them|list|response|answer|items)$/i.test(named)) return named;
  return /\b(?:which|that|it) (?:returns|gives|answers with|is|sends) (?:me |us |back )?an? (?:json )?(?:list|array)\b|\blist of\b|\binto items\b|\b(?:the|this|my|our|whole|complete) (?:[\w-]+ )?(?:list|array) (?:from|at|of|under)\b|\b(?:the|this|my|our|whole|complete) (?:list|array)\s+⟨u|\b(?:a|the|all) (?:list|array) of\b/i.test(
    text,
  )
    ? ''
    : undefined;
}
