import type { TokenSecret } from '@/database/access-token';
import type { Origin } from '@/database/auth/sessions';
import type { Database } from '@/database/connection';
import type { Mail } from './mails';
import type { ProviderSettings } from './providers';

/** Who may make an account: anybody, nobody, or who has an address at one of these domains. */
export type SignUpRule = 'open' | 'closed' | readonly string[];

export interface AuthDeps {
  db: Database;
  secret: TokenSecret;
  /** Where people reach this installation; mailed links and providers lead there. No slash at the end. */
  siteUrl: string;
  signUp: SignUpRule;
  /** Addresses beside our own that a sign-in may lead back to. */
  redirectUrls: readonly string[];
  providers: Readonly<Record<string, ProviderSettings>>;
  /** Returns at once: how long a mail takes must not say who has an account. */
  send(mail: Mail): void;
}

/** One request to the Auth API, with what is known of its sender. */
export interface Call {
  request: Request;
  deps: AuthDeps;
  origin: Origin;
}
