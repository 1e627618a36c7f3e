import { AppError } from '@/engine/errors';
import type { Command } from './command';
import { type Check, checks, type Finding } from './doctor-checks';
import { policyChecks } from './doctor-policies';

export const command: Command = {
  summary: 'checks what a start needs (--policies: who may do what in the database), and says what to do',
  async run(args) {
    const findings: Finding[] = [];
    for (const check of args.includes('--policies') ? policyChecks : checks) findings.push(await look(check));
    const ok = findings.every(finding => finding.ok);
    if (args.includes('--json')) console.log(JSON.stringify({ ok, checks: findings }));
    else
      print(findings, {
        ok,
        about: args.includes('--policies') ? 'The rules are kept.' : 'Everything a start needs is there.',
      });
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

function print(findings: readonly Finding[], { ok, about }: { ok: boolean; about: string }): void {
  for (const { name, ok, detail } of findings) {
    console.log(`${ok ? 'ok   ' : 'WRONG'} ${name.padEnd(12)}${detail}`);
  }
  console.log(ok ? about : 'Put right what is marked WRONG, then try again.');
}
