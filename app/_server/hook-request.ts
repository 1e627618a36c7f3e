import { AppError } from '@/engine/errors';
import type { Item } from '@/engine/workflow/schema';
import { readBytes } from './read-bytes';

const mostBytes = { most: 5_000_000, limit: '5 MB' };
const mostFileText = 200_000;

/** Keys to other places are for whoever checks them, not for records and expressions. */
const secretHeaders = /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-auth-token|x-parley-.*)$/;

type Json = Item[string];

/** What is read of a call, whoever received it: a `Request` is one. */
export interface IncomingCall {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Iterable<[string, string]> & { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** A call as an item: `{ method, headers, query, body, files }`. */
export async function toWebhookItem(request: IncomingCall): Promise<Item> {
  const url = new URL(request.url);
  const headers = [...request.headers].filter(([name]) => !secretHeaders.test(name));
  const { body, files } = await readContent(request);
  return {
    method: request.method,
    headers: Object.fromEntries(headers),
    query: toObject(url.searchParams),
    body,
    files,
  };
}

interface Content {
  body: Json;
  files: Json[];
}

async function readContent(request: IncomingCall): Promise<Content> {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  const bytes = await readBytes(request, mostBytes);
  if (bytes.length === 0) return { body: {}, files: [] };
  if (type.startsWith('multipart/form-data')) return readForm(bytes, request.headers.get('content-type')!);
  if (isBinary(type)) return { body: {}, files: [{ name: 'body', type, size: bytes.length }] };
  return { body: readText(bytes.toString('utf8'), type), files: [] };
}

const isBinary = (type: string) =>
  /^(image|audio|video|font)\/|^application\/(octet-stream|pdf|zip|gzip|x-tar)/.test(type);

function readText(text: string, type: string): Json {
  if (/^application\/(.*\+)?json/.test(type)) return parseJson(text);
  if (type.startsWith('application/x-www-form-urlencoded')) {
    // `curl -d '{…}'` says form when it means JSON.
    return looksLikeJson(text)
      ? parseOr(text, () => toObject(new URLSearchParams(text)))
      : toObject(new URLSearchParams(text));
  }
  return type === '' && looksLikeJson(text) ? parseOr(text, () => text) : text;
}

const looksLikeJson = (text: string) => /^\s*[[{]/.test(text);

function parseOr(text: string, otherwise: () => Json): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return otherwise();
  }
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new AppError('request.invalid', { field: 'body', reason: 'it is not valid JSON' }, { cause });
  }
}

/** A name that comes more than once is a list. */
function toObject(pairs: Iterable<[string, string]>): Record<string, Json> {
  const found = new Map<string, string[]>();
  for (const [name, value] of pairs) found.set(name, [...(found.get(name) ?? []), value]);
  return Object.fromEntries([...found].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]));
}

async function readForm(bytes: Buffer, type: string): Promise<Content> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(cause => {
      throw new AppError('request.invalid', { field: 'body', reason: 'the form cannot be read' }, { cause });
    });
  const fields: [string, string][] = [];
  const files: Json[] = [];
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') fields.push([name, value]);
    else files.push(await toFile(name, value));
  }
  return { body: toObject(fields), files };
}

async function toFile(field: string, file: File): Promise<Json> {
  const facts = { field, name: file.name, type: file.type, size: file.size };
  const isText = /^text\/|json|xml|csv/.test(file.type) && file.size <= mostFileText;
  return isText ? { ...facts, text: await file.text() } : facts;
}
