import { renameSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { type DestinationStream, pino } from 'pino';
import { withoutKnownSecrets } from './known-secrets';
import { workerId } from './worker-id';

/** A failure without what hangs on it: a driver's error holds its connection, and that holds a password. */
function slim(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, code, message, stack, ...(cause === undefined ? {} : { cause: slim(cause) }) };
}

/** A file that grew beyond this is put aside when it is opened the next time. */
const mostBytes = 50_000_000;

/** stderr unless a file is named: stdout belongs to what a command answers. */
function open(): DestinationStream {
  const file = process.env.PARLEY_LOG_FILE;
  if (!file) return pino.destination(2);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > mostBytes) renameSync(file, `${file}.1`);
  return pino.destination({ dest: file, append: true, mode: 0o600 });
}

let opened: DestinationStream | null = null;

/** Opened with the first line: which file it is may be settled after this module was loaded. */
const destination: DestinationStream = {
  write(line) {
    opened ??= open();
    opened.write(withoutKnownSecrets(line));
  },
};

/**
 * What an operator reads, a line of JSON each; people read sentences from the catalogue instead. A line about a run has its
 * `executionId`, every line the `workerId` of its process, and none a secret.
 */
export const log = pino(
  {
    level: process.env.PARLEY_LOG_LEVEL || 'warn',
    base: { pid: process.pid, hostname: hostname(), workerId: workerId() },
    serializers: { error: slim },
  },
  destination,
);
