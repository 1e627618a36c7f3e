import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parley } from '@/tests/support/parley';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'parley-conversation-'));
  chmodSync(home, 0o711);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

// biome-ignore lint/suspicious/noExplicitAny: each command has a form of its own, and the assertions say which.
type Answered = { code: number | null } & Record<string, any>;

/** What a command answers with --json, and its exit code. */
async function ask(...args: string[]): Promise<Answered> {
  const call = parley([...args, '--json'], { PARLEY_HOME: home, PARLEY_LOG_LEVEL: 'silent' });
  const code = await call.ended;
  const line = call.output().trim().split('\n').at(-1)!;
  return { ...JSON.parse(line), code };
}

const order =
  'When a webhook receives an order, if the amount is over 100 store it in a table called big orders and answer with "big", otherwise answer "small"';

describe('a conversation without a browser', { timeout: 180_000 }, () => {
  it('builds, runs on both ways, changes and goes back, each time in a process of its own', async () => {
    const built = await ask('chat', order);
    expect(built).toMatchObject({ code: 0, questions: [], error: null });
    expect(built.workflow.nodes.map(({ type }: { type: string }) => type).sort()).toEqual([
      'core.data-table',
      'core.if',
      'core.respond',
      'core.respond',
      'core.webhook',
    ]);
    expect(built.diagram).toMatch(/^flowchart/);

    const id = String(built.workflow.id);
    const big = await ask('run', id, '--input', '{"amount": 180}', '--mode', 'live');
    expect(big).toMatchObject({ code: 0, execution: { status: 'succeeded', version: 1, answer: { body: 'big' } } });
    const small = await ask('run', id, '--input', '{"amount": 20}', '--mode', 'live');
    expect(small).toMatchObject({ execution: { answer: { body: 'small' } } });

    const told = await ask('chat', 'what did the last run do?', '--chat', String(built.chat));
    expect(told.reply).toContain('small');

    const changed = await ask('chat', 'make the limit 250', '--chat', String(built.chat));
    expect(changed.changes.join()).toContain('250');
    expect(await ask('run', id, '--input', '{"amount": 180}')).toMatchObject({
      execution: { answer: { body: 'small' } },
    });

    const back = await ask('chat', 'undo', '--chat', String(built.chat));
    expect(back).toMatchObject({ code: 0, workflow: { version: 3 } });
    expect(await ask('run', id, '--input', '{"amount": 180}')).toMatchObject({
      execution: { answer: { body: 'big' } },
    });
  });

  it('explains a run that failed, with evidence and a fix that was tried', async () => {
    const { workflow } = await ask('chat', 'When a webhook receives a signup, answer "Welcome {name}"');
    const failed = await ask('run', String(workflow.id), '--input', '{"nmae": "Ann"}', '--mode', 'live');
    expect(failed).toMatchObject({
      code: 1,
      execution: { status: 'failed', error: { code: 'expression.path_missing' } },
    });

    const explained = await ask('explain', String(failed.execution.id));
    expect(explained).toMatchObject({
      code: 0,
      cause: { class: 'missing_field' },
      fix: { proof: { status: 'works' } },
    });
    expect(explained.evidence.length).toBeGreaterThan(0);
  });

  it('says what is wrong with a call, and runs nothing', async () => {
    expect(await ask('run', 'no-id')).toMatchObject({ code: 1, error: { code: 'command.usage' } });
    expect(await ask('run', crypto.randomUUID())).toMatchObject({ code: 1, error: { code: 'workflow.not_found' } });
    expect(await ask('explain', crypto.randomUUID())).toMatchObject({
      code: 1,
      error: { code: 'execution.not_found' },
    });
  });
});
