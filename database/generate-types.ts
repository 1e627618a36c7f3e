import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { startPostgres } from './embedded/start-postgres';
import { migrate } from './migrate';

interface Column {
  schema: string;
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  optional: boolean;
  generated: boolean;
}

interface ForeignKey {
  schema: string;
  table: string;
  name: string;
  columns: string[];
  to_table: string;
  to_columns: string[];
  one_to_one: boolean;
}

/** The live schema in Supabase's `Database` form, for kysely and for `createClient<Database>()` alike. */
export async function generateTypes(serviceUrl: string): Promise<string> {
  const client = new Client({ connectionString: serviceUrl });
  await client.connect();
  try {
    const { rows: columns } = await client.query<Column>(columnsQuery);
    const { rows: keys } = await client.query<ForeignKey>(keysQuery);
    const schemas = Object.entries(Object.groupBy(columns, column => column.schema));
    return [
      '// Written by generate-types.ts from the live schema. Do not edit.',
      'export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];',
      '',
      'export type Database = {',
      ...schemas.flatMap(([schema, inside]) => writeSchema(schema, inside!, keys)),
      '};',
      '',
    ].join('\n');
  } finally {
    await client.end();
  }
}

function writeSchema(schema: string, columns: readonly Column[], keys: readonly ForeignKey[]): string[] {
  const tables = Object.entries(Object.groupBy(columns, column => column.table));
  const none = '{ [_ in never]: never };';
  return [
    `  ${schema}: {`,
    '    Tables: {',
    ...tables.flatMap(([table, inside]) =>
      writeTable(
        table,
        inside!,
        keys.filter(key => key.schema === schema && key.table === table),
      ),
    ),
    '    };',
    ...['Views', 'Functions', 'Enums', 'CompositeTypes'].map(kind => `    ${kind}: ${none}`),
    '  };',
  ];
}

function writeTable(table: string, columns: readonly Column[], keys: readonly ForeignKey[]): string[] {
  const form = (name: string, write: (column: Column) => string) => [
    `        ${name}: {`,
    ...columns.map(column => `          ${write(column)};`),
    '        };',
  ];
  return [
    `      ${table}: {`,
    ...form('Row', column => `${column.name}: ${typeOf(column)}`),
    ...form('Insert', column =>
      column.generated ? `${column.name}?: never` : `${column.name}${column.optional ? '?' : ''}: ${typeOf(column)}`,
    ),
    ...form('Update', column => `${column.name}?: ${column.generated ? 'never' : typeOf(column)}`),
    '        Relationships: [',
    ...keys.map(
      key =>
        `          { foreignKeyName: '${key.name}'; columns: ${tuple(key.columns)}; isOneToOne: ${key.one_to_one}; referencedRelation: '${key.to_table}'; referencedColumns: ${tuple(key.to_columns)} },`,
    ),
    '        ];',
    '      };',
  ];
}

const tuple = (names: readonly string[]) => `[${names.map(name => `'${name}'`).join(', ')}]`;

const typeOf = ({ type, nullable }: Column) => `${plainType(type)}${nullable ? ' | null' : ''}`;

function plainType(type: string): string {
  if (type.startsWith('_')) return `${plainType(type.slice(1))}[]`;
  if (/^(int|float|numeric)/.test(type)) return 'number';
  if (type === 'bool') return 'boolean';
  if (/^jsonb?$/.test(type)) return 'Json';
  return 'string';
}

const columnsQuery = `
  select n.nspname as schema, c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as nullable,
    (not a.attnotnull or a.atthasdef or a.attidentity <> '') as optional, (a.attidentity = 'a' or a.attgenerated <> '') as generated
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
  where c.relkind = 'r' and n.nspname in ('public', 'auth')
  order by n.nspname, c.relname, a.attname`;

const keysQuery = `
  select n.nspname as schema, c.relname as table, k.conname as name, r.relname as to_table,
    array(select a.attname::text from unnest(k.conkey) with ordinality u(num, i)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.i) as columns,
    array(select a.attname::text from unnest(k.confkey) with ordinality u(num, i)
      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by u.i) as to_columns,
    exists (select from pg_constraint p where p.conrelid = k.conrelid and p.contype in ('p', 'u')
      and p.conkey @> k.conkey and p.conkey <@ k.conkey) as one_to_one
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class r on r.oid = k.confrelid
  where k.contype = 'f' and n.nspname in ('public', 'auth')
  order by n.nspname, c.relname, k.conname`;

/** Applies schema.sql to a new database and writes what came of it to `types.generated.ts`: `npm run db:types`. */
export async function writeTypes(): Promise<string> {
  const file = join(import.meta.dirname, 'types.generated.ts');
  const home = join(tmpdir(), `parley-types-${process.pid}`);
  const { serviceUrl, stop } = await startPostgres({ home, fast: true });
  try {
    await migrate({ serviceUrl, appPassword: 'types' });
    writeFileSync(file, await generateTypes(serviceUrl));
  } finally {
    await stop();
    rmSync(home, { recursive: true, force: true });
  }
  return file;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeTypes();
