import { z } from 'zod';
import { AppError } from '@/engine/errors';
import type { SignUpRule } from './local-auth/deps';
import type { MailSettings } from './local-auth/mails';
import type { ProviderSettings } from './local-auth/providers';

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(value => (value === '' ? undefined : value), schema.optional());
const text = z.string().trim().min(1);
const list = text.transform(value => value.split(',').map(entry => entry.trim()));
const url = z.url().transform(value => value.replace(/\/+$/, ''));

const Environment = z.object({
  PARLEY_SIGNUP: optional(z.union([z.enum(['open', 'closed']), text.toLowerCase().pipe(list)])),
  PARLEY_REDIRECT_URLS: optional(list.pipe(z.array(z.url()))),
  PARLEY_SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  PARLEY_MAIL_FROM: optional(text),
  PARLEY_GITHUB_CLIENT_ID: optional(text),
  PARLEY_GITHUB_CLIENT_SECRET: optional(text),
  PARLEY_GITHUB_URL: optional(url),
  PARLEY_GOOGLE_CLIENT_ID: optional(text),
  PARLEY_GOOGLE_CLIENT_SECRET: optional(text),
  PARLEY_GOOGLE_URL: optional(url),
});

export interface SignInSettings {
  /** Where people reach this server; links in mails lead there. */
  siteUrl: string;
  /** Only who sits at this computer reaches it. */
  isHere: boolean;
  signUp: SignUpRule;
  redirectUrls: readonly string[];
  mail: MailSettings | null;
  providers: Readonly<Record<string, ProviderSettings>>;
}

interface Place {
  publicUrl: string | undefined;
  host: string;
  port: number;
}

/**
 * What local sign-in is set to. On a computer of one's own anybody may make an account: only this computer reaches it,
 * and without a mail server the link that confirms it appears on the operator's terminal. A server that others reach
 * lets in nobody new until the operator says so, because accounts use its keys and run its steps.
 */
export function parseSignIn(environment: NodeJS.ProcessEnv, place: Place): SignInSettings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new AppError('host.setting_invalid', { name: String(path[0]), reason: message });
  }
  const given = parsed.data;
  const isHere = !place.publicUrl && isLoopback(place.host);
  const siteUrl =
    place.publicUrl ?? `http://${isLoopback(place.host) ? bracket(place.host) : '127.0.0.1'}:${place.port}`;
  return {
    siteUrl,
    isHere,
    signUp: given.PARLEY_SIGNUP ?? (isHere ? 'open' : 'closed'),
    redirectUrls: given.PARLEY_REDIRECT_URLS ?? [],
    mail: given.PARLEY_SMTP_URL
      ? { url: given.PARLEY_SMTP_URL, from: given.PARLEY_MAIL_FROM ?? `Parley <parley@${new URL(siteUrl).hostname}>` }
      : null,
    providers: {
      ...toProvider('github', {
        clientId: given.PARLEY_GITHUB_CLIENT_ID,
        clientSecret: given.PARLEY_GITHUB_CLIENT_SECRET,
        url: given.PARLEY_GITHUB_URL,
      }),
      ...toProvider('google', {
        clientId: given.PARLEY_GOOGLE_CLIENT_ID,
        clientSecret: given.PARLEY_GOOGLE_CLIENT_SECRET,
        url: given.PARLEY_GOOGLE_URL,
      }),
    },
  };
}

type MaybeProvider = { [Name in keyof ProviderSettings]?: ProviderSettings[Name] | undefined };

function toProvider(name: string, { clientId, clientSecret, url: at }: MaybeProvider) {
  return clientId && clientSecret ? { [name]: { clientId, clientSecret, ...(at ? { url: at } : {}) } } : {};
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host);

const bracket = (host: string) => (host.includes(':') ? `[${host}]` : host);
