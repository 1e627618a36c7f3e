import { randomUUID } from 'node:crypto';
import { AppError } from '../errors';
import { isObject } from '../workflow/equal';
import { contentOf } from './file-values';
import { toText } from './settings';

/** Set by the connection itself; a node that could set them could speak for another host. */
const ours = /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/;

/** Header names in lower case, with what every request carries. */
export function toHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json, */*;q=0.8', 'user-agent': 'Parley' };
  for (const [name, value] of Object.entries(given)) {
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      throw wrongHeader(name, 'its name holds a character that no header may have');
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw wrongHeader(name, 'its value holds a line break or a character that no header may have');
    }
    if (!ours.test(name.toLowerCase())) headers[name.toLowerCase()] = value.trim();
  }
  return headers;
}

const wrongHeader = (name: string, reason: string) =>
  new AppError('node.params_invalid', { param: 'headers', reason: `the header "${name}" cannot be sent: ${reason}` });

export interface Payload {
  payload: string | Buffer;
  type: string;
}

/**
 * Text goes as it is, and is called JSON when it is JSON; a file as its bytes; everything else goes as JSON, or as a
 * form where the headers say so.
 */
export function toPayload(body: unknown, contentType: string | undefined): Payload {
  if (typeof body === 'string') {
    return { payload: body, type: isJsonText(body) ? 'application/json' : 'text/plain; charset=utf-8' };
  }
  if (contentType?.startsWith('application/x-www-form-urlencoded') && isObject(body)) {
    const pairs = Object.entries(body).map(([name, value]) => [name, toText(value)]);
    return { payload: new URLSearchParams(pairs).toString(), type: contentType };
  }
  if (contentType?.startsWith('multipart/form-data') && isObject(body)) return toMultipart(body);
  const file = isFile(body) && contentOf(body);
  if (file) return { payload: file.bytes, type: file.type ?? 'application/octet-stream' };
  return { payload: JSON.stringify(body), type: 'application/json' };
}

/** An object that holds a file's content besides what it is called, and nothing of its own. */
const isFile = (value: unknown): boolean =>
  isObject(value) &&
  ('base64' in value || 'text' in value) &&
  ('name' in value || 'type' in value) &&
  Object.keys(value).every(key => ['name', 'type', 'size', 'base64', 'text'].includes(key));

/** RFC 7578: one part for each field, several for a list; a file goes with its name and type. */
function toMultipart(body: Readonly<Record<string, unknown>>): Payload {
  const boundary = `parley-${randomUUID()}`;
  const parts = Object.entries(body).flatMap(([name, value]) => {
    const each = Array.isArray(value) && value.some(isFile) ? value : [value];
    return each.flatMap(one => [Buffer.from(`--${boundary}\r\n`), ...partOf(name, one), Buffer.from('\r\n')]);
  });
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { payload, type: `multipart/form-data; boundary=${boundary}` };
}

function partOf(name: string, value: unknown): Buffer[] {
  const head = `Content-Disposition: form-data; name="${quoted(name)}"`;
  const isData = typeof value === 'string' && /^data:[^,]*;base64,/.test(value);
  const file = isFile(value) || isData ? contentOf(value) : null;
  if (!file) return [Buffer.from(`${head}\r\n\r\n${toText(value)}`)];
  const type = (file.type ?? 'application/octet-stream').replace(/[\r\n]/g, ' ');
  return [Buffer.from(`${head}; filename="${quoted(file.name ?? name)}"\r\nContent-Type: ${type}\r\n\r\n`), file.bytes];
}

/** As browsers write it: what would end the name is written in percent. */
const quoted = (name: string) =>
  name.replace(/[\r\n"]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
