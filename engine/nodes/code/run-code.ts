import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../errors';
import type { Item } from '../../workflow/schema';
import { confinedCommand } from './confinement';
import { runnerSource } from './runner-source';

export interface CodeRequest {
  code: string;
  mode: 'all' | 'each';
  items: readonly Item[];
  now: Date;
  /** What chance begins with. */
  seed: string;
  timeoutMs: number;
  memoryMb: number;
  signal: AbortSignal;
}

export interface CodeLine {
  level: string;
  text: string;
}

export interface CodeAnswer {
  value: unknown;
  lines: CodeLine[];
}

const Line = z.object({ level: z.string(), text: z.string() });
const Answer = z.union([
  z.object({ limit: z.enum(['time', 'memory', 'size']) }),
  z.object({
    error: z.object({ name: z.string(), message: z.string(), line: z.int().nullable() }),
    lines: z.array(Line),
  }),
  z.object({ value: z.json(), lines: z.array(Line) }),
]);

const mostBytes = 20_000_000;
/** For the process to begin and to end; what the code may take comes on top. */
const startMs = 10_000;

/** Each is a process with a heap of its own; more than these wait for their turn. */
const mostAtOnce = 4;
let running = 0;
const turns: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= mostAtOnce) await new Promise<void>(resolve => turns.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    // A turn is handed on, so that nobody who comes between gets it first.
    const next = turns.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Runs a person's code where it can reach nothing, in a process of its own that ends with it. */
export async function runCode(request: CodeRequest): Promise<CodeAnswer> {
  const { timeoutMs } = request;
  const text = await inTurn(() => askChild(request));
  const answer = Answer.safeParse(parsed(text)).data;
  // The engine itself gave up: code that fills the memory faster than it is measured.
  if (!answer) throw new AppError('code.limit', { limit: 'memory', seconds: timeoutMs / 1_000 });
  if ('limit' in answer) throw new AppError('code.limit', { limit: answer.limit, seconds: timeoutMs / 1_000 });
  if ('value' in answer) return answer;
  const { name, message, line } = answer.error;
  const reason = name === 'Error' ? message : `${name}: ${message}`;
  const printed = answer.lines.slice(-20).map(each => each.text);
  throw new AppError('code.failed', { reason, line, printed });
}

/** Nothing of this process's environment, which holds the keys. */
const empty = {} as NodeJS.ProcessEnv;

async function askChild({ code, mode, items, now, seed, timeoutMs, memoryMb, signal }: CodeRequest): Promise<string> {
  const command = await confinedCommand(runnerSource);
  signal.throwIfAborted();
  const child = spawn(command.file, command.arguments, { env: empty, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const kill = () => child.kill('SIGKILL');
  const timer = setTimeout(() => {
    kill();
    reject(new AppError('code.limit', { limit: 'time', seconds: timeoutMs / 1_000 }));
  }, timeoutMs + startMs);
  signal.addEventListener('abort', kill, { once: true });
  const parts: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= mostBytes) return void parts.push(part);
    kill();
    reject(new AppError('code.limit', { limit: 'size', seconds: timeoutMs / 1_000 }));
  });
  child.on('error', error => reject(new AppError('code.unavailable', {}, { cause: error })));
  child.on('close', () => (signal.aborted ? reject(signal.reason) : resolve(Buffer.concat(parts).toString('utf8'))));
  child.stdin.on('error', () => undefined); // a child that has ended reads no more; its end is told by `close`
  const chance = createHash('sha256').update(seed).digest().readUInt32LE();
  const given = JSON.stringify({ items, mode, now: now.getTime(), seed: chance });
  child.stdin.end(JSON.stringify({ code, given, memoryMb, timeoutMs }));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
