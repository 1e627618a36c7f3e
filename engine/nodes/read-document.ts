import { AppError } from '../errors';
import { contentOf, readText } from './file-values';
import { htmlToText } from './html-text';

/** One part of a document that stays together: a page of a PDF, or the whole of everything else. */
export interface DocumentPart {
  text: string;
  page: number | null;
}

export interface ReadDocument {
  name: string | null;
  parts: DocumentPart[];
}

const mostPages = 500;

/** The words of a text, a page of HTML or a PDF, as a setting holds them: as text, as a file, or as a service answered. */
export async function readDocument(value: unknown, param: string): Promise<ReadDocument> {
  const content = contentOf(value);
  const name = content?.name ?? null;
  if (content && content.bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    return { name, parts: await pagesOf(content.bytes, param) };
  }
  const text = readText(value, param);
  const isHtml =
    (content?.type ?? '').includes('html') || /^\s*<(!doctype html|html|body|article|main|div|p|h1)\b/i.test(text);
  return { name, parts: [{ text: isHtml ? htmlToText(text) : text, page: null }] };
}

async function pagesOf(bytes: Buffer, param: string): Promise<DocumentPart[]> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  const wrong = (reason: string, cause?: unknown) => new AppError('node.data_wrong', { reason, param }, { cause });
  const document = await getDocumentProxy(Uint8Array.from(bytes)).catch(cause => {
    throw wrong('The file cannot be opened as a PDF', cause);
  });
  try {
    if (document.numPages > mostPages)
      throw wrong(`The PDF has ${document.numPages} pages; at most ${mostPages} are read`);
    const { text } = await extractText(document, { mergePages: false });
    const parts = text.map((page, index) => ({ text: page, page: index + 1 }));
    if (parts.every(part => part.text.trim() === '')) throw wrong('The PDF holds no text, perhaps only scanned pages');
    return parts;
  } finally {
    await document.loadingTask.destroy();
  }
}
