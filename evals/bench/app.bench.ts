import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launchChromium } from '@/tests/browser/support/chromium';
import { type Parley, parley } from '@/tests/support/parley';
import { canvasFigures } from './canvas-figures';
import { type Bench, figure } from './figure';
import { chatPageScripts } from './page-scripts';
import { memoryOf, treeOf } from './process-tree';

const ready = /Parley is ready: (http:\S+)/;
const starts = 3;
const turns = 20;

interface Started {
  server: Parley;
  link: string;
  ms: number;
}

/** Starting again, resting, the first diagram, the weight of the chat page and the canvas, of the product as `npm start` serves it. */
export const bench: Bench = async () => {
  const home = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  chmodSync(home, 0o711);
  try {
    await stop((await start(home)).server); // builds, and makes the database
    const times: number[] = [];
    for (let round = 1; round < starts; round += 1) {
      const again = await start(home);
      times.push(again.ms);
      await stop(again.server);
    }
    const last = await start(home);
    times.push(last.ms);
    try {
      return await measure(last, { home, startMs: middle(times) });
    } finally {
      await stop(last.server);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

async function measure({ server, link }: Started, { home, startMs }: { home: string; startMs: number }) {
  await pause(5_000); // what starting leaves behind is collected
  const memory = memoryOf(treeOf(server.child.pid!, home));
  const bare = await bareServer();
  const origin = new URL(link).origin;
  const cookie = await signIn(link);
  const { diagram, plain } = await firstDiagrams(origin, cookie);
  const browser = await launchChromium();
  const { empty, full } = await chatPageScripts(browser, { link, cookie }).finally(() => browser.close());
  return [
    figure('app: second start to ready', { value: startMs, unit: 'ms', reference: bare.ms }),
    figure('app: memory of server and database at rest', { value: memory, unit: 'MB', reference: bare.memory }),
    figure('app: first diagram after send, p95', { value: diagram, unit: 'ms', reference: plain }),
    figure('app: compressed script of the chat page', { value: empty.total, unit: 'kB', reference: empty.largest }),
    figure('app: compressed script of a conversation with a diagram', {
      ...{ value: full.total, unit: 'kB', reference: full.largest },
    }),
    ...(await canvasFigures({ home, origin })),
  ];
}

async function start(home: string): Promise<Started> {
  const began = performance.now();
  const server = parley(['start'], { PARLEY_HOME: home, PORT: '0', PARLEY_LOG_LEVEL: 'silent', PARLEY_DESIGN: '1' });
  const [, link] = await server.prints(ready);
  return { server, link: link!, ms: performance.now() - began };
}

async function stop(server: Parley): Promise<void> {
  server.child.kill('SIGTERM');
  await server.ended;
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const p95 = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!;

/** Node alone with an HTTP server: less is not to be had. */
async function bareServer(): Promise<{ ms: number; memory: number }> {
  const script = "require('node:http').createServer().listen(0, '127.0.0.1', () => console.log('ready'))";
  const began = performance.now();
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  const ms = performance.now() - began;
  const memory = memoryOf([child.pid!]);
  child.kill();
  return { ms, memory };
}

async function signIn(link: string): Promise<string> {
  const response = await fetch(link, { redirect: 'manual' });
  return response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ');
}

/** From sending a request, as the browser does, until the diagram of what was built has come. */
async function firstDiagrams(origin: string, cookie: string): Promise<{ diagram: number; plain: number }> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const text = `When a webhook receives an order, if the amount is over ${turn * 10} store it in a table called big orders and answer with "big", otherwise answer "small"`;
    const began = performance.now();
    const response = await fetch(`${origin}/api/chat`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({
        chatId: crypto.randomUUID(),
        message: { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] },
      }),
    });
    let seen = '';
    let ms = Number.NaN;
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      seen += chunk;
      if (Number.isNaN(ms) && seen.includes('"diagram":"flowchart')) ms = performance.now() - began;
    }
    if (Number.isNaN(ms)) throw new Error(`no diagram came: ${response.status} ${seen.slice(0, 300)}`);
    times.push(ms);
  }
  const plainTimes: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const began = performance.now();
    await (await fetch(`${origin}/api/health`)).text();
    plainTimes.push(performance.now() - began);
  }
  return { diagram: p95(times), plain: p95(plainTimes) };
}
