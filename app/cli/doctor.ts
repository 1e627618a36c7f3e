import { AppError } from '@/engine/errors';
import type { Command } from './command';
import { type Check, checks, type Finding } from './doctor-checks';

export const command: Command = {
  summary: 'checks what a start needs, and says what to do',
  async run(args) {
    const findings: Finding[] = [];
    for (const check of checks) findings.push(await look(check));
    const ok = findings.every(finding => finding.ok);
    if (args.includes('--json')) console.log(JSON.stringify({ ok, checks: findings }));
    else print(findings, ok);
    return ok ? 0 : 1;
  },
};

async function look({ name, look }: Check): Promise<Finding> {
  try {
    return { name, ok: true, detail: await look() };
  } catch (error) {
    const known = AppError.from(error);
    const detail = known.code === 'unexpected' && error instanceof Error ? error.message : known.userMessage;
    return { name, ok: false, detail };
  }
}

function print(findings: readonly Finding[], ok: boolean): void {
  for (const { name, ok, detail } of findings) {
    console.log(`${ok ? 'ok   ' : 'WRONG'} ${name.padEnd(12)}${detail}`);
  }
  console.log(ok ? 'Everything a start needs is there.' : 'Put right what is marked WRONG, then try again.');
}
