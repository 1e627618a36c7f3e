import type { CredentialValues } from '../nodes/credentials';
import type { NodeExecution } from './node-execution';

const mask = '•••';
/** Shorter ones are parts of words that stand in a record for other reasons: they go where they stand as a whole. */
const shortest = 6;

/** What must not be recorded of a key: its fields, and the forms in which they travel. Names and addresses may. */
export function secretsOf({ fields, secret }: CredentialValues): string[] {
  const values = secret.flatMap(name => fields[name] ?? []);
  const { user = '', password = '' } = fields;
  const basic = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  return [...new Set([...values.flatMap(formsOf), ...(password ? [basic] : [])])]
    .filter(value => value !== '')
    .toSorted((one, other) => other.length - one.length);
}

/** As it is, in an address, in a form, and within JSON that travels as text. */
const formsOf = (value: string): string[] => [
  value,
  encodeURIComponent(value),
  new URLSearchParams({ '': value }).toString().slice(1),
  JSON.stringify(value).slice(1, -1),
];

/** A record without the run's own secrets. What holds none of them stays the very same object: lineage follows it. */
export function scrubRecord(record: NodeExecution, secrets: readonly string[]): NodeExecution {
  if (secrets.length === 0) return record;
  const { outputs, error, resolvedParams, resolutions } = record;
  return {
    ...record,
    outputs: scrub(outputs, secrets),
    error: scrub(error, secrets),
    resolvedParams: scrub(resolvedParams, secrets),
    resolutions: scrub(resolutions, secrets),
  };
}

const without = (text: string, secret: string): string =>
  secret.length >= shortest ? text.replaceAll(secret, mask) : withoutShort(text, secret);

/** A whole text, a whole part of an address, or what follows `=`, a colon, or the word that headers put before a key. */
function withoutShort(text: string, secret: string): string {
  if (text.trim() === secret) return mask;
  if (!text.includes(secret)) return text;
  const exact = secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const named = new RegExp(
    `(=|(?<!\\d):\\s?|\\b(?:basic|bearer|token|key)\\s+)(\\\\?["']?)${exact}(?=$|["'\\\\&,;\\s)}\\]#])`,
    'gi',
  );
  const clean = text.replace(named, (_whole, before: string, quote: string) => `${before}${quote}${mask}`);
  const part = new RegExp(`(?<=[/?&=#:@;])${exact}(?=$|[/?&=#:@;])`, 'g');
  return clean.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi, address => address.replace(part, mask));
}

export function scrub<Value>(value: Value, secrets: readonly string[]): Value {
  if (typeof value === 'string') {
    return secrets.reduce(without, value) as Value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const clean = value.map(each => scrub(each, secrets));
    return clean.every((each, index) => each === value[index]) ? value : (clean as Value);
  }
  const entries = Object.entries(value);
  const clean = entries.map(([name, each]) => [scrub(name, secrets), scrub(each, secrets)] as const);
  const same = clean.every(([name, each], index) => name === entries[index]![0] && each === entries[index]![1]);
  return same ? value : (Object.fromEntries(clean) as Value);
}
