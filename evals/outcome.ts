import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import type { HttpClient } from '@/engine/nodes/http-client';
import { converse } from '@/tests/support/plan';

const Row = z.record(z.string(), z.json());

/** A conversation, and what the workflow it leads to must do: nothing is said of how it is built. */
export const OutcomeCase = z.object({
  id: z.string(),
  say: z.array(z.string()).min(1),
  feeds: z.record(z.string(), z.json()).default({}),
  seed: z.record(z.string(), z.array(Row)).default({}),
  posts: z.array(z.object({ body: z.json(), status: z.int().optional(), answer: z.json().optional() })).default([]),
  run: z.boolean().optional(),
  tables: z.record(z.string(), z.array(Row)).default({}),
  sent: z.array(z.object({ method: z.string().optional(), url: z.string(), body: z.json().optional() })).default([]),
  trigger: z.record(z.string(), z.json()).optional(),
  expect: z.enum(['question', 'partial']).optional(),
});
export type OutcomeCase = z.infer<typeof OutcomeCase>;

export interface Outcome {
  id: string;
  passed: boolean;
  /** What was different, one line each. */
  misses: string[];
  /** The case was misread without a word: worse than asking. */
  silent: boolean;
  text: string;
}

/** Text equals text, and a number its own digits; objects by value. */
function isSame(actual: unknown, wanted: unknown): boolean {
  if (typeof actual === 'object' && actual !== null && typeof wanted === 'object' && wanted !== null)
    return isDeepStrictEqual(normal(actual), normal(wanted));
  return String(actual ?? '').trim() === String(wanted ?? '').trim();
}

/** Numbers as their digits, at every depth. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, normal(inner)]));
  return typeof value === 'number' ? String(value) : value;
}

const has = (actual: unknown, wanted: unknown): boolean =>
  typeof wanted === 'object' &&
  wanted !== null &&
  !Array.isArray(wanted) &&
  typeof actual === 'object' &&
  actual !== null
    ? Object.entries(wanted).every(([key, value]) => isSame((actual as Record<string, unknown>)[key], value))
    : isSame(actual, wanted);

export async function judge(one: OutcomeCase): Promise<Outcome> {
  const sent: { method: string; url: string; body: unknown }[] = [];
  const chat = converse({ http: answeringAll(one.feeds, sent) });
  for (const [table, rows] of Object.entries(one.seed))
    await chat.tables.insert(table, rows, { idempotencyKey: `seed ${table}` });
  let turn = await chat.say(one.say[0]!);
  for (const text of one.say.slice(1)) turn = await chat.say(text);
  const admitted =
    turn.question !== null ||
    /did not understand|understood the rest|not there yet|cannot|can't|before it can run|say it in other words/i.test(
      turn.text,
    );
  const misses = one.expect
    ? expectation(one, { asked: turn.question !== null, admitted })
    : await outcomeOf(one, { chat, sent });
  return {
    id: one.id,
    passed: misses.length === 0,
    misses,
    silent: misses.length > 0 && !admitted,
    text: turn.question?.question ?? turn.text,
  };
}

const expectation = ({ expect }: OutcomeCase, { asked, admitted }: { asked: boolean; admitted: boolean }) =>
  (expect === 'question' ? asked || admitted : admitted) ? [] : [`neither asked nor said what is missing (${expect})`];

interface Played {
  chat: ReturnType<typeof converse>;
  sent: { method: string; url: string; body: unknown }[];
}

async function outcomeOf(one: OutcomeCase, { chat, sent }: Played): Promise<string[]> {
  const misses: string[] = [];
  try {
    for (const post of one.posts) {
      const answer = await chat.post(post.body);
      const status = answer.status ?? 200;
      if (post.status !== undefined && status !== post.status)
        misses.push(`${JSON.stringify(post.body)}: status ${status}, not ${post.status}`);
      if (post.answer !== undefined && !isSame(answer.body, post.answer))
        misses.push(
          `${JSON.stringify(post.body)}: answered ${JSON.stringify(answer.body)}, not ${JSON.stringify(post.answer)}`,
        );
    }
    if (one.run) await chat.run([{}]);
  } catch (error) {
    return [`did not run: ${error instanceof Error ? error.message : String(error)}`];
  }
  for (const [table, rows] of Object.entries(one.tables))
    misses.push(...missingRows(table, { rows, stored: chat.tables.rowsOf(table) }));
  for (const wanted of one.sent)
    if (
      !sent.some(
        ({ method, url, body }) =>
          url === wanted.url &&
          (wanted.method ?? method) === method &&
          (wanted.body === undefined || has(body, wanted.body)),
      )
    )
      misses.push(`not sent: ${JSON.stringify(wanted)}; sent ${JSON.stringify(sent)}`);
  return [...misses, ...triggerMisses(one, chat)];
}

function missingRows(
  table: string,
  { rows, stored }: { rows: readonly unknown[]; stored: readonly unknown[] },
): string[] {
  if (rows.length === stored.length && rows.every((row, at) => has(stored[at], row))) return [];
  return [`table ${table} holds ${JSON.stringify(stored)}, not ${JSON.stringify(rows)}`];
}

function triggerMisses({ trigger }: OutcomeCase, { workflow }: Played['chat']): string[] {
  if (trigger === undefined) return [];
  const params = workflow().nodes.find(({ type }) => type === 'core.schedule')?.params;
  return params !== undefined && has(params, trigger)
    ? []
    : [`starts by ${JSON.stringify(params)}, not ${JSON.stringify(trigger)}`];
}

/** The addresses of the case answer as it says; whatever is posted anywhere is taken. */
function answeringAll(feeds: OutcomeCase['feeds'], sent: Played['sent']): HttpClient {
  return {
    request: async ({ method, url, body }) => {
      sent.push({ method, url, body });
      const known = Object.keys(feeds).find(address => address.replace(/\/$/, '') === url.replace(/\/$/, ''));
      if (known === undefined && method === 'GET')
        throw new AppError('node.unavailable', { service: url, status: 404, reason: 'not there' });
      const answer = known === undefined ? { ok: true } : feeds[known];
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      return { status: 200, headers: {}, body: answer, text, url };
    },
  };
}
