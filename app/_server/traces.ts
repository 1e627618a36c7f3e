import { AppError } from '@/engine/errors';
import type { HttpClient } from '@/engine/nodes/http-client';
import type { Execution } from '@/engine/run/execution';
import type { JournalEntry } from '@/engine/run/journal';
import { log } from './log';
import { nodeSpan, requestSpan, runSpan, traceIdOf } from './run-spans';
import { SpanExport } from './span-export';
import { readTraceSettings } from './trace-settings';
import { workerId } from './worker-id';

/** Tells a receiver of spans what was recorded of runs, after it is on disk: no run waits for it. */
export interface Traces {
  written(entry: JournalEntry): void;
  ended(execution: Execution, end: Pick<Execution, 'status' | 'error' | 'finishedAt'>): void;
  /** The client of one step, which is told of every request. */
  watch(http: HttpClient, where: { executionId: string; nodeKey: string }): HttpClient;
  close(): Promise<void>;
}

/** Null where the settings cannot be read: that is told to the operator, and nothing stops for it. */
export function openTraces(environment: NodeJS.ProcessEnv): Traces | null {
  try {
    const { resource, ...settings } = readTraceSettings(environment);
    const spans = new SpanExport({ ...settings, resource: { 'service.instance.id': workerId(), ...resource } });
    return tracesTo(spans, settings.ratio);
  } catch (error) {
    log.error({ error }, 'the settings for spans cannot be read, so none are sent');
    return null;
  }
}

function tracesTo(spans: SpanExport, ratio: number): Traces {
  const isChosen = (executionId: string) => ratio === 1 || chance(executionId) < ratio;
  return {
    written({ executionId, records }) {
      if (!isChosen(executionId)) return;
      for (const record of records) {
        const span = nodeSpan(executionId, record);
        if (span) spans.add(span);
      }
    },
    ended(execution, end) {
      if (isChosen(execution.id)) spans.add(runSpan(execution, end));
    },
    watch: (http, where) => (isChosen(where.executionId) ? watched(http, { spans, where }) : http),
    close: () => spans.close(),
  };
}

interface Watch {
  spans: SpanExport;
  where: { executionId: string; nodeKey: string };
}

function watched(http: HttpClient, { spans, where }: Watch): HttpClient {
  return {
    ...http,
    async request(request) {
      const { method, url } = request;
      const startedAt = new Date().toISOString();
      const tell = (status: number | null, error: string | null) =>
        spans.add(requestSpan({ ...where, method, url, startedAt, status, error }));
      try {
        const answer = await http.request(request);
        tell(answer.status, null);
        return answer;
      } catch (error) {
        const { code, details } = AppError.from(error);
        tell('status' in details && typeof details.status === 'number' ? details.status : null, code);
        throw error;
      }
    },
  };
}

/** The same for every process that works on the run: its last digits are random, the first ones are a time. */
const chance = (executionId: string): number => Number.parseInt(traceIdOf(executionId).slice(-12), 16) / 2 ** 48;
