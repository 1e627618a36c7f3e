import { clause, entry, plain } from './entry';

/** Runs and the steps in them. */
export const runsErrors = {
  'run.nothing_recorded': entry<{ step: string }>({
    status: 409,
    say: ({ step }) =>
      `No run so far has an output of "${step}" to start from. Run to here first, or pin an output on it.`,
  }),
  'run.not_reached': entry<{ step: string }>({
    status: 422,
    say: ({ step }) => `No trigger leads to "${step}", so it cannot run. Connect it first.`,
  }),
  'run.needs_items': plain(
    422,
    'A real run needs the request to run it with. Give its data, or run it as a test with an example.',
  ),
  'execution.none_yet': plain(404, 'This workflow has not run yet. Run it once, then ask again.'),
  'execution.not_found': plain(404, 'That run does not exist, or is not yours to see.'),
  'execution.lease_lost': plain(409, 'Another worker has taken over this run.'),
  'execution.left_to_other': entry<{ types: readonly string[] }>({
    status: 409,
    say: ({ types }) =>
      `This run has steps (${types.join(', ')}) that only a newer worker knows, and waits for one. Update Parley on this computer.`,
  }),
  'execution.cancelled': plain(409, 'The run was stopped.'),
  /** `tries`: how many workers took it up in a row without finishing anything of it; `memory`: that of one of them was filling up. */
  'execution.set_aside': entry<{ label: string; tries: number; memory?: true }>({
    status: 500,
    say: ({ label, tries, memory }) =>
      `The run was taken up ${tries} times, and each time the process that worked on it went away at the step "${label}"${memory ? ' while its memory was filling up' : ''}, so it was set aside. Let the step take less at a time, then run it again.`,
  }),
  'execution.data_lost': entry<{ step: string }>({
    status: 409,
    say: ({ step }) =>
      `What the step "${step}" gave is no longer whole: a long list of it is missing from the database. Run the workflow again from its start; if the database came from a backup, restore all of it.`,
  }),
  'execution.needs_approval': entry<{ effects: string }>({
    status: 409,
    say: ({ effects }) => `A live run would reach other people: ${effects}. Approve it first, or run it as a test.`,
  }),
  'node.params_invalid': entry<{ param: string; reason: string; value?: unknown }>({
    status: 422,
    say: ({ param, reason }) => `The setting "${param}" does not fit: ${clause(reason)}.`,
  }),
  'node.type_unknown': entry<{ type: string }>({
    status: 422,
    say: ({ type }) => `There is no step of the type ${type} here.`,
  }),
  'node.timeout': entry<{ seconds: number }>({
    status: 504,
    retryable: true,
    say: ({ seconds }) => `The step took longer than ${seconds} s and was stopped.`,
  }),
  'node.unavailable': entry<{
    service: string;
    status: number | null;
    reason: string;
    /** The service's own name for it, or the network's (`ECONNREFUSED`). */
    code?: string;
    url?: string;
    /** Known to have had no effect, so that even a write may be repeated. */
    untouched?: boolean;
    retryAfterMs?: number;
  }>({
    status: 503,
    retryable: true,
    say: ({ service, status, reason }) =>
      `${service} ${status ? `answered ${status} (${clause(reason)})` : `could not be reached: ${clause(reason)}`}. That is on their side.`,
  }),
  'node.rate_limited': entry<{
    service: string;
    status?: number;
    reason?: string;
    code?: string;
    url?: string;
    retryAfterMs?: number;
  }>({
    status: 429,
    retryable: true,
    say: ({ service, status = 429 }) => `${service} asks us to slow down (${status}).`,
  }),
  /** Waiting a moment does not help: what the plan or the credit allows is spent. */
  'node.quota_used_up': entry<{ service: string; status: number; reason: string; code?: string; url?: string }>({
    status: 422,
    say: ({ service, status, reason }) =>
      `${service} does no more on this plan (${status}): ${clause(reason)}. Look at the plan and the credit there.`,
  }),
  'node.unauthorized': entry<{ service: string; status: number; url?: string; reason?: string; code?: string }>({
    status: 422,
    say: ({ service, status, reason }) =>
      status === 403
        ? `${service} does not allow this (403): ${clause(reason || 'a right is missing')}. Check what the key may do there.`
        : `${service} did not accept the key (${status}). Check it in Settings, Keys.`,
  }),
  'node.refused': entry<{ service: string; status: number; reason: string; code?: string; url?: string }>({
    status: 422,
    say: ({ service, status, reason }) =>
      `${service} refused (${status}): ${clause(reason)}. Check this step's settings.`,
  }),
  'node.answer_unreadable': entry<{ service: string; expected: string; got: string; url?: string }>({
    status: 422,
    say: ({ service, expected, got }) => `${service} was expected to answer with ${expected}, but sent ${got}.`,
  }),
  /** `printed`: the last lines that it wrote to the console. */
  'code.failed': entry<{ reason: string; line: number | null; printed: readonly string[] }>({
    status: 422,
    say: ({ reason, line }) => `The code stopped${line === null ? '' : ` at line ${line}`}: ${clause(reason)}.`,
  }),
  'code.limit': entry<{ limit: 'time' | 'memory' | 'size'; seconds: number }>({
    status: 422,
    say: ({ limit, seconds }) =>
      limit === 'time'
        ? `The code took longer than ${seconds} s and was stopped.`
        : `The code took more ${limit === 'memory' ? 'memory' : 'room for its result'} than it may and was stopped. Let it work on less at once.`,
  }),
  'code.unavailable': plain(500, 'The process that code runs in could not be started. `npx parley doctor` says why.'),
  'node.cannot_wait': plain(422, 'A run that nobody would wake cannot wait that long. Switch the workflow on instead.'),
  'wait.nobody_called': entry<{ name: string }>({
    status: 422,
    say: ({ name }) => `Nobody called the address "${name}" in time, and the step is set to fail then.`,
  }),
  'approval.nobody_answered': entry<{ title: string }>({
    status: 422,
    say: ({ title }) =>
      `Nobody answered "${title}" in time, and the step is set to fail then. Ask again with a new run.`,
  }),
  'approval.not_taken': entry<{ why: 'answered' | 'over' | 'late' | 'not_yours' }>({
    status: 409,
    say: ({ why }) =>
      ({
        answered: 'Somebody has decided this already.',
        over: 'The run is over, so there is nothing to decide any more.',
        late: 'The time to decide this is over.',
        not_yours: 'You can see this, but somebody else has to decide it.',
      })[why],
  }),
  'call.not_taken': entry<{ why: 'answered' | 'over' }>({
    status: 409,
    say: ({ why }) =>
      why === 'over'
        ? 'The run that gave this address is over.'
        : 'This address was called before, or too late: it counts once, and within its time.',
  }),
  'call.not_found': plain(404, 'This address leads to no run. It may have been mistyped or cut off.'),
  'approval.not_found': plain(404, 'This is not there any more, or is not yours to see.'),
  'node.address_blocked': entry<{ address: string; reason: string }>({
    status: 422,
    say: ({ address, reason }) => `The address ${address} is not allowed: ${clause(reason)}.`,
  }),
  'node.result_unknown': entry<{ label: string }>({
    status: 409,
    say: ({ label }) =>
      `The step "${label}" was interrupted after it began, so nobody knows whether it took effect. Look there, then decide whether to run it again.`,
  }),
  /** `instead`: what the setting named by `param` should be. */
  'node.data_wrong': entry<{ reason: string; param?: string; path?: string; value?: unknown; instead?: string }>({
    status: 422,
    say: ({ reason }) => `${clause(reason)}.`,
  }),
  'node.output_too_large': entry<{ limit: string }>({
    status: 422,
    say: ({ limit }) => `The step gave more than ${limit}, which is more than is kept.`,
  }),
} as const;
