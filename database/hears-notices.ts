import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * Whether somebody who listens on a connection hears what another says. Behind a pooler that lends connections for one
 * transaction nobody does, and nothing would say so: runs would start late and never be seen live.
 */
export async function hearsNotices(connectionString: string, { timeoutMs = 5_000 } = {}): Promise<boolean> {
  const [listener, speaker] = [newClient(connectionString), newClient(connectionString)];
  const channel = `parley_probe_${randomUUID().replaceAll('-', '')}`;
  const over = new AbortController();
  try {
    await Promise.all([listener.connect(), speaker.connect()]);
    const heard = new Promise<boolean>(resolve => listener.once('notification', () => resolve(true)));
    await listener.query(`listen ${channel}`);
    await speaker.query('select pg_notify($1, $2)', [channel, '']);
    const silence = pause(timeoutMs, false, { signal: over.signal }).catch(() => false);
    return await Promise.race([heard, silence]);
  } finally {
    over.abort();
    await Promise.allSettled([listener.end(), speaker.end()]);
  }
}

function newClient(connectionString: string): Client {
  const client = new Client({ connectionString, application_name: 'parley probe', connectionTimeoutMillis: 15_000 });
  client.on('error', () => {}); // an end in the middle shows as silence
  return client;
}
