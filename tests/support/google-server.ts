import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { wordVector } from './word-vectors';

export interface GenerateRequest {
  contents: { role: string; parts: { text?: string; functionCall?: unknown; functionResponse?: unknown }[] }[];
  systemInstruction?: unknown;
  tools?: { functionDeclarations: { name: string; parameters?: unknown }[] }[];
  generationConfig?: { maxOutputTokens?: number };
}

export type GoogleReply =
  | { text?: string; calls?: { name: string; args: unknown }[] }
  /** An error answer in Google's form (`google.rpc.Status`). */
  | { status: number; code: string; message: string; details?: unknown[] };

type Failure = Extract<GoogleReply, { status: number }>;

interface EmbedOne {
  content: { parts: { text: string }[] };
  taskType?: string;
}
export type EmbedRequest = EmbedOne | { requests: EmbedOne[] };

export interface Asked {
  model: string;
  key: string;
  stream: boolean;
  body: GenerateRequest;
}

/**
 * Google's Gemini API over loopback, as its reference describes it: `models/NAME:streamGenerateContent?alt=sse` with
 * server-sent GenerateContentResponses, calls as whole `functionCall` parts, usage in the last, the key in a header;
 * and the list of models for OpenAI's client beside it. Embeddings of one text or of a batch, without any usage.
 */
export async function googleServer(script: (asked: Asked, at: number) => GoogleReply) {
  const requests: Asked[] = [];
  const embedded: EmbedRequest[] = [];
  const server = createServer(async (request, response) => {
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body));
    const url = new URL(request.url!, 'http://localhost');
    if (url.pathname.endsWith('/openai/models')) {
      const isKnown = request.headers.authorization === 'Bearer test-key';
      const data = [{ id: 'models/gemini-test', object: 'model', owned_by: 'google' }];
      return isKnown ? json(200, { object: 'list', data }) : json(400, [errorOf(invalidKey)]);
    }
    const [, model = '', verb] = /models\/([^:]+):(generateContent|streamGenerateContent)$/.exec(url.pathname) ?? [];
    if (/:(embedContent|batchEmbedContents)$/.test(url.pathname)) {
      const isKnown = request.headers['x-goog-api-key'] === 'test-key';
      const asked = JSON.parse(await readText(request)) as EmbedRequest;
      embedded.push(asked);
      return isKnown ? json(200, embeddingsOf(asked)) : json(400, errorOf(invalidKey));
    }
    const body = JSON.parse(await readText(request)) as GenerateRequest;
    const key = String(request.headers['x-goog-api-key'] ?? '');
    const asked = {
      model,
      key,
      body,
      stream: verb === 'streamGenerateContent' && url.searchParams.get('alt') === 'sse',
    };
    requests.push(asked);
    const reply = key === 'test-key' ? script(asked, requests.length - 1) : invalidKey;
    if ('status' in reply) return json(reply.status, errorOf(reply));
    if (!asked.stream) return json(200, responseOf(partsOf(reply), true));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const parts = partsOf(reply);
    parts.forEach((part, at) => {
      response.write(`data: ${JSON.stringify(responseOf([part], at === parts.length - 1))}\r\n\r\n`);
    });
    response.end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1beta`,
    ...{ requests, embedded },
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function embeddingsOf(asked: EmbedRequest) {
  const one = ({ content }: EmbedOne) => ({ values: wordVector(content.parts.map(({ text }) => text).join(' ')) });
  return 'requests' in asked ? { embeddings: asked.requests.map(one) } : { embedding: one(asked) };
}

const invalidKey: Failure = {
  ...{ status: 400, code: 'INVALID_ARGUMENT', message: 'API key not valid. Please pass a valid API key.' },
  details: [
    { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
  ],
};

const errorOf = ({ status, code, message, details = [] }: Failure) => ({
  error: { code: status, message, status: code, details },
});

/** Text comes in pieces, a call whole. */
function partsOf({ text = '', calls = [] }: Extract<GoogleReply, { text?: string }>): object[] {
  const pieces = text.match(/[\s\S]{1,12}/g) ?? [];
  const parts = [...pieces.map(piece => ({ text: piece })), ...calls.map(call => ({ functionCall: call }))];
  return parts.length > 0 ? parts : [{ text: '' }];
}

const responseOf = (parts: object[], isLast: boolean) => ({
  candidates: [{ content: { role: 'model', parts }, index: 0, ...(isLast ? { finishReason: 'STOP' } : {}) }],
  ...(isLast ? { usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 } } : {}),
  modelVersion: 'gemini-test',
});
