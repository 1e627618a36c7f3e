import { toFieldName } from '../language/names';
import { toNumber } from '../language/numbers';
import type { Value } from '../plan';
import type { Reader } from './reader';
import { readTemplate } from './template';

/** JSON as people write it: strict, with bare words, or a bare list of field names. */
export function readJson(text: string, reader: Reader): Value {
  if (/^\{\{/.test(text)) return readTemplate(text, reader);
  try {
    return fromJson(JSON.parse(text), reader);
  } catch {
    return readLoose(text.slice(1, -1), reader);
  }
}

/** Plain JSON as values; texts may have holes. */
export function fromJson(value: unknown, reader: Reader): Value {
  if (typeof value === 'string') return readTemplate(value, reader);
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return {
      kind: 'object',
      entries: Object.entries(value).map(([name, inner]) => ({ name, value: fromJson(inner, reader) })),
    };
  return { kind: 'expression', source: JSON.stringify(value) };
}

function readLoose(inside: string, reader: Reader): Value {
  if (!inside.includes(':') && !inside.includes(',')) return readTemplate(`{${inside}}`, reader);
  const entries = inside
    .split(/,(?=(?:[^"']*["'][^"']*["'])*[^"']*$)/)
    .map(pair => pair.trim())
    .filter(pair => pair !== '')
    .map(pair => {
      const match = /^["']?([\p{L}_$][\w$ -]*?)["']?\s*[:=]\s*(.+)$/u.exec(pair);
      return match
        ? { name: match[1]!, value: looseValue(match[2]!.trim(), reader) }
        : {
            name: toFieldName(pair.replace(/["']/g, '')),
            value: { kind: 'field' as const, name: toFieldName(pair.replace(/["']/g, '')) },
          };
    });
  return { kind: 'object', entries };
}

function looseValue(text: string, reader: Reader): Value {
  const quoted = /^["'](.*)["']$/.exec(text);
  if (quoted) return readTemplate(quoted[1]!, reader);
  const number = toNumber(text);
  if (number !== null) return { kind: 'number', value: number };
  if (/^(true|false)$/.test(text)) return { kind: 'boolean', value: text === 'true' };
  return { kind: 'field', name: toFieldName(text.replace(/^(?:the|<|\{)\s*|[>}]$/g, '')) };
}
