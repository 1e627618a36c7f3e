import { z } from 'zod';
import { AppError } from '@/engine/errors';
import { parseSignIn, type SignInSettings } from './sign-in-settings';

const text = z.string().trim().min(1);
/** An empty variable counts as none: that is how a shell takes one back. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(value => (value === '' ? undefined : value), schema.optional());

const Environment = z.object({
  PARLEY_HOME: text,
  PARLEY_DATABASE_SERVICE_URL: text,
  PARLEY_DATABASE_APP_URL: text,
  PARLEY_ENCRYPTION_KEY: text,
  PARLEY_JWT_SECRET: text,
  PARLEY_PUBLIC_URL: optional(z.url()),
  PARLEY_HOST: optional(text),
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  PARLEY_MODEL_URL: optional(z.url()),
  PARLEY_MODEL_KEY: optional(text),
  PARLEY_MODEL: optional(text),
  PARLEY_EMBEDDING_MODEL: optional(text),
  OPENAI_API_KEY: optional(text),
  OPENAI_BASE_URL: optional(z.url()),
  ANTHROPIC_API_KEY: optional(text),
  ANTHROPIC_BASE_URL: optional(z.url()),
  GOOGLE_GENERATIVE_AI_API_KEY: optional(text),
  OPENROUTER_API_KEY: optional(text),
  SUPABASE_URL: optional(z.url()),
  SUPABASE_ANON_KEY: optional(text),
  SUPABASE_SERVICE_ROLE_KEY: optional(text),
  SUPABASE_JWT_SECRET: optional(text),
  DATABASE_URL: optional(text),
  PARLEY_METRICS_TOKEN: optional(text),
  PARLEY_MOST_QUEUED: optional(z.coerce.number().int().min(1)),
  PARLEY_RUN_DAYS: optional(z.coerce.number().int().min(0).max(36_500)),
  PARLEY_ALLOW_LOOPBACK: optional(z.enum(['0', '1'])),
  PARLEY_ALLOW_PRIVATE: optional(z.enum(['0', '1'])),
});

export interface Settings {
  home: string;
  /** The owner of the tables, past row level security: for the worker and for sign-in only. */
  serviceUrl: string;
  /** The login role that can do nothing until it becomes a user. */
  appUrl: string;
  encryptionKey: string;
  jwtSecret: string;
  /** Where others reach this server, when they can. */
  publicUrl: string | undefined;
  host: string;
  port: number;
  modelUrl: string | undefined;
  modelKey: string | undefined;
  model: string | undefined;
  embeddingModel: string | undefined;
  /** Keys and addresses that the providers' own tools read, by provider: they serve everybody here. */
  providers: {
    keys: Readonly<Record<string, string | undefined>>;
    baseUrls: Readonly<Record<string, string | undefined>>;
  };
  supabase: SupabaseSettings | null;
  /** Of local sign-in; with Supabase set its own settings count. */
  signIn: SignInSettings;
  /** Who shows it may read the figures from elsewhere; without one only this computer may. */
  metricsToken: string | undefined;
  /** As many runs of one person may wait before their webhooks ask to be called later. */
  mostQueued: number;
  /** How many days finished runs are kept where no limit says otherwise: 0 for ever, null as the plan says. */
  runDays: number | null;
  /** What steps may call beside the public net. */
  network: { allowLoopback: boolean; allowPrivate: boolean };
}

let cached: Settings | null = null;

export interface SupabaseSettings {
  url: string;
  anonKey: string;
  /** For `doctor`, which looks whether both addresses mean the same project. */
  serviceRoleKey: string | undefined;
  /** What older projects sign access tokens with; newer ones publish their keys. */
  jwtSecret: string | undefined;
}

/** What the environment says, read once. `app/cli/prepare.ts` fills in what the person did not set. */
export function settings(): Settings {
  cached ??= parseSettings(process.env);
  return cached;
}

export function parseSettings(environment: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new AppError('host.setting_invalid', { name: String(path[0]), reason: message });
  }
  const given = parsed.data;
  const publicUrl = given.PARLEY_PUBLIC_URL?.replace(/\/+$/, '');
  const host = given.PARLEY_HOST ?? '127.0.0.1';
  const port = given.PORT ?? 3000;
  return {
    home: given.PARLEY_HOME,
    serviceUrl: given.PARLEY_DATABASE_SERVICE_URL,
    appUrl: given.PARLEY_DATABASE_APP_URL,
    encryptionKey: given.PARLEY_ENCRYPTION_KEY,
    jwtSecret: given.PARLEY_JWT_SECRET,
    publicUrl,
    host,
    port,
    modelUrl: given.PARLEY_MODEL_URL,
    modelKey: given.PARLEY_MODEL_KEY,
    model: given.PARLEY_MODEL,
    embeddingModel: given.PARLEY_EMBEDDING_MODEL,
    providers: {
      keys: {
        openai: given.OPENAI_API_KEY,
        anthropic: given.ANTHROPIC_API_KEY,
        google: given.GOOGLE_GENERATIVE_AI_API_KEY,
        openrouter: given.OPENROUTER_API_KEY,
      },
      baseUrls: { openai: given.OPENAI_BASE_URL, anthropic: given.ANTHROPIC_BASE_URL },
    },
    supabase: supabaseOf(given),
    signIn: parseSignIn(environment, { publicUrl, host, port }),
    mostQueued: given.PARLEY_MOST_QUEUED ?? 20_000,
    runDays: given.PARLEY_RUN_DAYS ?? null,
    metricsToken: given.PARLEY_METRICS_TOKEN,
    network: networkOf(given),
  };
}

/** Half of it would be local sign-in where somebody wanted Supabase's. */
function supabaseOf(given: z.output<typeof Environment>): SupabaseSettings | null {
  const { SUPABASE_URL: url, SUPABASE_ANON_KEY: anonKey } = given;
  if (!url && !anonKey) return null;
  if (!url || !anonKey) {
    const name = url ? 'SUPABASE_ANON_KEY' : 'SUPABASE_URL';
    throw new AppError('host.setting_invalid', { name, reason: 'the other one of the two is set' });
  }
  return {
    url: url.replace(/\/+$/, ''),
    anonKey,
    serviceRoleKey: given.SUPABASE_SERVICE_ROLE_KEY,
    jwtSecret: given.SUPABASE_JWT_SECRET,
  };
}

/** Whoever runs it on their own computer may reach that computer; where others sign in, that would be our insides. */
function networkOf(given: z.output<typeof Environment>): Settings['network'] {
  const isLocal = !given.SUPABASE_URL && !given.DATABASE_URL;
  return {
    allowLoopback: given.PARLEY_ALLOW_LOOPBACK ? given.PARLEY_ALLOW_LOOPBACK === '1' : isLocal,
    allowPrivate: given.PARLEY_ALLOW_PRIVATE === '1',
  };
}
