/** Only to tell senders apart: a lie about it meets the limit of the page as a whole. */
export const senderOf = (request: Request): string =>
  (request.headers.get('x-forwarded-for') ?? '').split(',')[0]!.trim().slice(0, 60);

/** Nothing but its own styles: no script, no frame around it, no address of it told to where a link leads. */
export function html(content: string, status: number): Response {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
  return new Response(content, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
