import { headers } from 'next/headers';
import { isSecure } from './session-client';
import { settings } from './settings';

/** Written by proxy.ts over whatever came: the path that is asked for, which a page cannot know otherwise. */
export const pathHeader = 'x-parley-path';

/** The address of this server as the person's browser writes it; what is set by the operator wins. */
export async function ownAddress(): Promise<string> {
  const { publicUrl, signIn } = settings();
  if (publicUrl) return publicUrl;
  const from = await headers();
  const host = from.get('host');
  return host ? `${isSecure(from) ? 'https' : 'http'}://${host}` : signIn.siteUrl;
}

/** Where to go after signing in: a path of ours, and nothing that a browser could read as another site. */
export function backPath(wanted: string | null | undefined): string {
  if (!wanted || !/^\/(?![/\\])/.test(wanted) || /[\\\n\r\t]/.test(wanted)) return '/';
  return new URL(wanted, 'http://here').origin === 'http://here' ? wanted : '/';
}
