import type { Item } from '../../workflow/schema';
import { answering, explained, small } from './run-small';

/** What a service answers, and what is to be made of it; the words are those that services use, for other things. */
export interface Case {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
  params?: Record<string, unknown>;
  item?: Record<string, unknown>;
}

export const withKey = { headers: [{ name: 'Authorization', value: 'Bearer abc' }] };

export async function toldOf({ status = 200, headers = {}, body, params = {}, item = {} }: Case) {
  const server = await answering((_request, response) => {
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
  const workflow = small({
    start: { type: 'manual', label: 'Start' },
    call: {
      ...{ type: 'http-request', label: 'Post it', options: { retry: { attempts: 1, delayMs: 1 } } as never },
      params: { method: 'POST', url: `${server.url}/v2/things`, body: { size: '{{ item.size }}' }, ...params },
    },
  });
  try {
    return await explained(workflow, [{ size: 'XL', ...item } as Item]);
  } finally {
    server.close();
  }
}
