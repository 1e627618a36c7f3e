import * as oauth from 'openid-client';
import { z } from 'zod';
import { Refusal } from './wire';

export interface ProviderSettings {
  clientId: string;
  clientSecret: string;
  /** Where it is reached, where that is not the public one: GitHub Enterprise, or a stand-in in a test. */
  url?: string;
}

/** What a provider says of somebody. The address is one it has checked, or null. */
export interface Person {
  providerId: string;
  email: string | null;
  data: Record<string, unknown>;
}

export interface Provider {
  scope: string;
  configure(settings: ProviderSettings): Promise<oauth.Configuration>;
  readPerson(config: oauth.Configuration, tokens: Tokens): Promise<Person>;
}

type Tokens = Awaited<ReturnType<typeof oauth.authorizationCodeGrant>>;

/** A stand-in on this computer speaks plain HTTP; anything else must not. */
function allowLoopback(config: oauth.Configuration, url: string): oauth.Configuration {
  if (/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${url}/`)) oauth.allowInsecureRequests(config);
  config.timeout = 10;
  return config;
}

const GithubUser = z.looseObject({
  id: z.union([z.number(), z.string()]),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const GithubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** No OpenID Connect: the person and their addresses are read from the REST API. */
const github: Provider = {
  scope: 'read:user user:email',
  configure: async ({ clientId, clientSecret, url = 'https://github.com' }) =>
    allowLoopback(
      new oauth.Configuration(
        {
          issuer: url,
          authorization_endpoint: `${url}/login/oauth/authorize`,
          token_endpoint: `${url}/login/oauth/access_token`,
          userinfo_endpoint: apiOf(url),
        },
        clientId,
        undefined,
        oauth.ClientSecretPost(clientSecret),
      ),
      url,
    ),
  readPerson: async (config, tokens) => {
    const api = config.serverMetadata().userinfo_endpoint!;
    const read = async (path: string): Promise<unknown> => {
      const headers = new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'parley' });
      const response = await oauth.fetchProtectedResource(
        config,
        tokens.access_token,
        new URL(api + path),
        'GET',
        undefined,
        headers,
      );
      if (!response.ok) throw new Refusal(500, 'unexpected_failure', `GitHub answered ${response.status}`);
      return response.json();
    };
    const user = GithubUser.parse(await read('/user'));
    const email = GithubEmails.parse(await read('/user/emails')).find(({ primary, verified }) => primary && verified);
    const data = { user_name: user.login, full_name: user.name ?? user.login, avatar_url: user.avatar_url ?? null };
    return { providerId: String(user.id), email: email?.email.toLowerCase() ?? null, data };
  },
};

/** GitHub Enterprise has its API below the same host, github.com beside it. */
function apiOf(url: string): string {
  if (url === 'https://github.com') return 'https://api.github.com';
  return url.startsWith('https:') ? `${url}/api/v3` : url;
}

const GoogleClaims = z.looseObject({
  sub: z.string(),
  email: z.string().nullish(),
  email_verified: z.union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')]).nullish(),
  name: z.string().nullish(),
  picture: z.string().nullish(),
});

/** OpenID Connect: who it is stands in the signed ID token. */
const google: Provider = {
  scope: 'openid email profile',
  configure: async ({ clientId, clientSecret, url = 'https://accounts.google.com' }) => {
    const isLoopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${url}/`);
    return oauth.discovery(new URL(url), clientId, undefined, oauth.ClientSecretPost(clientSecret), {
      timeout: 10,
      execute: [oauth.enableNonRepudiationChecks, ...(isLoopback ? [oauth.allowInsecureRequests] : [])],
    });
  },
  readPerson: async (_config, tokens) => {
    const claims = GoogleClaims.parse(tokens.claims());
    const email = claims.email_verified ? (claims.email?.toLowerCase() ?? null) : null;
    const data = { full_name: claims.name ?? null, avatar_url: claims.picture ?? null };
    return { providerId: claims.sub, email, data };
  },
};

export const providers: Readonly<Record<string, Provider>> = { github, google };

export type ProviderName = 'github' | 'google';
