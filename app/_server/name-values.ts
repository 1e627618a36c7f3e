export interface NameValue {
  /** Null for a piece without a `=`: it is all value. */
  name: string | null;
  value: string;
}

/** `name=value,name=value`, as OpenTelemetry writes headers and attributes; the values still as in an address. */
export const readNameValues = (text: string): NameValue[] =>
  text.split(',').map(pair => {
    const at = pair.indexOf('=');
    return { name: at < 0 ? null : pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() };
  });

/** What was written as in an address; as it stands where it was not. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
