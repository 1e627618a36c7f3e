/** One word, number, mark or sign of a request, as it was written and in small letters. */
export interface Token {
  text: string;
  raw: string;
  /** Where it begins in the text. */
  index: number;
  kind: 'word' | 'number' | 'date' | 'mark' | 'sign' | 'end';
}

const pattern =
  /(⟨[qcujv]\d+⟩)|(\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?)|((?<=^|[\s([:=,<>])[-+](?=\d)\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*)|([\p{L}_][\p{L}\d_]*(?:['-][\p{L}\d_]+)*)|(>=|<=|!=|==|[\n.!?;])|(\S)/gu;

/** A text in tokens; a full stop, a question mark, a semicolon and a new line end a sentence. */
export function toTokens(text: string): Token[] {
  return [...text.matchAll(pattern)].map(({ index, 0: raw, 1: mark, 2: date, 3: number, 4: word, 5: end }) => ({
    index,
    raw,
    text: raw.toLowerCase(),
    kind: mark ? 'mark' : date ? 'date' : number ? 'number' : word ? 'word' : end && !/[=]/.test(end) ? 'end' : 'sign',
  }));
}
