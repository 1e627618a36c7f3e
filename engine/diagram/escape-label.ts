const maxLength = 60;

/** Controls, bidirectional overrides, zero-width marks and halves of characters: nothing a label needs, all it could be abused with. */
const unwanted = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu;

/** At most sixty characters on one line, whatever was typed. */
export function shortLabel(text: string, length = maxLength): string {
  const line = text.replace(/\s+/g, ' ').replace(unwanted, '').trim();
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  return characters.length > length
    ? `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

/**
 * Mermaid reads nearly every sign as syntax somewhere: quotes, backticks, `#`, and Markdown at the start of a line.
 * Only letters, digits and single spaces stay as they are; all else becomes a numeric entity.
 */
export function escapeLabel(text: string): string {
  const escaped = shortLabel(text).replace(/[^\p{L}\p{N} ]/gu, character => `#${character.codePointAt(0)};`);
  return escaped === '' ? '#160;' : escaped;
}
