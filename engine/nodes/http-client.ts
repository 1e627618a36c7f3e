import type { Connect } from './guarded-connect';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  url: string;
  headers?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is text. */
  body?: unknown;
  signal: AbortSignal;
  timeoutMs?: number;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  /** Parsed when the answer says it is JSON, else the text. */
  body: unknown;
  text: string;
  url: string;
}

/** The one way out to the network. Answers of 400 and above become AppErrors alike for every service. */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** For what is no HTTP. A client that stands in for the real one may have none. */
  connect?: Connect;
}
