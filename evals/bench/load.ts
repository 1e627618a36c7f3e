import { Agent, request } from 'node:http';

export interface Load {
  /** Milliseconds from sending to the whole answer. */
  p50: number;
  p99: number;
  /** Answers a second. */
  rate: number;
}

/** `clients` who each send the next request as soon as the last one is answered, for `ms` milliseconds. */
export async function load(url: string, options: { clients: number; ms: number; body: string }): Promise<Load> {
  const { clients, ms, body } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  const began = performance.now();
  const client = async () => {
    while (performance.now() - began < ms) {
      const sent = performance.now();
      await post(url, { agent, body });
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = performance.now() - began;
  agent.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { p50: at(0.5), p99: at(0.99), rate: (times.length / took) * 1000 };
}

function post(url: string, { agent, body }: { agent: Agent; body: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, reply => {
      if (reply.statusCode !== 200) reject(new Error(`answered ${reply.statusCode}`));
      reply.on('end', resolve).on('error', reject).resume();
    });
    sent.on('error', reject).end(body);
  });
}
