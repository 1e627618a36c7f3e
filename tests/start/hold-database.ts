import { startPostgres } from '@/database/embedded/start-postgres';

/** A program that uses the database of a home until it is told to end: `stop` says goodbye, `exit` does not. */
const postgres = await startPostgres({ home: process.argv[2]!, fast: true });
process.on('message', async message => {
  if (message === 'stop') await postgres.stop();
  process.exit(0);
});
process.send?.(postgres.serviceUrl);
