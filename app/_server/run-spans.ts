import { createHash, randomBytes } from 'node:crypto';
import type { Execution } from '@/engine/run/execution';
import type { NodeExecution } from '@/engine/run/node-execution';
import { prefixOf } from '@/engine/workflow/round-keys';

type Attribute = string | number | boolean | null | undefined;

/** One span in the words of OTLP's JSON. */
export type Span = ReturnType<typeof toSpan>;

interface SpanFacts {
  executionId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: keyof typeof kinds;
  startedAt: string;
  finishedAt: string;
  attributes: Readonly<Record<string, Attribute>>;
  /** The code of a failure; its sentence may hold what went through the run. */
  error?: string | null;
  links?: readonly string[];
}

const kinds = { inside: 1, client: 3 } as const;

/** A run is a trace: whichever processes work on it, they name it alike, and its log lines lead there. */
export const traceIdOf = (executionId: string): string => executionId.replaceAll('-', '');

const spanIdOf = (executionId: string, nodeKey = ''): string =>
  createHash('sha256').update(`${executionId}/${nodeKey}`).digest('hex').slice(0, 16);

export function runSpan(
  execution: Execution,
  { status, error, finishedAt }: Pick<Execution, 'status' | 'error' | 'finishedAt'>,
): Span {
  const { id, workflowId, workflow, version, mode, startedBy, parentId, startedAt, createdAt, epoch } = execution;
  return toSpan({
    ...{ executionId: id, spanId: spanIdOf(id), name: 'run', kind: 'inside' },
    startedAt: startedAt ?? createdAt,
    finishedAt: finishedAt ?? createdAt,
    attributes: {
      'parley.execution.id': id,
      'parley.workflow.id': workflowId,
      'parley.workflow.name': workflow.name,
      'parley.workflow.version': version,
      'parley.run.status': status,
      'parley.run.mode': mode,
      'parley.run.started_by': startedBy,
      'parley.run.claims': epoch,
      'parley.node.failed': error?.nodeKey,
    },
    error: error?.code,
    links: parentId ? [parentId] : [],
  });
}

/** Null for what is not over, and for what only stands in for an earlier run. */
export function nodeSpan(executionId: string, record: NodeExecution): Span | null {
  const { nodeKey, type, status, attempt, effect, outputs, sources, error, simulated, given } = record;
  if (!record.finishedAt || given === 'earlier') return null;
  const failed = status === 'failed' || status === 'result_unknown' || status === 'cancelled';
  return toSpan({
    ...{ executionId, spanId: spanIdOf(executionId, nodeKey), parentSpanId: spanIdOf(executionId, loopOf(nodeKey)) },
    ...{ name: type, kind: 'inside', startedAt: record.startedAt, finishedAt: record.finishedAt },
    attributes: {
      'parley.execution.id': executionId,
      'parley.node.key': nodeKey,
      'parley.node.type': type,
      'parley.node.status': status,
      'parley.node.attempt': attempt,
      'parley.node.effect': effect,
      'parley.node.simulated': simulated,
      'parley.items.in': sources.length,
      'parley.items.out': Object.values(outputs).reduce((sum, items) => sum + items.length, 0),
    },
    error: failed ? (error?.code ?? status) : null,
  });
}

/** What a step in a round hangs on: its loop, `each[2]/send` on `each`; what is in none on the run. */
const loopOf = (nodeKey: string): string => prefixOf(nodeKey).replace(/\[\d+\]\/$/, '');

interface Request {
  executionId: string;
  nodeKey: string;
  method: string;
  url: string;
  startedAt: string;
  status: number | null;
  error: string | null;
}

/** Of the address only where it is: a path and a query may hold a key. */
export function requestSpan({ executionId, nodeKey, method, url, startedAt, status, error }: Request): Span {
  const at = URL.canParse(url) ? new URL(url) : null;
  return toSpan({
    ...{ executionId, spanId: randomBytes(8).toString('hex'), parentSpanId: spanIdOf(executionId, nodeKey) },
    ...{ name: method, kind: 'client', startedAt, finishedAt: new Date().toISOString() },
    attributes: {
      'http.request.method': method,
      'http.response.status_code': status,
      'server.address': at?.hostname,
      'server.port': at ? Number(at.port || (at.protocol === 'http:' ? 80 : 443)) : null,
    },
    error,
  });
}

function toSpan({ executionId, spanId, parentSpanId, name, kind, error, links = [], ...facts }: SpanFacts) {
  return {
    traceId: traceIdOf(executionId),
    spanId,
    ...(parentSpanId ? { parentSpanId } : {}),
    name,
    kind: kinds[kind],
    startTimeUnixNano: toNanos(facts.startedAt),
    endTimeUnixNano: toNanos(facts.finishedAt),
    attributes: toAttributes({ ...facts.attributes, 'error.type': error }),
    links: links.map(id => ({ traceId: traceIdOf(id), spanId: spanIdOf(id) })),
    status: error ? { code: 2, message: error } : {},
  };
}

const toNanos = (time: string): string => `${Date.parse(time)}000000`;

export const toAttributes = (values: Readonly<Record<string, Attribute>>) =>
  Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [{ key, value: toValue(value) }],
  );

function toValue(value: string | number | boolean) {
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'number' ? { intValue: String(value) } : { boolValue: value };
}
