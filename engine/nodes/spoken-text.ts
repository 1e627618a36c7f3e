/** Fields that hold what is to be said, the likelier ones first. */
const telling = ['answer', 'reply', 'text', 'message', 'summary', 'output', 'result', 'content'];

/** What somebody can read of an answer or of items: a text as it is, else the field that tells it, else JSON. */
export function toSpokenText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  if (Array.isArray(value)) return value.map(toSpokenText).filter(Boolean).join('\n');
  const fields = value as Readonly<Record<string, unknown>>;
  const told = telling.map(name => fields[name]).find(field => typeof field === 'string' && field.trim() !== '');
  if (told !== undefined) return String(told).trim();
  const texts = Object.values(fields).filter(field => typeof field === 'string' && field.trim() !== '');
  if (texts.length === 1 && Object.keys(fields).length === 1) return String(texts[0]).trim();
  return Object.keys(fields).length === 0 ? '' : JSON.stringify(value, null, 2);
}
