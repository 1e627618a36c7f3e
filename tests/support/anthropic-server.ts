import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';

export interface MessagesRequest {
  model: string;
  stream?: boolean;
  max_tokens: number;
  system?: string | { type: 'text'; text: string }[];
  messages: { role: 'user' | 'assistant'; content: string | Record<string, unknown>[] }[];
  tools?: { name: string; input_schema: Record<string, unknown> }[];
}

/** What the scripted model answers with, once per request. */
export type AnthropicReply =
  | { text?: string; calls?: { name: string; input: unknown }[]; stop?: 'refusal' | 'max_tokens' }
  /** An error answer in Anthropic's form, with its own name for the status. */
  | { status: number; message?: string; headers?: Record<string, string> }
  /** Streams that many events, then closes the socket, or sends an error event. */
  | { text?: string; calls?: { name: string; input: unknown }[]; dropAfter: number; with?: 'overloaded_error' };

export interface AnthropicServer {
  /** Without the version, as Anthropic's own client is given it. */
  url: string;
  requests: MessagesRequest[];
  keys: string[];
  close(): Promise<void>;
}

export const anthropicModels = ['claude-sonnet-5-5', 'claude-haiku-5-5'];

/**
 * Anthropic's Messages API over loopback, as its reference describes it: named server-sent events with pings, content
 * blocks by index, tool input as fragments of JSON, a stop reason and usage last, errors as `{ type, error }`.
 */
export async function anthropicServer(
  script: (request: MessagesRequest, at: number) => AnthropicReply,
  { key = 'test-key' }: { key?: string } = {},
): Promise<AnthropicServer> {
  const requests: MessagesRequest[] = [];
  const keys: string[] = [];
  const server = createServer(async (request, response) => {
    // Newer clients send the key as a bearer token.
    const given = String(request.headers['x-api-key'] ?? request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    keys.push(given);
    if (request.headers['anthropic-version'] === undefined)
      return sendError(response, { status: 400, message: 'anthropic-version: header is required' });
    if (given !== key) return sendError(response, { status: 401, message: 'invalid x-api-key' });
    if (request.url?.startsWith('/v1/models')) return sendModels(response);
    if (request.method !== 'POST' || request.url !== '/v1/messages')
      return sendError(response, { status: 404, message: `Not found: ${request.url}` });
    const body = (await readJson(request as IncomingMessage)) as MessagesRequest;
    requests.push(body);
    const wrong = problemWith(body);
    if (wrong) return sendError(response, { status: 400, message: wrong });
    await answer(response, { reply: script(body, requests.length - 1), body, at: requests.length });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}`, requests, keys },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** What the real one refuses, too. */
function problemWith({ max_tokens, messages }: MessagesRequest): string | null {
  if (!(max_tokens > 0)) return 'max_tokens: Field required';
  if (messages.length === 0) return 'messages: at least one message is required';
  if (messages[0]!.role !== 'user') return 'messages: first message must use the "user" role';
  for (const [at, message] of messages.entries()) {
    const blocks = typeof message.content === 'string' ? [] : message.content;
    if (message.content.length === 0) return `messages.${at}: content must not be empty`;
    const asked = blocks.filter(({ type }) => type === 'tool_use').map(({ id }) => id);
    const next = messages[at + 1];
    const answered = typeof next?.content === 'string' ? [] : (next?.content ?? []).map(block => block.tool_use_id);
    const open = asked.find(id => !answered.includes(id));
    if (open !== undefined && next !== undefined) return `messages.${at}: tool_use ids without tool_result: ${open}`;
  }
  return null;
}

const errorNames: Record<number, string> = {
  ...{ 400: 'invalid_request_error', 401: 'authentication_error', 403: 'permission_error', 404: 'not_found_error' },
  ...{ 429: 'rate_limit_error', 500: 'api_error', 529: 'overloaded_error' },
};

function sendError(
  response: ServerResponse,
  {
    status,
    message = 'Overloaded',
    headers = {},
  }: { status: number; message?: string; headers?: Record<string, string> },
) {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_test', ...headers });
  const error = { type: errorNames[status] ?? 'api_error', message };
  response.end(JSON.stringify({ type: 'error', error, request_id: 'req_test' }));
}

function sendModels(response: ServerResponse) {
  const data = anthropicModels.map(id => ({
    ...{ type: 'model', id, display_name: id, created_at: '2026-09-28T00:00:00Z' },
  }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ data, has_more: false, first_id: data[0]!.id, last_id: data.at(-1)!.id }));
}

interface Answering {
  reply: AnthropicReply;
  body: MessagesRequest;
  at: number;
}

async function answer(response: ServerResponse, { reply, body, at }: Answering) {
  if ('status' in reply) return sendError(response, reply);
  const blocks = blocksOf(reply, at);
  const stop = 'stop' in reply && reply.stop ? reply.stop : reply.calls?.length ? 'tool_use' : 'end_turn';
  const head = { id: `msg_${at}`, type: 'message', role: 'assistant', model: body.model };
  if (body.stream !== true) {
    response.writeHead(200, { 'content-type': 'application/json', 'request-id': 'req_test' });
    const usage = { input_tokens: 100, output_tokens: 20 };
    return response.end(JSON.stringify({ ...head, content: blocks, stop_reason: stop, stop_sequence: null, usage }));
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_test' });
  const events = [...eventsOf({ head, blocks, stop })].map(
    event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
  );
  if (!('dropAfter' in reply)) return response.end(events.join(''));
  const begun = events.slice(0, reply.dropAfter).join('');
  if (reply.with === undefined) return response.write(begun, () => response.destroy());
  const error = { type: 'error', error: { type: reply.with, message: 'Overloaded' } };
  return response.end(`${begun}event: error\ndata: ${JSON.stringify(error)}\n\n`);
}

type Block = { type: 'text'; text: string } | { type: 'tool_use'; id: string; name: string; input: unknown };

const blocksOf = (
  { text, calls = [] }: { text?: string; calls?: { name: string; input: unknown }[] },
  at: number,
): Block[] => [
  ...(text ? [{ type: 'text' as const, text }] : []),
  ...calls.map(({ name, input }, index) => ({ type: 'tool_use' as const, id: `toolu_${at}_${index}`, name, input })),
];

interface Event {
  type: string;
  [field: string]: unknown;
}

function* eventsOf({ head, blocks, stop }: { head: object; blocks: Block[]; stop: string }): Generator<Event> {
  const usage = { input_tokens: 100, output_tokens: 1, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
  yield { type: 'message_start', message: { ...head, content: [], stop_reason: null, stop_sequence: null, usage } };
  for (const [index, block] of blocks.entries()) {
    const isText = block.type === 'text';
    yield {
      type: 'content_block_start',
      index,
      content_block: isText ? { type: 'text', text: '' } : { ...block, input: {} },
    };
    if (index === 0) yield { type: 'ping' };
    const whole = isText ? block.text : JSON.stringify(block.input);
    // The first fragment of an input is empty, and a fragment breaks anywhere: in a name, in a number, in an escape.
    const parts = isText ? (whole.match(/[\s\S]{1,7}/g) ?? []) : ['', ...(whole.match(/[\s\S]{1,11}/g) ?? [])];
    for (const part of parts)
      yield {
        ...{ type: 'content_block_delta', index },
        delta: isText ? { type: 'text_delta', text: part } : { type: 'input_json_delta', partial_json: part },
      };
    yield { type: 'content_block_stop', index };
  }
  yield { type: 'message_delta', delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: 20 } };
  yield { type: 'message_stop' };
}
