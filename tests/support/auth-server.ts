import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServerClient } from '@supabase/ssr';
import { createClient } from '@supabase/supabase-js';
import { afterAll } from 'vitest';
import type { AuthDeps } from '@/app/_server/local-auth/deps';
import type { Mail } from '@/app/_server/local-auth/mails';
import { answerAuth } from '@/app/_server/local-auth-api';
import type { Database } from '@/database/connection';

interface Options extends Partial<Omit<AuthDeps, 'db'>> {
  db: Database;
}

export const secret = 'a secret that is long enough for the test';

/** Our part of the Auth API as a server of its own, and people with unmodified Supabase clients in front of it. */
export async function serveAuth({ db, ...given }: Options) {
  const mails: Mail[] = [];
  const waiting = new Set<() => void>();
  const send = (mail: Mail) => {
    mails.push(mail);
    for (const look of waiting) look();
  };
  const place = { siteUrl: '', url: '' };
  const server = createServer(async (incoming, outgoing) => {
    const body = await new Response(incoming as never).text();
    const { method = 'GET', headers, url } = incoming;
    const request = new Request(place.url + url, { method, headers: headers as never, body: body || undefined });
    const response = await answerAuth(request, { secret, send, siteUrl: place.siteUrl, ...given, db });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  afterAll(() => new Promise(done => server.close(done)));
  place.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  place.siteUrl = place.url;

  /** The next mail to somebody that was not read yet. */
  const mailTo = (address: string) =>
    new Promise<Mail & { token: string }>(resolve => {
      const look = () => {
        const index = mails.findIndex(({ to }) => to === address);
        if (index < 0) return;
        waiting.delete(look);
        const [mail] = mails.splice(index, 1);
        resolve({ ...mail!, token: new URL(mail!.link ?? place.url).searchParams.get('token_hash') ?? '' });
      };
      waiting.add(look);
      look();
    });
  return {
    url: place.url,
    mails,
    mailTo,
    client: () => plainClient(place.url),
    browser: () => browser(place.url),
    /** Links in mails lead there from now on, as the "Site URL" of a Supabase project says. */
    leadTo(siteUrl: string) {
      place.siteUrl = siteUrl;
    },
  };
}

/** A program: it keeps its session in memory. `address` is what our own server would say of it. */
export function plainClient(url: string, { address }: { address?: string } = {}) {
  return createClient(url, 'local', {
    auth: { autoRefreshToken: false, flowType: 'pkce', storage: memory(), persistSession: true },
    global: { headers: address ? { 'x-parley-address': address } : {} },
  });
}

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

/** Somebody with the cookies of a browser, served by a server of ours. */
export function browser(url: string) {
  const jar = new Map<string, string>();
  const client = () =>
    createServerClient(url, 'local', {
      cookies: {
        getAll: () => [...jar].map(([name, value]) => ({ name, value })),
        setAll: changed => {
          for (const { name, value } of changed) {
            if (value) jar.set(name, value);
            else jar.delete(name);
          }
        },
      },
    });
  return { jar, client };
}
