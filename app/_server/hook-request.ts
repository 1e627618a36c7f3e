import type { RunFile } from '@/database/run-files';
import { uuidV7 } from '@/database/uuid';
import { AppError } from '@/engine/errors';
import { toFileReference } from '@/engine/nodes/file-reference';
import type { Item } from '@/engine/workflow/schema';
import { readBytes } from './read-bytes';

const mostBytes = { most: 5_000_000, limit: '5 MB' };
/** One file is at most this large, as many as come with a call together. */
const mostFileBytes = { most: 10 * 1024 * 1024, limit: '10 MB' };
const mostFileText = 200_000;
const mostFiles = { most: 25 * 1024 * 1024, limit: '25 MB' };

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

/** What came: its bytes, to be checked before anything is made of them. */
export interface ReceivedCall {
  request: IncomingCall;
  bytes: Buffer;
}

/** A call as an item, and the files to keep under what it refers to. */
export interface ReadCall {
  item: Item;
  files: readonly RunFile[];
}

const typeOf = ({ headers }: IncomingCall) => (headers.get('content-type') ?? '').toLowerCase();
const isForm = (type: string) => type.startsWith('multipart/form-data');

export async function receiveCall(request: IncomingCall): Promise<ReceivedCall> {
  const type = typeOf(request);
  const limit = isForm(type) ? mostFiles : isBinary(type) ? mostFileBytes : mostBytes;
  return { request, bytes: await readBytes(request, limit) };
}

export const readCall = async (request: IncomingCall): Promise<ReadCall> => toCallItem(await receiveCall(request));

/** `{ method, headers, query, body, files }`. `hidden` is a header that holds a secret of this address. */
export async function toCallItem(received: ReceivedCall, { hidden }: { hidden?: string } = {}): Promise<ReadCall> {
  const { request } = received;
  const url = new URL(request.url);
  const headers = [...request.headers].filter(([name]) => !secretHeaders.test(name) && name !== hidden);
  const { body, files, kept } = await readContent(received);
  const item = {
    method: request.method,
    headers: Object.fromEntries(headers),
    query: toObject(url.searchParams),
    body,
    files,
  };
  return { item, files: kept };
}

interface Content {
  body: Json;
  files: Json[];
  kept: RunFile[];
}

async function readContent({ request, bytes }: ReceivedCall): Promise<Content> {
  const type = typeOf(request);
  if (bytes.length === 0) return { body: {}, files: [], kept: [] };
  if (isForm(type)) return readForm(bytes, request.headers.get('content-type')!);
  if (isBinary(type)) {
    const { file, kept } = keep({ field: 'body', name: nameIn(request) ?? 'body', type, content: bytes });
    return { body: {}, files: [file], kept: [kept] };
  }
  return { body: readText(bytes.toString('utf8'), type), files: [], kept: [] };
}

/** Where a client names the file that it sends. */
const nameIn = ({ headers }: IncomingCall) =>
  /filename="?([^";]+)"?/i
    .exec(headers.get('content-disposition') ?? '')?.[1]
    ?.split(/[\\/]/)
    .at(-1);

/** A small text needs no place of its own: expressions can read it. */
async function toPlainFile(field: string, file: File): Promise<Json | null> {
  const isText = /^text\/|json|xml|csv/.test(file.type) && file.size <= mostFileText;
  return isText ? { field, name: file.name, type: file.type, size: file.size, text: await file.text() } : null;
}

interface Part {
  field: string;
  name: string;
  type: string;
  content: Buffer;
}

/** Its content is kept beside the run and never within an item; the item says which. */
function keep({ field, name, type, content }: Part): { file: Json; kept: RunFile } {
  const id = uuidV7();
  const mediaType = type.split(';', 1)[0] || 'application/octet-stream';
  const reference = toFileReference({ id, name, type: mediaType, size: content.length });
  return { file: { field, ...reference }, kept: { id, name, mediaType, content } };
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
  const content: Content = { body: {}, files: [], kept: [] };
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      fields.push([name, value]);
      continue;
    }
    if (value.size > mostFileBytes.most) throw new AppError('hook.too_large', { limit: mostFileBytes.limit });
    const plain = await toPlainFile(name, value);
    if (plain) {
      content.files.push(plain);
      continue;
    }
    const file = value.name.split(/[\\/]/).at(-1) || 'file';
    const part = keep({ field: name, name: file, type: value.type, content: Buffer.from(await value.arrayBuffer()) });
    content.files.push(part.file);
    content.kept.push(part.kept);
  }
  return { ...content, body: toObject(fields) };
}
