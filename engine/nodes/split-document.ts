import type { z } from 'zod';
import type { DocumentPart } from './read-document';
import { wholeNumber } from './settings';

/** Settings that every step has which cuts documents into passages. */
export const sizeSetting = wholeNumber('How many characters a passage has at most', { min: 100, max: 50_000 }).default(
  1_000,
);
export const overlapSetting = wholeNumber('How many characters a passage repeats of the one before', {
  ...{ min: 0, max: 10_000 },
}).default(100);

export function refuseWideOverlap(
  { size, overlap }: { size: number; overlap: number },
  context: z.RefinementCtx<unknown>,
): void {
  if (overlap < size) return;
  context.addIssue({ code: 'custom', path: ['overlap'], message: 'It has to be smaller than the size of a passage.' });
}

/** Passages in the order of the document, breaking where paragraphs or sentences do; none goes over a page. */
export async function splitDocument(
  parts: readonly DocumentPart[],
  { size, overlap }: { size: number; overlap: number },
): Promise<DocumentPart[]> {
  const [{ Document }, { RecursiveCharacterTextSplitter }] = await Promise.all([
    import('@langchain/core/documents'),
    import('@langchain/textsplitters'),
  ]);
  const splitter = new RecursiveCharacterTextSplitter({
    ...{ chunkSize: size, chunkOverlap: overlap },
    separators: ['\n\n', '\n', '. ', ' ', ''],
  });
  const documents = parts.map(({ text: pageContent, page }) => new Document({ pageContent, metadata: { page } }));
  const passages = await splitter.splitDocuments(documents);
  return passages.map(({ pageContent, metadata }) => ({
    text: pageContent,
    page: typeof metadata.page === 'number' ? metadata.page : null,
  }));
}
