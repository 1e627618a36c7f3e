import { createServer } from 'node:http';
import { Pool } from 'pg';
import { Batch } from '@/database/batch';

/**
 * The reference of the webhook figures, as a process of its own: twelve rows a request, in one statement with
 * everything that arrived while the last one was in flight. `node bare-server.ts DATABASE_URL`; prints its port.
 */
const rowsOfARequest = 12;
const pool = new Pool({ connectionString: process.argv[2], max: 2 });
await pool.query(
  'create table if not exists bench_rows (id bigint generated always as identity primary key, data jsonb)',
);

const insert = new Batch<string, true>(async bodies => {
  const rows = bodies.flatMap(body => Array.from({ length: rowsOfARequest }, () => body));
  await pool.query({
    name: 'insert',
    text: 'insert into bench_rows (data) select unnest($1::jsonb[])',
    values: [rows],
  });
  return bodies.map(() => true as const);
});

const server = createServer(async (request, reply) => {
  let body = '';
  for await (const part of request) body += part;
  await insert.add(body);
  reply.end('ok');
});
server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as { port: number }).port}`));
