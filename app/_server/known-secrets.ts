import { openedSecrets } from '@/database/opened-secrets';
import { scrub } from '@/engine/run/scrub';
import { decoded, readNameValues } from './name-values';

/** Settings that are secrets, and such that hold one. */
const secretNames = /^(PARLEY|SUPABASE|OPENAI|ANTHROPIC|GOOGLE|OPENROUTER|OTEL)_.*(KEY|SECRET|TOKEN|PASSWORD|HEADERS)$/;
const addressNames = /^(DATABASE_URL|PARLEY_.*_URL|OTEL_.*_ENDPOINT)$/;
/** Shorter ones stand in a line for other reasons. */
const shortest = 6;

let own: readonly string[] | null = null;

/** A text for an operator without any secret that this process works with: its own settings', and the keys it has opened. */
export function withoutKnownSecrets(text: string): string {
  own ??= ownSecrets(process.env).flatMap(inLines);
  const known = new Set([...own, ...openedSecrets().flatMap(inLines)]);
  return scrub(
    text,
    [...known].toSorted((one, other) => other.length - one.length),
  );
}

/** For whoever says the environment anew: it is looked at once, not for each line. */
export function rereadOwnSecrets(): void {
  own = null;
}

/** Within JSON, and within JSON that is a text in JSON: the message of a failure holds its details that way. */
const inLines = (secret: string): string[] => [secret, escaped(secret), escaped(escaped(secret))];

const escaped = (text: string) => JSON.stringify(text).slice(1, -1);

function ownSecrets(environment: NodeJS.ProcessEnv): string[] {
  const found = Object.entries(environment).flatMap(([name, value = '']) => {
    if (secretNames.test(name)) return name.endsWith('HEADERS') ? valuesOf(value) : [value];
    return addressNames.test(name) ? passwordOf(value) : [];
  });
  return found.filter(secret => secret.length >= shortest);
}

const valuesOf = (headers: string): string[] =>
  readNameValues(headers).flatMap(({ value }) => [value, decoded(value), decoded(value).replace(/^\w+\s+/, '')]);

function passwordOf(address: string): string[] {
  const password = URL.canParse(address) ? new URL(address).password : '';
  return password === '' ? [] : [password, decoded(password)];
}
