import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wordVector } from './word-vectors';

export interface ChatRequest {
  model: string;
  stream?: boolean;
  messages: { role: string; content: unknown; tool_calls?: unknown[]; tool_call_id?: string }[];
  tools?: { type: 'function'; function: { name: string; parameters: Record<string, unknown> } }[];
}

/** What the scripted provider answers with, once per request. */
export type Reply =
  | { content?: string; calls?: { name: string; arguments: unknown }[] }
  /** An error answer in OpenAI's form. */
  | { status: number; message: string; headers?: Record<string, string> }
  /** Streams that many fragments, then closes the socket. */
  | { content: string; dropAfter: number }
  /** Streams that many fragments, and the others once the promise is kept; `left` is called if nobody listens any more. */
  | { content: string; holdAfter: number; until: Promise<void>; left?: () => void };

export interface EmbeddingsRequest {
  model: string;
  input: string | string[];
  encoding_format?: 'float' | 'base64';
}

export interface OpenAiServer {
  url: string;
  requests: ChatRequest[];
  /** What was to be embedded, in order. */
  embedded: EmbeddingsRequest[];
  close(): Promise<void>;
}

interface Settings {
  /** How many numbers a model's embeddings have; null where it has none. Without it no model has. */
  dimensions?(model: string): number | null;
}

/**
 * OpenAI's chat completions over loopback, as the API reference describes them: server-sent chunks, tool calls whose
 * arguments arrive in fragments by index, a usage chunk last, errors as `{ error: { message, type, code } }`. And its
 * embeddings, as numbers or as the base64 that its own client asks for.
 */
export async function openAiServer(
  script: (request: ChatRequest, at: number) => Reply,
  { dimensions = () => null }: Settings = {},
): Promise<OpenAiServer> {
  const requests: ChatRequest[] = [];
  const embedded: EmbeddingsRequest[] = [];
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith('/models'))
      return sendJson(response, 200, {
        object: 'list',
        data: [{ id: 'test-model', object: 'model', owned_by: 'test' }],
      });
    if (request.url?.endsWith('/embeddings')) {
      const asked = JSON.parse(await readAll(request)) as EmbeddingsRequest;
      embedded.push(asked);
      return sendEmbeddings(response, asked, dimensions(asked.model));
    }
    const body = JSON.parse(await readAll(request)) as ChatRequest;
    requests.push(body);
    await answer(response, { reply: script(body, requests.length - 1), request: body, at: requests.length });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    ...{ requests, embedded },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

const tokensIn = (text: string) => Math.ceil(text.length / 4);

function sendEmbeddings(response: ServerResponse, asked: EmbeddingsRequest, dimensions: number | null) {
  if (dimensions === null)
    return sendJson(response, 404, {
      error: {
        message: `The model ${asked.model} does not exist`,
        type: 'invalid_request_error',
        code: 'model_not_found',
      },
    });
  const inputs = [asked.input].flat();
  const coded = (vector: readonly number[]) =>
    asked.encoding_format === 'base64' ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
  const tokens = inputs.reduce((sum, text) => sum + tokensIn(text), 0);
  sendJson(response, 200, {
    ...{ object: 'list', model: asked.model, usage: { prompt_tokens: tokens, total_tokens: tokens } },
    data: inputs.map((text, index) => ({
      ...{ object: 'embedding', index },
      embedding: coded(wordVector(text, dimensions)),
    })),
  });
}

async function answer(
  response: ServerResponse,
  { reply, request, at }: { reply: Reply; request: ChatRequest; at: number },
) {
  if ('status' in reply)
    return sendJson(
      response,
      reply.status,
      { error: { message: reply.message, type: 'error', param: null, code: null } },
      reply.headers,
    );
  const head = { id: `chatcmpl-${at}`, created: 1_700_000_000, model: request.model };
  if (request.stream !== true)
    return sendJson(response, 200, { ...head, object: 'chat.completion', ...whole(reply, at) });

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const chunks = [...fragments(reply, at)].map(
    chunk => `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...chunk })}\n\n`,
  );
  if ('dropAfter' in reply) {
    response.write(chunks.slice(0, reply.dropAfter).join(''), () => response.destroy());
    return;
  }
  const { holdAfter = chunks.length, until, left } = 'holdAfter' in reply ? reply : {};
  response.once('close', () => !response.writableFinished && left?.());
  for (const chunk of chunks.slice(0, holdAfter)) response.write(chunk);
  await until;
  for (const chunk of chunks.slice(holdAfter)) response.write(chunk);
  response.end('data: [DONE]\n\n');
}

const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

function callsOf(reply: Reply, at: number) {
  const calls = 'calls' in reply ? (reply.calls ?? []) : [];
  return calls.map((call, index) => ({
    index,
    id: `call_${at}_${index}`,
    name: call.name,
    arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
  }));
}

function whole(reply: Reply, at: number) {
  const calls = callsOf(reply, at);
  const message = {
    role: 'assistant',
    content: 'content' in reply ? (reply.content ?? null) : null,
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, arguments: text }) => ({
        id,
        type: 'function',
        function: { name, arguments: text },
      })),
    }),
  };
  return { choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }], usage };
}

function* fragments(reply: Reply, at: number): Generator<Record<string, unknown>> {
  const delta = (value: Record<string, unknown>) => ({ choices: [{ index: 0, delta: value, finish_reason: null }] });
  yield delta({ role: 'assistant', content: '' });
  const text = 'content' in reply ? (reply.content ?? '') : '';
  for (const part of text.match(/[\s\S]{1,7}/g) ?? []) yield delta({ content: part });
  const calls = callsOf(reply, at);
  for (const { index, id, name } of calls)
    yield delta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
  // Fragments of parallel calls arrive interleaved, told apart by index alone.
  const parts = calls.map(call => call.arguments.match(/[\s\S]{1,11}/g) ?? []);
  for (let round = 0; round < Math.max(0, ...parts.map(list => list.length)); round += 1)
    for (const { index } of calls) {
      const part = parts[index]?.[round];
      if (part !== undefined) yield delta({ tool_calls: [{ index, function: { arguments: part } }] });
    }
  yield { choices: [{ index: 0, delta: {}, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }] };
  yield { choices: [], usage };
}
