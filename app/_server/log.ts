import { pino } from 'pino';

/** What an operator reads. People read sentences from the catalogue instead. */
export const log = pino({
  level: process.env.PARLEY_LOG_LEVEL || 'warn',
  serializers: { error: pino.stdSerializers.errWithCause },
});
