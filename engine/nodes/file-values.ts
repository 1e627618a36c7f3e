import { z } from 'zod';
import { AppError } from '../errors';
import type { Item } from '../workflow/schema';
import { isFileReference } from './file-reference';
import { number, object, text } from './shapes';

/** A file within an item: text as it is, anything else in base64. */
export const FileValue = z.object({
  name: z.string().optional(),
  type: z.string().optional(),
  size: z.number().optional(),
  text: z.string().optional(),
  base64: z.string().optional(),
});
export type FileValue = z.infer<typeof FileValue>;

export const fileShape = object({ name: text, type: text, size: number, text });

export const toTextFile = ({ name, type, text }: { name: string; type: string; text: string }): Item => ({
  name,
  type,
  size: Buffer.byteLength(text),
  text,
});

/** What an answer of a service holds that is no text: a file with its name. Everything else stays as it is. */
export function toFile(body: unknown, name: string): unknown {
  const [, type = '', options, data] = typeof body === 'string' ? (dataUrl.exec(body) ?? []) : [];
  if (data === undefined || !options!.endsWith(';base64')) return body;
  return { name, type, size: Buffer.byteLength(data, 'base64'), base64: data };
}

/** What an answer of the HTTP step holds when it is no text. */
const dataUrl = /^data:([^;,]*)((?:;[^;,]*)*),(.*)$/s;

export interface FileContent {
  name: string | null;
  type: string | null;
  bytes: Buffer;
}

/** The content of text, a `data:` address or a file; null for what is none of these. */
export function contentOf(value: unknown): FileContent | null {
  if (typeof value === 'string') return fromText(value);
  // Only a step that is merely tried has no content: it is not opened then.
  if (isFileReference(value)) return { name: value.name, type: value.type, bytes: Buffer.alloc(0) };
  const { data: file } = FileValue.safeParse(value);
  if (!file || (file.text === undefined && file.base64 === undefined)) return null;
  const bytes = file.base64 === undefined ? Buffer.from(file.text!) : Buffer.from(file.base64, 'base64');
  return { name: file.name ?? null, type: file.type ?? null, bytes };
}

function fromText(text: string): FileContent {
  const [, type, options, data] = dataUrl.exec(text) ?? [];
  if (data === undefined) return { name: null, type: null, bytes: Buffer.from(text) };
  const isBase64 = options!.endsWith(';base64');
  return {
    name: null,
    type: type || null,
    bytes: Buffer.from(isBase64 ? data : decodeURIComponent(data), isBase64 ? 'base64' : 'utf8'),
  };
}

/** The text that a setting holds, however it came: as text, in a file, or as what a service answered. */
export function readText(value: unknown, param: string): string {
  if (typeof value === 'string' && !value.startsWith('data:')) return withoutMark(value);
  const content = contentOf(value);
  if (!content) throw notText(value, param);
  return decode(content.bytes);
}

/** Older programs on Windows write no UTF-8; every byte means something in their encoding, so it comes second. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return withoutMark(new TextDecoder('utf-16le').decode(bytes));
  try {
    return withoutMark(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const withoutMark = (text: string) => (text.startsWith('\uFEFF') ? text.slice(1) : text);

function notText(value: unknown, param: string): AppError {
  const found = value === undefined || value === null ? 'nothing' : (JSON.stringify(value) ?? 'something').slice(0, 80);
  const reason = `"${param}" holds ${found} and not text or a file`;
  return new AppError('node.data_wrong', { reason, param, value });
}
