import { type NextRequest, NextResponse } from 'next/server';
import { pathHeader } from '@/app/_server/own-address';
import { createSessionClient, isSecure } from '@/app/_server/session-client';

/** Renews the session before a page needs it: one that is being rendered could not keep it, while a route can. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  request.headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  let response = NextResponse.next({ request });
  const cookies = {
    getAll: () => request.cookies.getAll(),
    setAll: (changed: { name: string; value: string; options: object }[]) => {
      for (const { name, value } of changed) request.cookies.set(name, value);
      response = NextResponse.next({ request });
      for (const { name, value, options } of changed) response.cookies.set(name, value, options);
    },
  };
  const client = createSessionClient(cookies, { secure: isSecure(request.headers), from: request.headers });
  await client.auth.getSession();
  return response;
}

export const config = { matcher: ['/((?!_next/|api/|auth/|signin|.*\\.[a-z0-9]+$).*)'] };
