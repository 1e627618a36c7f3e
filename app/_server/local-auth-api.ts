import type { TokenSecret } from '@/database/access-token';
import type { Database } from '@/database/connection';
import type { AuthDeps, Call } from './local-auth/deps';
import { createMailer } from './local-auth/mails';
import { authorize, callback } from './local-auth/oauth';
import { recover, resend } from './local-auth/recover';
import { signUp } from './local-auth/sign-up';
import { giveToken } from './local-auth/tokens';
import { logout, readUser, updateUser } from './local-auth/user';
import { showVerify, verify } from './local-auth/verify';
import { answer, Refusal } from './local-auth/wire';

type Endpoint = (call: Call) => Response | Promise<Response>;

const endpoints: Readonly<Record<string, Endpoint>> = {
  'POST signup': signUp,
  'POST token': giveToken,
  'GET user': readUser,
  'PUT user': updateUser,
  'POST logout': logout,
  'POST recover': recover,
  'POST resend': resend,
  'POST verify': verify,
  'GET verify': showVerify,
  'GET authorize': authorize,
  'GET callback': callback,
  'GET settings': ({ deps }) => answer(describe(deps)),
  'GET health': () => answer({ name: 'parley', description: 'local sign-in' }),
  'GET .well-known/jwks.json': async ({ deps }) => answer({ keys: await publicKeys(deps.secret) }),
};

/** What a caller must say; the rest is as on a computer of one's own. */
type GivenDeps = Partial<AuthDeps> & { db: Database; secret: TokenSecret };

/** The part of Supabase's Auth API that local sign-in needs, so that unmodified Supabase clients work against it. */
export async function answerAuth(request: Request, given: GivenDeps): Promise<Response> {
  const asked = `${request.method} ${new URL(request.url).pathname.replace(/^.*\/auth\/v1\//, '')}`;
  const endpoint = Object.hasOwn(endpoints, asked) ? endpoints[asked] : undefined;
  try {
    if (!endpoint) throw new Refusal(404, 'not_found', 'This installation serves no such part of the Auth API');
    return await endpoint({ request, deps: withDefaults(given), origin: originOf(request) });
  } catch (error) {
    if (error instanceof Refusal) return error.toResponse();
    throw error;
  }
}

const printMail = createMailer(null);

const withDefaults = (given: GivenDeps): AuthDeps => ({
  siteUrl: 'http://127.0.0.1:3000',
  signUp: 'open',
  redirectUrls: [],
  providers: {},
  send: printMail,
  ...given,
});

/** `x-parley-address` is set by our own server (app/cli/client-address.ts), which lets nobody else set it. */
const originOf = ({ headers }: Request) => ({
  userAgent: headers.get('user-agent'),
  address: headers.get('x-parley-address'),
});

const describe = ({ signUp: rule, providers }: AuthDeps) => ({
  external: {
    email: true,
    phone: false,
    anonymous_users: false,
    github: !!providers.github,
    google: !!providers.google,
  },
  disable_signup: rule === 'closed',
  mailer_autoconfirm: false,
  phone_autoconfirm: false,
  sms_provider: '',
  saml_enabled: false,
});

async function publicKeys(secret: TokenSecret) {
  if (typeof secret === 'string') return [];
  const { exportJWK } = await import('jose');
  const { alg, kid, publicKey } = secret;
  return [{ ...(await exportJWK(publicKey)), alg, kid, use: 'sig', key_ops: ['verify'] }];
}
