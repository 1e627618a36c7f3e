import { Client, type Notification } from 'pg';

export interface ListenOptions {
  connectionString: string;
  name: string;
  channels: readonly string[];
  onNotice(channel: string, payload: string): void;
  /** After every reconnect: whatever was sent meanwhile is lost, so look for yourself. */
  onGap(): void;
}

export interface Listener {
  close(): Promise<void>;
}

const firstPauseMs = 100;
const longestPauseMs = 5_000;
const checkEveryMs = 15_000;

/** One connection that listens, and comes back by itself when it breaks. A notice is only ever a hint to look sooner. */
export async function listen(options: ListenOptions): Promise<Listener> {
  let closed = false;
  let client = await connect(options, () => void reconnect());
  // A connection that died without a word is found out by using it.
  const check = setInterval(() => void client.query('select 1').catch(() => client.end()), checkEveryMs);
  check.unref();

  async function reconnect(): Promise<void> {
    for (let pause = firstPauseMs; !closed; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        client = await connect(options, () => void reconnect());
        options.onGap();
        return;
      } catch {
        await new Promise(resolve => setTimeout(resolve, pause).unref());
      }
    }
  }

  return {
    async close() {
      closed = true;
      clearInterval(check);
      client.removeAllListeners('end');
      await client.end().catch(() => undefined);
    },
  };
}

async function connect(
  { connectionString, name, channels, onNotice }: ListenOptions,
  onEnd: () => void,
): Promise<Client> {
  const client = new Client({ connectionString, application_name: name, keepAlive: true });
  client.on('error', () => undefined); // 'end' follows and is acted on
  client.on('notification', ({ channel, payload }: Notification) => onNotice(channel, payload ?? ''));
  try {
    await client.connect();
    for (const channel of channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  client.on('end', onEnd);
  return client;
}
