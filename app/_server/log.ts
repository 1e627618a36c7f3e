import { pino } from 'pino';

/** A failure without what hangs on it: a driver's error holds its connection, and that holds a password. */
function slim(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, code, message, stack, ...(cause === undefined ? {} : { cause: slim(cause) }) };
}

const file = process.env.PARLEY_LOG_FILE;

/** What an operator reads. People read sentences from the catalogue instead. */
export const log = pino(
  { level: process.env.PARLEY_LOG_LEVEL || 'warn', serializers: { error: slim } },
  pino.destination(file ? { dest: file, append: true } : 1),
);
