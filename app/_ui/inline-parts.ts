export interface InlinePart {
  kind: 'text' | 'code' | 'label';
  text: string;
}

/** Splits at `…` and *…*. A lone sign stays what it is. */
export function inlineParts(text: string): InlinePart[] {
  return text
    .split(/(`[^`\n]+`|\*[^*\s](?:[^*\n]*[^*\s])?\*)/)
    .map((piece, index): InlinePart => {
      if (index % 2 === 0) return { kind: 'text', text: piece }; // split puts what matched at the odd places
      return { kind: piece.startsWith('`') ? 'code' : 'label', text: piece.slice(1, -1) };
    })
    .filter(part => part.text !== '');
}
