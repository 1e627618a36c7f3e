import type { Client } from 'pg';

/** One table of a backup: what is copied of it, in the order of its columns. */
export interface BackupTable {
  /** Quoted for SQL: `"public"."workflows"`. */
  name: string;
  columns: readonly string[];
}

/** Everything of a person's and of the product; signed-in sessions and answers on their way are nobody's to keep. */
export async function listBackupTables(client: Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `select format('%I.%I', n.nspname, c.relname) as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r'
       and (n.nspname = 'public' and c.relname not in ('schema_migrations', 'chat_streams', 'chat_stream_chunks', 'workers')
         or n.nspname = 'auth' and c.relname in ('users', 'identities'))
     group by n.nspname, c.relname
     order by n.nspname, c.relname`,
  );
  return rows;
}

/** Whether anybody has made anything here: then nothing is restored over it. */
export async function holdsWork(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select exists (select from public.workflows) or exists (select from public.chats)
       or exists (select from public.data_tables) or exists (select from public.document_collections)
       or exists (select from public.user_integrations) as found`,
  );
  return rows[0]!.found;
}
