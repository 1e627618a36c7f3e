import type { Client } from 'pg';
import { accessMatrix, type Person, people, type TableAccess, type Verb } from './access-matrix';
import { type Sample, samplesOf } from './access-samples';
import { newWorld, type World, worldSql } from './access-world';

/** One place where a database differs from the matrix, in a sentence. */
export type Deviation = string;

const verbs: readonly Verb[] = ['select', 'insert', 'update', 'delete'];

/** Compares rights and columns in the catalogue; nothing is tried and nothing written. */
export async function checkGrants(client: Client): Promise<Deviation[]> {
  const { rows } = await client.query<TableFacts>(factsSql);
  const missing = rows.filter(({ name }) => !accessMatrix[name]).map(({ name }) => `${name} is not in the matrix.`);
  const gone = Object.keys(accessMatrix).filter(name => !rows.some(row => row.name === name));
  const found = rows.flatMap(row => (accessMatrix[row.name] ? compareTable(row, accessMatrix[row.name]!) : []));
  return [...missing, ...gone.map(name => `${name} is not in the database.`), ...found];
}

/**
 * Tries every cell: a small world with one owner is made, each person tries each verb on the owner's row, and
 * everything is rolled back. Also on a database in use: nobody else ever sees any of it.
 */
export async function checkCells(
  client: Client,
  {
    tables,
    change = '',
  }: {
    tables?: readonly string[] /** Made first and rolled back too: for tests of this check. */;
    change?: string;
  } = {},
): Promise<Deviation[]> {
  const world = newWorld();
  const deviations: Deviation[] = [];
  await client.query('begin');
  try {
    await client.query(`${change};${worldSql(world)}`);
    for (const [name, access] of Object.entries(accessMatrix)) {
      if (tables && !tables.includes(name)) continue;
      deviations.push(...(await tryTable({ client, world, name, access })));
    }
  } finally {
    await client.query('rollback');
  }
  return deviations;
}

interface Tried {
  client: Client;
  world: World;
  name: string;
  access: TableAccess;
}

async function tryTable({ client, world, name, access }: Tried): Promise<Deviation[]> {
  const sample = samplesOf(world)[name];
  if (!sample) return [`${name} has no sample that it could be tried with.`];
  const deviations: Deviation[] = [];
  const { rowCount } = await client.query(`select from public.${name} where ${sample.row}`);
  if (!rowCount) return [`${name} has no row that it could be tried with.`];
  for (const verb of verbs) {
    const statement = statementOf({ name, access, sample, verb });
    for (const person of people) {
      const may = await tryAs({ client, id: world.people[person], statement });
      if (may !== access[verb].who.includes(person)) deviations.push(sentence({ person, verb, name, may }));
    }
    if (await tryAs({ client, id: null, statement })) deviations.push(`Who is not signed in may ${verb} ${name}.`);
  }
  return [...deviations, ...(await tryPublic({ client, world, name, access }))];
}

const sentence = ({ person, verb, name, may }: { person: Person; verb: Verb; name: string; may: boolean }) =>
  `The ${person} ${may ? 'may' : 'cannot'} ${verb} ${name}.`;

/** What hangs on a public workflow: shown to a stranger where the matrix says so, and never theirs to change. */
async function tryPublic({ client, world, name, access }: Tried): Promise<Deviation[]> {
  const sample = samplesOf(world, world.publicWorkflow)[name]!;
  const before = samplesOf(world)[name]!;
  if (sample.row === before.row) return [];
  const deviations: Deviation[] = [];
  for (const verb of verbs) {
    const statement = statementOf({ name, access, sample, verb });
    const may = await tryAs({ client, id: world.people.stranger, statement });
    const should = verb === 'select' ? access.public : verb === 'insert' && access.insert.who.includes('stranger');
    if (may !== should) deviations.push(`Of a public workflow, ${sentence({ person: 'stranger', verb, name, may })}`);
  }
  return deviations;
}

interface Statement {
  name: string;
  access: TableAccess;
  sample: Sample;
  verb: Verb;
}

/** What nobody may is tried all the same, on the columns that there are. */
function statementOf({ name, access, sample, verb }: Statement): string {
  const where = `where ${sample.row}`;
  const column = access.update.columns[0];
  switch (verb) {
    case 'select':
      return `select from public.${name} ${where}`;
    case 'insert':
      return `insert into public.${name} ${sample.insert ?? 'default values'}`;
    case 'update':
      return `update public.${name} set ${sample.update ?? (column ? `${column} = ${column}` : 'created_at = now()')} ${where}`;
    case 'delete':
      return `delete from public.${name} ${where}`;
  }
}

