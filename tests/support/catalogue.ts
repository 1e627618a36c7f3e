import { runSql } from './postgres-cluster';

/**
 * Everything that makes a schema what it is, one thing a line: columns, constraints, indexes, policies, triggers,
 * functions, rights, comments, and what is followed. Two databases with equal lines are the same to everybody.
 */
export async function readCatalogue(url: string): Promise<string[]> {
  const rows = await runSql<{ line: string }>(url, catalogueSql);
  return rows.map(({ line }) => line).sort();
}

/** Rights in any order: `grant` appends, and old databases were granted in another order. */
const acl = (column: string) =>
  `(select string_agg(item::text, ' ' order by item::text) from unnest(${column}) as item)`;

const catalogueSql = `
  with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'parley', 'auth')),
  tables as (select c.*, c.oid::regclass::text as name from pg_class c join ours on ours.oid = c.relnamespace where c.relkind in ('r', 'p'))
  select concat_ws(' | ', kind, name, what) as line from (
    select 'table' as kind, name, concat_ws(' ', relpersistence, relrowsecurity, relforcerowsecurity, ${acl('relacl')}) as what from tables
    union all
    select 'column', name || '.' || attname, concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attgenerated, attidentity,
        pg_get_expr(d.adbin, d.adrelid), ${acl('attacl')})
      from tables join pg_attribute a on a.attrelid = tables.oid and attnum > 0 and not attisdropped
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    union all
    select 'constraint', name || '.' || conname, pg_get_constraintdef(k.oid) from tables join pg_constraint k on k.conrelid = tables.oid
      where contype <> 'n'
    union all
    select 'index', name || '.' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) from tables join pg_index i on i.indrelid = tables.oid
    union all
    select 'policy', name || '.' || polname, concat_ws(' ', polcmd, polpermissive, array(select rolname from pg_roles where oid = any (polroles) order by 1),
        pg_get_expr(polqual, polrelid), '/', pg_get_expr(polwithcheck, polrelid))
      from tables join pg_policy on polrelid = tables.oid
    union all
    select 'trigger', name || '.' || tgname, pg_get_triggerdef(t.oid) from tables join pg_trigger t on t.tgrelid = tables.oid where not tgisinternal
    union all
    select 'function', p.oid::regprocedure::text, concat_ws(' ', pg_get_functiondef(p.oid), ${acl('proacl')})
      from pg_proc p join ours on ours.oid = p.pronamespace where prokind = 'f'
    union all
    select 'schema', nspname, ${acl('nspacl')} from pg_namespace where nspname in ('public', 'parley', 'auth')
    union all
    select 'comment', concat_ws('.', name, attname), description from tables join pg_description on objoid = tables.oid and classoid = 'pg_class'::regclass
      left join pg_attribute on attrelid = tables.oid and attnum = objsubid and objsubid > 0
    union all
    select 'followed', pubname, tablename from pg_publication_tables
  ) everything`;
