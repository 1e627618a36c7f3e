import type { ColumnType } from 'kysely';
import type { JsonParameter } from './json';
import type { Database, Json } from './types.generated';

/** Supabase's form of a table, as kysely wants it: plain tables by name, sign-in tables as `auth.users`. */
export type Tables = {
  [Name in keyof Database['public']['Tables']]: Columns<Database['public']['Tables'][Name]>;
} & {
  [Name in keyof Database['auth']['Tables'] as `auth.${Name}`]: Columns<Database['auth']['Tables'][Name]>;
};

interface Table {
  Row: object;
  Insert: object;
  Update: object;
}

type Columns<T extends Table> = {
  [Name in keyof T['Row']]: Column<T['Row'][Name], Field<T['Insert'], Name>, Field<T['Update'], Name>>;
};

type Field<Form, Name> = Name extends keyof Form ? Form[Name] : never;

/** jsonb is written through `json()` only: a plain array would arrive as a PostgreSQL array. */
type Column<Select, Insert, Update> = [Exclude<Json, null>] extends [Exclude<Select, null>]
  ? ColumnType<
      unknown,
      JsonParameter | Extract<Insert, null | undefined>,
      JsonParameter | Extract<Update, null | undefined>
    >
  : ColumnType<Select, Insert, Update>;
