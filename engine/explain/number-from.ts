/** How to get at the one number that a text holds (`"12,50 EUR"`), as a value and as an expression; null when it has none. */
export function numberFrom(value: unknown, source: string): { value: number; expression: string } | null {
  if (typeof value !== 'string') return null;
  const numbers = value.match(/-?\d[\d.,'\u00a0 ]*/g) ?? [];
  if (numbers.length !== 1) return null;
  const text = numbers[0].replace(/[.,' \u00a0]+$/, '');
  const plain = Number(value.trim());
  if (value.trim() !== '' && Number.isFinite(plain)) return { value: plain, expression: `Number(${source})` };
  return hasDecimalComma(text)
    ? made(
        text.replace(/[^\d,-]/g, '').replace(',', '.'),
        `String(${source}).replace(/[^\\d,-]/g, "").replace(",", ".")`,
      )
    : made(text.replace(/[^\d.-]/g, ''), `String(${source}).replace(/[^\\d.-]/g, "")`);
}

/** `12,5`, `12,50` and `1.234,50`; but `1,234` and `1,234.50` write thousands so. */
const hasDecimalComma = (text: string) => /,\d{1,2}$/.test(text) && !/,.*,/.test(text);

function made(text: string, expression: string): { value: number; expression: string } | null {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? { value, expression: `Number(${expression})` } : null;
}
