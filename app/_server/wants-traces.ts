/** Whether spans are asked for, by OpenTelemetry's own variables. Imports nothing: where they are not, nothing is loaded. */
export function wantsTraces(environment: NodeJS.ProcessEnv): boolean {
  if (environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return false;
  if (environment.OTEL_TRACES_EXPORTER && environment.OTEL_TRACES_EXPORTER !== 'otlp') return false;
  return Boolean(environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || environment.OTEL_EXPORTER_OTLP_ENDPOINT);
}
