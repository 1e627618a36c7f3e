import * as oauth from 'openid-client';
import { z } from 'zod';
import { beginFlow, type Flow, issueCode, returnFlow } from '@/database/auth/flows';
import { asService } from '@/database/connection';
import { log } from '../log';
import { admit } from './admit';
import { limitAddress } from './allowances';
import type { AuthDeps, Call } from './deps';
import { allowedRedirect } from './links';
import { type Person, providers } from './providers';
import { Refusal } from './wire';

const Authorize = z.object({
  provider: z.string(),
  redirect_to: z.string().nullish(),
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  code_challenge_method: z.string().toLowerCase().pipe(z.literal('s256')),
});

/** Leads the browser to the provider. Only with PKCE: a session never travels in an address. */
export async function authorize(call: Call): Promise<Response> {
  const { request, deps } = call;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const settings = Object.hasOwn(deps.providers, query.provider ?? '') ? deps.providers[query.provider!] : undefined;
  if (!settings) throw new Refusal(400, 'provider_disabled', 'Unsupported provider: provider is not enabled');
  const parsed = Authorize.safeParse(query);
  if (!parsed.success)
    throw new Refusal(400, 'validation_failed', 'PKCE flow requires code_challenge with method s256');
  await limitAddress(call, 'tokenByAddress');
  const provider = providers[parsed.data.provider]!;
  const config = await provider.configure(settings);
  const verifier = oauth.randomPKCECodeVerifier();
  const state = await beginFlow(deps.db, {
    provider: parsed.data.provider,
    codeChallenge: parsed.data.code_challenge,
    providerCodeVerifier: verifier,
    redirectTo: allowedRedirect(deps, parsed.data.redirect_to ?? null),
  });
  const location = oauth.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl(deps),
    scope: provider.scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return redirect(location.href);
}

export const callbackUrl = ({ siteUrl }: Pick<AuthDeps, 'siteUrl'>) => `${siteUrl}/auth/v1/callback`;

/** The provider's answer: with a code for the browser that began, or with what went wrong, back to where it began. */
export async function callback(call: Call): Promise<Response> {
  const { request, deps } = call;
  await limitAddress(call, 'tokenByAddress');
  const { searchParams } = new URL(request.url);
  const state = searchParams.get('state');
  const flow = state ? await returnFlow(deps.db, { state }) : null;
  if (!flow || !state)
    return backWith(
      deps.siteUrl,
      toProblem(new Refusal(400, 'bad_oauth_state', 'OAuth state is invalid or has expired')),
    );
  try {
    const person = await askProvider(deps, { flow, state, searchParams });
    const code = await asService(deps.db, async tx => {
      const userId = await admit(tx, { provider: flow.provider, person, deps });
      return issueCode(tx, { flowId: flow.id, userId });
    });
    return backWith(flow.redirectTo, { code });
  } catch (error) {
    return backWith(flow.redirectTo, toProblem(error));
  }
}

interface Returned {
  flow: Flow;
  state: string;
  searchParams: URLSearchParams;
}

async function askProvider(deps: AuthDeps, { flow, state, searchParams }: Returned): Promise<Person> {
  const provider = providers[flow.provider];
  const settings = deps.providers[flow.provider];
  if (!provider || !settings) throw new Refusal(400, 'provider_disabled', 'The provider is no longer enabled');
  const config = await provider.configure(settings);
  const returned = new URL(callbackUrl(deps)); // as the provider knows it, whatever a proxy made of the address
  for (const [name, value] of searchParams) returned.searchParams.append(name, value);
  const tokens = await oauth.authorizationCodeGrant(config, returned, {
    expectedState: state,
    pkceCodeVerifier: flow.providerCodeVerifier,
  });
  return provider.readPerson(config, tokens);
}

function toProblem(error: unknown): Record<string, string> {
  if (error instanceof Refusal) {
    const kind = error.status < 500 ? 'access_denied' : 'server_error';
    return { error: kind, error_code: error.code, error_description: error.message };
  }
  if (error instanceof oauth.AuthorizationResponseError) {
    return { error: error.error, error_description: error.error_description ?? 'The provider refused' };
  }
  log.warn({ error }, 'a sign-in through a provider failed');
  return {
    error: 'server_error',
    error_code: 'unexpected_failure',
    error_description: 'Unable to exchange external code',
  };
}

function backWith(redirectTo: string, parameters: Record<string, string>): Response {
  const back = new URL(redirectTo);
  for (const [name, value] of Object.entries(parameters)) back.searchParams.set(name, value);
  return redirect(back.href);
}

const redirect = (location: string) =>
  new Response(null, {
    status: 302,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