/** Whether it reaches a row. Refusals (no right, a policy) are a no; anything else is a fault of the sample. */
async function tryAs({ client, id, statement }: { client: Client; id: string | null; statement: string }) {
  const role = id === null ? 'anon' : 'authenticated';
  const claims = id === null ? '' : JSON.stringify({ sub: id, role });
  await client.query(
    `savepoint attempt; select set_config('role', '${role}', true), set_config('request.jwt.claims', '${claims}', true)`,
  );
  try {
    const { rowCount } = await client.query(statement);
    return (rowCount ?? 0) > 0;
  } catch (error) {
    if (['42501', '42703'].includes((error as { code?: string }).code ?? '')) return false;
    throw new Error(`${statement}: ${(error as Error).message}`, { cause: error });
  } finally {
    await client.query('rollback to savepoint attempt');
  }
}

interface TableFacts {
  name: string;
  secured: boolean;
  hidden: string[];
  insert: string[];
  update: string[];
  can_read: boolean;
  can_delete: boolean;
  policies: string[];
  others: string[];
  service: boolean;
}

function compareTable(facts: TableFacts, access: TableAccess): Deviation[] {
  const { name } = facts;
  const deviations: Deviation[] = [];
  const same = (what: string, found: readonly string[], wanted: readonly string[]) => {
    const surplus = found.filter(column => !wanted.includes(column));
    const lacking = wanted.filter(column => !found.includes(column));
    if (surplus.length > 0) deviations.push(`${name}: ${what} too many: ${surplus.join(', ')}.`);
    if (lacking.length > 0) deviations.push(`${name}: ${what} too few: ${lacking.join(', ')}.`);
  };
  if (!facts.secured) deviations.push(`${name}: row level security is off.`);
  if (!facts.service) deviations.push(`${name}: the service lacks rights.`);
  if (facts.can_delete !== access.delete.who.length > 0) deviations.push(`${name}: the right to delete differs.`);
  if (access.select.who.length > 0) same('hidden columns', facts.hidden, access.select.columns);
  else if (facts.can_read) deviations.push(`${name}: columns can be read.`);
  same('columns to insert', facts.insert, access.insert.columns);
  same('columns to update', facts.update, access.update.columns);
  same(
    'policies',
    facts.policies,
    verbs.filter(verb => access[verb].who.length > 0),
  );
  for (const other of facts.others) deviations.push(`${name}: ${other}.`);
  return deviations;
}

const columnsWith = (
  right: string,
  not = '',
) => `array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0
  and not attisdropped and ${not} has_column_privilege('authenticated', c.oid, attnum, '${right}') order by attnum)`;

const factsSql = `
  select relname::text as name, relrowsecurity as secured, ${columnsWith('select', 'not')} as hidden,
    ${columnsWith('insert')} as insert, ${columnsWith('update')} as update,
    has_any_column_privilege('authenticated', c.oid, 'select') as can_read,
    has_table_privilege('authenticated', c.oid, 'delete') as can_delete,
    array(select case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end
      from pg_policy where polrelid = c.oid) as policies,
    array(select format('a policy named %s is for others than those who are signed in', polname) from pg_policy
        where polrelid = c.oid and polroles <> array['authenticated'::regrole::oid]
      union all
      select format('%s may %s', case grantee when 0 then 'everybody' else grantee::regrole::text end, lower(privilege_type))
        from aclexplode(c.relacl) where grantee = 0 or grantee = 'anon'::regrole
          or (grantee = 'authenticated'::regrole and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
      union all
      select format('%s may %s %s', case grantee when 0 then 'everybody' else grantee::regrole::text end, lower(privilege_type), attname)
        from pg_attribute, aclexplode(attacl) where attrelid = c.oid and (grantee = 0 or grantee = 'anon'::regrole)) as others,
    has_table_privilege('service_role', c.oid, 'select') and has_table_privilege('service_role', c.oid, 'insert')
      and has_table_privilege('service_role', c.oid, 'update') and has_table_privilege('service_role', c.oid, 'delete') as service
  from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`;
