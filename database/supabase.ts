import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database } from './types.generated';

export type Supabase = SupabaseClient<Database>;

interface Options {
  url: string;
  /** The publishable key; the service role's only where nobody's rights are to count. */
  key: string;
  /** Of the person as whom it asks. */
  accessToken?: string;
}

/** A client of the project's APIs that knows our tables. It keeps no session: whoever asks says as whom. */
export function createSupabase({ url, key, accessToken }: Options): Supabase {
  return createClient<Database>(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    ...(accessToken ? { accessToken: async () => accessToken } : {}),
  });
}

/** Whether the project's API and the database address mean the same project, and what is wrong where they don't. */
export async function findMismatch(supabase: Supabase, installation: string): Promise<string | null> {
  const { data, error, status } = await supabase.from('schema_migrations').select('name, hash, applied_at');
  if (error) return `the project answered ${status}: ${error.message}`;
  const seen = data.map(({ name, hash, applied_at: at }) => `${name} ${hash} ${new Date(at).toISOString()}`).sort();
  return seen.join('\n') === installation ? null : 'SUPABASE_URL and DATABASE_URL lead to different projects';
}
