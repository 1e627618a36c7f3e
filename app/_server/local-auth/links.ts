import type { AuthDeps } from './deps';

type LinkType = 'signup' | 'recovery' | 'email_change' | 'invite';

/** The page that asks for one press of a button: programs that look into mails open links, but press nothing. */
export function confirmLink(
  { siteUrl }: Pick<AuthDeps, 'siteUrl'>,
  { token, type, redirectTo }: { token: string; type: LinkType; redirectTo?: string | null },
): string {
  const link = new URL('/auth/confirm', siteUrl);
  link.searchParams.set('token_hash', token);
  link.searchParams.set('type', type);
  if (redirectTo) link.searchParams.set('redirect_to', redirectTo);
  return link.href;
}

/**
 * Where a sign-in may lead back to: our own address, the same computer by its other names, or what the operator listed.
 * Anything else leads to the start page instead, as with Supabase.
 */
export function allowedRedirect({ siteUrl, redirectUrls }: AuthDeps, wanted: string | null): string {
  if (!wanted || !URL.canParse(wanted)) return siteUrl;
  const { origin, protocol, port, hostname } = new URL(wanted);
  const site = new URL(siteUrl);
  const sameComputer = isLoopback(site.hostname) && isLoopback(hostname) && port === site.port;
  if (origin === site.origin || (sameComputer && protocol === site.protocol)) return wanted;
  return redirectUrls.some(allowed => allows(allowed, wanted)) ? wanted : siteUrl;
}

const isLoopback = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** The very address, or everything below one that ends with a slash. */
const allows = (allowed: string, wanted: string) =>
  allowed.endsWith('/')
    ? new URL(wanted).href.startsWith(new URL(allowed).href)
    : new URL(wanted).href === new URL(allowed).href;
