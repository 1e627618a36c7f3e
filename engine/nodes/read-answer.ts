import { isUtf8 } from 'node:buffer';
import type { Response } from 'undici';
import { AppError } from '../errors';
import type { HttpAnswer } from './http-client';
import { serviceOf, withoutSecrets } from './http-failures';

/** Reads a whole answer, but no more than `maxBytes` of it, unpacked. */
export async function readAnswer(
  response: Response,
  { url, maxBytes }: { url: URL; maxBytes: number },
): Promise<HttpAnswer> {
  const bytes = await readBytes(response, maxBytes);
  const headers = Object.fromEntries(response.headers);
  const type = headers['content-type'] ?? '';
  const text = toText(bytes, type);
  const answer = { status: response.status, headers, text, url: url.href };
  if (!isJson(type)) return { ...answer, body: text };
  try {
    return { ...answer, body: text.trim() === '' ? null : JSON.parse(text) };
  } catch (cause) {
    // What refuses us may well do so with broken JSON: then the status says more.
    if (response.status >= 400) return { ...answer, body: text };
    const got = `something else: ${text.trim().slice(0, 80)}`;
    const details = { service: serviceOf(url), expected: 'JSON', got, url: withoutSecrets(url) };
    throw new AppError('node.answer_unreadable', details, { cause });
  }
}

const isJson = (type: string) => /^[^;]*[/+](json|[\w.-]+\+json)\s*(;|$)/i.test(type);

async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new AppError('node.output_too_large', { limit: inWords(maxBytes) });
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const inWords = (bytes: number) =>
  bytes >= 1_000_000 ? `${Math.round(bytes / 1_000_000)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} kB`;

/** Text in the encoding that the answer names; what is no text becomes a data address, which JSON can hold. */
function toText(bytes: Uint8Array, type: string): string {
  if (isBinary(bytes, type)) {
    return `data:${type.split(';')[0] || 'application/octet-stream'};base64,${Buffer.from(bytes).toString('base64')}`;
  }
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const named = /charset="?([\w-]+)/i.exec(type)?.[1] ?? /^<\?xml[^>]*encoding=["']([\w-]+)/i.exec(start)?.[1];
  return decoderFor(named ?? 'utf-8').decode(bytes);
}

const binary = /^(image\/(?!svg)|audio\/|video\/|font\/|application\/(pdf|zip|gzip|x-tar|vnd\.(openxml|ms-|oasis)))/i;
const textual = /^text\/|[/+](json|xml|javascript|x-www-form-urlencoded)\b|charset=/i;

/** By its type, by what no text holds, or, where the type does not tell, by what cannot be decoded. */
function isBinary(bytes: Uint8Array, type: string): boolean {
  if (bytes.length === 0) return false;
  if (binary.test(type)) return true;
  if (bytes.includes(0) && !/utf-?16|utf-?32/i.test(type)) return true;
  return type !== '' && !textual.test(type) && !isUtf8(bytes);
}

function decoderFor(name: string): TextDecoder {
  try {
    return new TextDecoder(name);
  } catch {
    return new TextDecoder();
  }
}
