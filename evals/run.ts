import { readFileSync } from 'node:fs';
import { runTurn } from '@/app/_server/run-turn';
import { readArguments } from '@/app/cli/arguments';
import type { Command } from '@/app/cli/command';
import { openRuntime } from '@/app/cli/open-runtime';
import type { Claims } from '@/database/connection';
import { AppError } from '@/engine/errors';
import { Case, type Checks, check } from './checks';
import { measureOutcomes } from './outcomes';
import { verifyRun } from './verify-run';

const usage =
  'evals --cases FILE.jsonl [--mode full|title] [--model NAME] [--limit N] --json | evals --outcomes FILE.jsonl';

export const command: Command = {
  summary: 'measures what the assistant understands',
  async run(args) {
    const { values } = readArguments(args, {
      usage,
      options: {
        cases: { type: 'string' },
        outcomes: { type: 'string' },
        mode: { type: 'string', default: 'full' },
        model: { type: 'string' },
        limit: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const limit = values.limit ? Number(values.limit) : undefined;
    if (values.outcomes !== undefined) {
      await measureOutcomes(values.outcomes, { limit });
      return 0;
    }
    if (values.cases === undefined) throw new AppError('command.usage', { usage, reason: '--cases is missing' });
    const mode = values.mode === 'title' ? 'title' : 'full';
    const cases = readCases(values.cases).slice(0, limit);
    const claims = await openRuntime();
    const lines: Line[] = [];
    for (const one of cases) {
      const line = await measure(one, { claims, mode, model: values.model });
      lines.push(line);
      console.log(JSON.stringify(line));
    }
    console.log(JSON.stringify(summary(lines)));
    return 0;
  },
};

const readCases = (file: string): Case[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => Case.parse(JSON.parse(line)));

type Mode = 'full' | 'title';

type Line = Awaited<ReturnType<typeof measure>>;

/** One request, one new conversation; a crash is a line too. */
async function measure(one: Case, { claims, mode, model }: { claims: Claims; mode: Mode; model: string | undefined }) {
  const text = one.request ?? (mode === 'title' ? one.title : one.text) ?? one.title ?? '';
  const began = performance.now();
  const reply = await runTurn({ claims, text, modelName: model });
  const ms = Math.round(performance.now() - began);
  const workflow = { nodes: reply.workflow?.nodes ?? [], connections: reply.workflow?.connections ?? [] };
  return {
    id: one.id,
    mode,
    workflow,
    issues: reply.issues,
    questions: reply.questions,
    verify: reply.workflow === null ? null : await verifyRun(claims, reply.workflow.id),
    usage: reply.usage,
    ms,
    checks: check(workflow, { issues: reply.issues, labels: one.labels, reply: reply.reply }),
    reply: reply.reply,
    error: reply.error,
  };
}

/** Shares over the cases that say something of a check. */
function summary(lines: readonly Line[]) {
  const share = (name: keyof Checks) => {
    const values = lines.map(({ checks }) => checks[name]).filter(value => value !== null);
    return values.length === 0 ? null : values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length;
  };
  return {
    summary: true,
    cases: lines.length,
    errors: lines.filter(({ error }) => error !== null).length,
    ...Object.fromEntries(
      (['built', 'valid', 'rehearsable', 'runnable', 'trigger', 'branch', 'services'] as const).map(name => [
        name,
        share(name),
      ]),
    ),
    verified: lines.filter(({ verify }) => verify?.status === 'succeeded').length / Math.max(1, lines.length),
  };
}
