import { toFieldName } from '../language/names';
import type { Value } from '../plan';
import type { Reader } from './reader';

const hole =
  /\{\{\s*(.+?)\s*\}\}|\$\{\s*([\w.$ ]+?)\s*\}|\{\s*([\p{L}_][\w. -]*?)\s*\}|<\s*([\p{L}_][\w. -]*?)\s*>|\[\s*([\p{L}_][\w. -]*?)\s*\]|%([a-z_]+)%/giu;

/** A quoted text with holes: "Hello {name}", "Thanks, <first name>", "Order {{ id }}". */
export function readTemplate(text: string, reader: Reader): Value {
  const parts: Value[] = [];
  let from = 0;
  for (const match of text.matchAll(hole)) {
    const inside = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? match[6])!;
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(readHole(inside, reader));
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return { kind: 'text', text };
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts.length === 1 ? parts[0]! : { kind: 'parts', parts };
}

function readHole(inside: string, reader: Reader): Value {
  if (reader.given.has(inside)) return { kind: 'field', name: inside };
  if (/^(item|trigger|nodes|now|workflow|execution)\b/.test(inside)) return { kind: 'expression', source: inside };
  if (/^(now|current time|timestamp)$/i.test(inside)) return { kind: 'now', part: 'moment' };
  if (/^(today|date)$/i.test(inside) && !reader.fields.has('date')) return { kind: 'now', part: 'date' };
  const plain = inside.replace(/^(?:the|body|their|its|your|customer's|user's)[\s.]+/i, '');
  const [first, ...rest] = plain.split(/\s+/);
  const name = rest.length > 0 && reader.nouns.has(first!.toLowerCase()) && rest[0] !== 'id' ? rest.join(' ') : plain;
  return { kind: 'field', name: toFieldName(name) };
}
