import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HookListener } from './hook-listener-slot';
import type { IncomingCall } from './hook-request';
import { answerCall } from './hooks';

const address = /^\/api\/hooks\/([^/?]+)(\/test)?\/?(?:\?|$)/;
const methods = new Set(['DELETE', 'GET', 'PATCH', 'POST', 'PUT']);

/** The routes of `app/api/hooks` without Next.js around them, which costs more than most runs do. */
export const listenForHooks: HookListener = (message, reply) => {
  const match = methods.has(message.method ?? '') ? address.exec(message.url ?? '') : null;
  if (!match) return false;
  const [, hookId, isTest] = match;
  answerCall(toCall(message), { hookId: hookId!, test: isTest !== undefined })
    .then(response => send(response, reply))
    .catch(() => reply.destroy()); // the caller has gone
  return true;
};

function toCall(message: IncomingMessage): IncomingCall {
  const { headers, method } = message;
  const get = (name: string) => textOf(headers[name]);
  return {
    method: method!,
    url: `http://localhost${message.url}`,
    headers: {
      get,
      *[Symbol.iterator]() {
        for (const name of Object.keys(headers)) yield [name, get(name)!];
      },
    },
    body: message,
  };
}

/** One text a header, as the Fetch standard joins those that come more than once. */
const textOf = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;

async function send(response: Response, reply: ServerResponse): Promise<void> {
  const content = Buffer.from(await response.arrayBuffer());
  reply.writeHead(response.status, Object.fromEntries(response.headers));
  reply.end(content);
}
