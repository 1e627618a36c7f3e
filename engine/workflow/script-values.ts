/** As JSON; with `fields`, only those of its top level. */
export function jsonOf(value: unknown, fields: Set<string> | null): string {
  if (fields === null || value === null || typeof value !== 'object' || Array.isArray(value))
    return JSON.stringify(value);
  const present = [...fields].filter(name => Object.hasOwn(value, name));
  return `{${present.map(name => `${JSON.stringify(name)}:${JSON.stringify(Reflect.get(value, name))}`).join(',')}}`;
}

/** FNV-1a: the same text gives the same number everywhere. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
