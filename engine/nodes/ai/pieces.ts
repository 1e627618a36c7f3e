/** About six thousand tokens: small models read it whole, large ones lose nothing. */
const pieceLength = 24_000;

/** A long text in pieces that overlap a little and break where paragraphs or sentences do. */
export async function inPieces(text: string): Promise<string[]> {
  if (text.length <= pieceLength) return [text];
  const { RecursiveCharacterTextSplitter } = await import('@langchain/textsplitters');
  const splitter = new RecursiveCharacterTextSplitter({
    chunkSize: pieceLength,
    chunkOverlap: 400,
    separators: ['\n\n', '\n', '. ', ' ', ''],
  });
  return splitter.splitText(text);
}
