import { STATUS_CODES } from 'node:http';
import { isObject } from '../workflow/equal';
import type { HttpAnswer } from './http-client';

/** What a service says about its refusal: for people, and in names of its own (`insufficient_quota`). */
export interface Said {
  reason: string;
  code?: string;
}

/** What the service says itself; without words of its own, what the status means. */
export function wordsOf({ body, text, status, headers }: HttpAnswer): Said {
  const said = isObject(body) || Array.isArray(body) ? wordsIn(body) : { reason: plainWords(text, typeOf(headers)) };
  const asked = /error_description="([^"]+)"/.exec(headers['www-authenticate'] ?? '')?.[1] ?? '';
  return { ...said, reason: said.reason || asked || STATUS_CODES[status] || 'no reason given' };
}

/** The words in an answer's JSON; `reason` is empty where it holds none. */
export function wordsIn(body: unknown): Said {
  const code = [...codesIn(body)].slice(0, 4).join(' ');
  return { reason: messageIn(body), ...(code ? { code } : {}) };
}

const typeOf = (headers: Readonly<Record<string, string>>) => headers['content-type'] ?? '';

const messageFields = [
  'message',
  'error_description',
  'detail',
  'error',
  'errors',
  'title',
  'reason',
  'msg',
  'description',
];
const placeFields = ['loc', 'field', 'param', 'path', 'property'];

function messageIn(value: unknown, depth = 0): string {
  if (typeof value === 'string') return shorten(value);
  if (depth > 3) return '';
  if (Array.isArray(value)) return messageIn(value[0], depth + 1);
  if (!isObject(value)) return '';
  const message = messageFields.map(name => messageIn(value[name], depth + 1)).find(Boolean);
  if (message) return withPlace(value, message);
  return depth > 0 ? byField(value, depth) : '';
}

/** `{ "email": ["has already been taken"] }`, as many frameworks word it. */
function byField(value: Readonly<Record<string, unknown>>, depth: number): string {
  for (const [name, inner] of Object.entries(value)) {
    const message = Array.isArray(inner) ? messageIn(inner, depth + 1) : '';
    if (message) return `${name} ${message}`;
  }
  return '';
}

/** Where in what was sent it stands, when the service names that beside its message. */
function withPlace(value: Readonly<Record<string, unknown>>, message: string): string {
  const place = placeFields.map(name => value[name]).find(Boolean);
  const name = Array.isArray(place) ? place.at(-1) : place;
  return typeof name === 'string' && name.length < 60 && !message.includes(name) ? `${name}: ${message}` : message;
}

const codeFields = ['code', 'type', 'status', 'error', 'errorCode', 'error_code', 'reason', 'needed'];

/** The names that programs go by: short, without blanks, and no mere number. */
function* codesIn(value: unknown, depth = 0): Generator<string> {
  if (depth > 4) return;
  if (Array.isArray(value)) {
    for (const each of value.slice(0, 3)) yield* codesIn(each, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  for (const name of codeFields) {
    const code = value[name];
    if (typeof code === 'string' && /^[A-Za-z][\w.:-]{2,60}$/.test(code)) yield code;
  }
  for (const name of ['error', 'errors', 'details', 'extensions']) yield* codesIn(value[name], depth + 1);
}

/** The title of an error page, or the first words of a text. */
function plainWords(text: string, type: string): string {
  if (text.startsWith('data:')) return '';
  if (!isPage(text, type)) return shorten(text);
  return pageTitle(text);
}

export const isPage = (text: string, type: string): boolean =>
  type.includes('html') || /^\s*<(!doctype html|html)/i.test(text);

export const pageTitle = (text: string): string => shorten(/<(title|h1)[^>]*>([^<]*)</i.exec(text)?.[2] ?? '');

/** A sentence follows, so the last full stop goes. */
function shorten(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<!\.)\.$/, '');
  return line.length > 240 ? `${line.slice(0, 239)}…` : line;
}
