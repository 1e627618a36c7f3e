import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/engine/errors';
import { templatesSql } from './seed-templates';

export interface Step {
  name: string;
  text: string;
  hash: string;
  /** Of the Parley that brings it. */
  version: string;
}

/** What a database says of a step. */
export interface Known {
  hash: string;
  /** Those that stood there before, the newest last: whoever brings one of them is behind. */
  earlier: readonly string[];
  version: string | null;
}

/**
 * Numbered migrations lead an old database to where schema.sql can be applied, so they come first, and only there; each
 * runs once. schema.sql, seed.sql and the templates run whenever their text is new.
 */
export function readSteps(): Step[] {
  const folder = import.meta.dirname;
  const { version } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8')) as { version: string };
  const migrations = readdirSync(join(folder, 'migrations'))
    .filter(name => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map(name => `migrations/${name}`);
  const read = (name: string) => ({ name, text: readFileSync(join(folder, name), 'utf8') });
  const files = [...migrations, 'schema.sql', 'seed.sql'].map(read);
  return [...files, { name: 'templates', text: templatesSql() }].map(step => ({
    ...step,
    hash: hashOf(step.text),
    version,
  }));
}

export const isMigration = ({ name }: Pick<Step, 'name'>): boolean => name.startsWith('migrations/');
const isOurRole = ({ name }: Step) => name === roleName;

/**
 * What has to be done. A database of a newer Parley keeps its tables and functions: bringing the older ones back would take
 * them from those who use them. Throws where it was changed in a way that this one knows nothing of.
 */
export function planSteps(
  steps: readonly Step[],
  known: ReadonlyMap<string, Known> | null,
): { todo: readonly Step[]; isNewer: boolean } {
  if (!known) return { todo: steps.filter(step => !isMigration(step)), isNewer: false };
  const ours = new Set(steps.map(({ name }) => name));
  const foreign = [...known.keys()].filter(name => isMigration({ name }) && !ours.has(name));
  if (foreign.length > 0) throw new AppError('host.database_newer', { migration: foreign.toSorted().at(-1)! });
  const isNewer = steps.some(step => isBehind(step, known.get(step.name)));
  const todo = steps.filter(step =>
    isMigration(step)
      ? !known.has(step.name)
      : known.get(step.name)?.hash !== step.hash && (!isNewer || isOurRole(step)),
  );
  return { todo, isNewer };
}

/** What stood there once and was replaced is older than what is there, unless a newer Parley brings it again. */
function isBehind(step: Step, known: Known | undefined): boolean {
  if (!known || isMigration(step) || isOurRole(step)) return false;
  const order = known.version === null ? 0 : compareVersions(step.version, known.version);
  return order === 0 ? known.hash !== step.hash && known.earlier.includes(step.hash) : order < 0;
}

function compareVersions(one: string, other: string): number {
  const [mine, theirs] = [one, other].map(version => version.split(/[.-]/).map(Number));
  const at = mine!.findIndex((part, index) => part !== theirs![index]);
  return at === -1 ? 0 : (mine![at] ?? 0) - (theirs![at] ?? 0);
}

const roleName = 'role parley_app';

/**
 * Created NOINHERIT before anything is granted to it: since PostgreSQL 16 a later ALTER does not change existing
 * grants, and what it cannot inherit it cannot read after `reset role`.
 */
export function appRole(password: string): Step {
  const text = `
    do $$ begin
      if not exists (select from pg_roles where rolname = 'parley_app') then
        create role parley_app login noinherit;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$;
    alter role parley_app with login noinherit password ${literal(password)};
    grant anon, authenticated to parley_app;`;
  return { name: roleName, text, hash: hashOf(text), version: '' };
}

const literal = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
