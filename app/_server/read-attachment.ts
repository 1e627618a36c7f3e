import { extname } from 'node:path';
import type { AttachmentKind, NewAttachment } from '@/database/attachments';
import { parseCsv } from '@/database/table-csv';
import { AppError } from '@/engine/errors';
import { maskField, maskSecrets } from '@/engine/workflow/mask-secrets';

const mostBytes = 10 * 1024 * 1024;
const mostText = 1_000_000;
const mostPages = 200;

const kinds: Readonly<Record<string, [AttachmentKind, string]>> = {
  ...{ '.csv': ['csv', 'text/csv'], '.tsv': ['csv', 'text/tab-separated-values'] },
  ...{ '.pdf': ['pdf', 'application/pdf'], '.txt': ['text', 'text/plain'], '.md': ['text', 'text/markdown'] },
  ...{ '.json': ['text', 'application/json'], '.html': ['text', 'text/html'], '.xml': ['text', 'text/xml'] },
  ...{ '.log': ['text', 'text/plain'], '.yaml': ['text', 'text/yaml'], '.yml': ['text', 'text/yaml'] },
  ...{ '.png': ['image', 'image/png'], '.jpg': ['image', 'image/jpeg'], '.jpeg': ['image', 'image/jpeg'] },
  ...{ '.gif': ['image', 'image/gif'], '.webp': ['image', 'image/webp'] },
};

/** A file as somebody gave it: what it is, by its bytes and not by what it claims, and what can be read in it. */
export async function readAttachment({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<NewAttachment> {
  if (bytes.length === 0) throw new AppError('attachment.unusable', { name, reason: 'it is empty' });
  if (bytes.length > mostBytes) throw new AppError('attachment.too_large', { name, limit: '10 MB' });
  const [kind, mediaType] = kindOf(name, bytes);
  const file = { name: name.slice(0, 200), kind, mediaType, content: Buffer.from(bytes) };
  if (kind === 'image') return { ...file, text: null };
  const text = kind === 'pdf' ? await pdfText(name, bytes) : plainText(name, bytes);
  const plain = text.slice(0, mostText);
  const hidden = kind === 'csv' ? withoutKeysInCsv(plain) : maskSecrets(plain);
  // Of a file of text nothing else is kept, either.
  return { ...file, text: hidden, ...(kind !== 'pdf' && hidden !== plain ? { content: Buffer.from(hidden) } : {}) };
}

/** Keys go wherever they stand, and where the name of their column tells that they are keys. */
function withoutKeysInCsv(text: string): string {
  const masked = maskSecrets(text);
  const cells = cellsOf(masked).filter(([name, value]) => maskField(name, value) !== value);
  return cells.reduce((clean, [name, value]) => clean.replaceAll(value, () => maskField(name, value)), masked);
}

/** None of a CSV that cannot be read: whoever uses its rows says so. */
function cellsOf(text: string): [string, string][] {
  try {
    return parseCsv(text).flatMap(row =>
      Object.entries(row).flatMap(([name, value]): [string, string][] => (value ? [[name, String(value)]] : [])),
    );
  } catch (error) {
    if (AppError.is(error)) return [];
    throw error;
  }
}

function kindOf(name: string, bytes: Uint8Array): [AttachmentKind, string] {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (head.startsWith('%PDF-')) return kinds['.pdf']!;
  if (head.startsWith('\x89PNG')) return kinds['.png']!;
  if (head.startsWith('\xff\xd8\xff')) return kinds['.jpg']!;
  if (head.startsWith('GIF8')) return kinds['.gif']!;
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return kinds['.webp']!;
  const known = kinds[extname(name).toLowerCase()];
  if (known && known[0] !== 'image' && known[0] !== 'pdf') return known;
  if (known) throw new AppError('attachment.unusable', { name, reason: 'it is not what its name says' });
  return ['text', 'text/plain'];
}

function plainText(name: string, bytes: Uint8Array): string {
  try {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // no text, then
  }
  throw new AppError('attachment.unusable', {
    ...{ name, reason: 'only text, CSV, PDF and images (PNG, JPEG, GIF, WebP) can be read' },
  });
}

async function pdfText(name: string, bytes: Uint8Array): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  try {
    const document = await getDocumentProxy(Uint8Array.from(bytes)); // it takes the bytes for itself
    if (document.numPages > mostPages)
      throw new AppError('attachment.too_large', { name, limit: `${mostPages} pages` });
    const { text } = await extractText(document, { mergePages: true });
    await document.loadingTask.destroy();
    if (text.trim() !== '') return text;
  } catch (error) {
    if (AppError.is(error)) throw error;
    throw new AppError('attachment.unusable', { name, reason: 'it cannot be opened as a PDF' }, { cause: error });
  }
  throw new AppError('attachment.unusable', { name, reason: 'it holds no text, perhaps only scanned pages' });
}
