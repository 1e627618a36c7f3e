import { z } from 'zod';
import { decoded, readNameValues } from './name-values';

/** Of OpenTelemetry's variables those that concern how spans leave; each with the value that its specification gives. */
const count = (standard: number) => z.coerce.number().int().min(1).catch(standard);
const Environment = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: z.string().optional(),
  OTEL_EXPORTER_OTLP_TIMEOUT: count(10_000),
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: z.coerce.number().int().min(1).optional().catch(undefined),
  OTEL_EXPORTER_OTLP_COMPRESSION: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_RESOURCE_ATTRIBUTES: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.string().optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).catch(1),
  OTEL_BSP_SCHEDULE_DELAY: count(5_000),
  OTEL_BSP_MAX_QUEUE_SIZE: count(2_048),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: count(512),
});

export interface TraceSettings {
  url: string;
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
  gzip: boolean;
  /** What is said of this process with every batch. */
  resource: Readonly<Record<string, string>>;
  /** Which part of all runs is told of. */
  ratio: number;
  delayMs: number;
  mostQueued: number;
  mostAtOnce: number;
}

/** Throws a TypeError for an address that is none. */
export function readTraceSettings(environment: NodeJS.ProcessEnv): TraceSettings {
  const set = Object.entries(environment).filter(([, value]) => value !== '');
  const given = Environment.parse(Object.fromEntries(set));
  const base = given.OTEL_EXPORTER_OTLP_ENDPOINT;
  const attributes = pairsOf(given.OTEL_RESOURCE_ATTRIBUTES);
  return {
    url: new URL(given.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? `${base?.replace(/\/+$/, '')}/v1/traces`).href,
    headers: pairsOf(given.OTEL_EXPORTER_OTLP_TRACES_HEADERS ?? given.OTEL_EXPORTER_OTLP_HEADERS),
    timeoutMs: given.OTEL_EXPORTER_OTLP_TRACES_TIMEOUT ?? given.OTEL_EXPORTER_OTLP_TIMEOUT,
    gzip: (given.OTEL_EXPORTER_OTLP_TRACES_COMPRESSION ?? given.OTEL_EXPORTER_OTLP_COMPRESSION) === 'gzip',
    resource: { ...attributes, 'service.name': given.OTEL_SERVICE_NAME ?? attributes['service.name'] ?? 'parley' },
    ratio: ratioOf(given),
    delayMs: given.OTEL_BSP_SCHEDULE_DELAY,
    mostQueued: given.OTEL_BSP_MAX_QUEUE_SIZE,
    mostAtOnce: given.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
  };
}

function ratioOf({
  OTEL_TRACES_SAMPLER: sampler = '',
  OTEL_TRACES_SAMPLER_ARG: part,
}: z.infer<typeof Environment>): number {
  if (sampler.endsWith('always_off')) return 0;
  return sampler.endsWith('traceidratio') ? part : 1;
}

const pairsOf = (text = ''): Record<string, string> =>
  Object.fromEntries(
    readNameValues(text).flatMap(({ name, value }) => (name === null ? [] : [[name, decoded(value)]])),
  );
