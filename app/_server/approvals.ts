import type { Transaction } from '@/database/connection';
import { checkTaken, type Decision, decide, listApprovals, type RunWait, readApproval } from '@/database/run-waits';
import { AppError } from '@/engine/errors';
import { type FormField, labelOf, readSubmission } from '@/engine/nodes/form-fields';
import { toText } from '@/engine/nodes/settings';
import type { Item } from '@/engine/workflow/schema';
import { runtime } from './runtime';
import { approvalUrl } from './wait-address';

/** As a screen shows it: with the link to hand on, for who may decide and where anybody may. */
export interface ShownApproval extends RunWait {
  link: string | null;
}

export async function showApprovals(tx: Transaction, which: { executionId: string }): Promise<ShownApproval[]> {
  const waits = await listApprovals(tx, which);
  return waits.map(wait => ({
    ...wait,
    asks: { ...wait.asks, fields: wait.asks.fields.map(field => ({ ...field, label: labelOf(field) })) },
    link: wait.mine && wait.who === 'link' && !wait.outcome ? approvalUrl(wait.id, 'any') : null,
  }));
}

interface AsPerson {
  asUser<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

/** Decides as a person who is signed in; refuses with a sentence when they may not, or when it is over. */
export async function decideAsPerson(person: AsPerson, { id, decision, values }: Decision): Promise<void> {
  const executionId = await person.asUser(async tx => {
    const approval = await readApproval(tx, { id });
    if (!approval) throw new AppError('approval.not_found', {});
    const given = readAnswer(approval.asks.fields, { decision, sent: toPairs(values) });
    const [[field, problem] = []] = Object.entries(given.problems);
    if (field) throw new AppError('request.invalid', { field, reason: problem });
    checkTaken(await decide(tx, { id, decision, values: given.values }));
    return approval.executionId;
  });
  await goOn(executionId);
}

/** The run is told; should we die before that, whoever looks after the queue finds the answer. */
export async function goOn(executionId: string): Promise<void> {
  const { driver } = await runtime().parts();
  await driver.signal(executionId);
}

function toPairs(values: Item): URLSearchParams {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const list = Array.isArray(value) ? value : value === false || value === null ? [] : [value];
    for (const entry of list) pairs.append(name, entry === true ? 'yes' : toText(entry));
  }
  return pairs;
}

/** Whoever refuses need not fill in anything; what is filled in must be right all the same. */
export function readAnswer(
  fields: readonly FormField[],
  { decision, sent }: { decision: Decision['decision']; sent: URLSearchParams },
): { values: Item; problems: Readonly<Record<string, string>> } {
  const asked = decision === 'refused' ? fields.map(field => ({ ...field, required: false })) : fields;
  const { values, problems } = readSubmission(asked, sent);
  return { values, problems };
}
