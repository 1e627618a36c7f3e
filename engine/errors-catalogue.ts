interface Entry<Details> {
  /** HTTP status when it reaches a route. */
  status: number;
  /** Whether the same call may work later. */
  retryable?: boolean;
  /** What the user reads: what happened, then what to do. */
  say: (details: Details) => string;
}
const entry = <Details>(value: Entry<Details>) => value;
const plain = (status: number, sentence: string) => entry<Record<string, never>>({ status, say: () => sentence });

/** Every failure a caller may meet, one line of speech each. Grouped by area; keep it sorted within a group. */
export const catalogue = {
  unexpected: plain(500, 'Something went wrong that we did not foresee. It is in the log; please try again.'),

  'request.invalid': entry<{ field: string; reason?: string }>({
    status: 400,
    say: ({ field, reason }) =>
      `The request is not complete: ${field}${reason ? ` (${reason})` : ''}. Correct it and send it again.`,
  }),
  'command.usage': entry<{ usage: string; reason: string }>({
    status: 400,
    say: ({ usage, reason }) =>
      `${reason ? `${reason.replace(/\.$/, '')}. ` : ''}Use it like this: npx parley ${usage}`,
  }),
  'request.cross_origin': plain(
    403,
    'This came from another website, so nothing was done. Use the page of Parley itself.',
  ),
  'session.required': plain(401, 'You are not signed in here. Run `npx parley link` and open the address it prints.'),
  'session.link_used': plain(
    410,
    'This sign-in link was already used or is too old. Run `npx parley link` for a new one.',
  ),

  'workflow.none_yet': plain(404, 'This conversation has no workflow yet. Say what should happen, and one is made.'),
  'workflow.not_found': plain(404, 'That workflow does not exist, or is not yours to see.'),
  'workflow.version_not_found': entry<{ version: number }>({
    status: 404,
    say: ({ version }) => `There is no version ${version} of this workflow.`,
  }),
  /** Its own words: a step of the workflow said so. */
  'workflow.stopped': entry<{ message: string }>({ status: 422, say: ({ message }) => message }),
  'workflow.not_runnable': entry<{ reason: string }>({
    status: 422,
    say: ({ reason }) => `This workflow cannot run yet: ${reason}`,
  }),
  'workflow.step_gone': plain(404, 'That step is no longer in the workflow.'),
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
  'execution.cancelled': plain(409, 'The run was stopped.'),
  'execution.needs_approval': entry<{ effects: string }>({
    status: 409,
    say: ({ effects }) => `A live run would reach other people: ${effects}. Approve it first, or run it as a test.`,
  }),
  'import.not_readable': entry<{ reason: string }>({
    status: 422,
    say: ({ reason }) =>
      `This file holds no workflow that can be read (${reason}). Use one that \`npx parley export ID\` or the list of workflows wrote.`,
  }),
  'template.not_found': plain(404, 'That template does not exist, or is not yours to see.'),
  'template.unreadable': entry<{ name: string; at: string; reason: string }>({
    status: 422,
    say: ({ name, at, reason }) =>
      `The template "${name}" cannot be read${at ? ` at ${at}` : ''}: ${reason} Correct its data, or save it again from a workflow.`,
  }),
  'template.reads_outside': plain(
    422,
    'This step reads from outside, and the template holds no example of what it would find. Use it to see a run.',
  ),
  'template.conversation_taken': plain(
    409,
    'This conversation is about another workflow already. Use the template in a new conversation.',
  ),
  'chat.not_found': plain(404, 'That conversation does not exist, or is not yours to see.'),
  'approval.not_valid': plain(409, 'This approval was already used, is too old, or was for other values. Ask again.'),
  'table.not_found': entry<{ name: string }>({ status: 404, say: ({ name }) => `There is no table called "${name}".` }),
  'table.name_taken': entry<{ name: string }>({
    status: 409,
    say: ({ name }) => `There already is a table called "${name}". Choose another name.`,
  }),
  'table.column_taken': entry<{ name: string }>({
    status: 409,
    say: ({ name }) => `There already is a column called "${name}". Choose another name.`,
  }),
  'table.row_not_found': plain(404, 'That row is no longer there. Reload the table.'),
  'table.csv_invalid': entry<{ line: number; reason: string }>({
    status: 422,
    say: ({ line, reason }) => `The CSV could not be read at line ${line}: ${reason}. Nothing was imported.`,
  }),
  'hook.not_found': plain(404, 'Nothing listens at this address. Switch the workflow on, or check the address.'),
  'hook.method_not_allowed': entry<{ allowed: string }>({
    status: 405,
    say: ({ allowed }) => `This address takes ${allowed}.`,
  }),
  'hook.too_large': entry<{ limit: string }>({ status: 413, say: ({ limit }) => `The body is larger than ${limit}.` }),

  'expression.syntax': entry<{ expression: string; reason: string }>({
    status: 422,
    say: ({ expression, reason }) => `The expression ${expression} cannot be read: ${reason}.`,
  }),
  'expression.path_missing': entry<{ expression: string; path: string; nearest: string | null; where: string }>({
    status: 422,
    say: ({ path, nearest, where }) =>
      nearest
        ? `${where} has no \`${path}\`. It has \`${nearest}\`. Use that instead?`
        : `${where} has no \`${path}\`.`,
  }),
  'expression.node_not_executed': entry<{ expression: string; nodeKey: string }>({
    status: 422,
    say: ({ nodeKey }) => `The step ${nodeKey} did not run before this one, so its data is not there.`,
  }),
  'expression.item_ambiguous': entry<{ expression: string; nodeKey: string; count: number }>({
    status: 422,
    say: ({ nodeKey, count }) =>
      count === 0
        ? `The step ${nodeKey} gave no items, so there is none to read from.`
        : `The step ${nodeKey} gave ${count} items and none of them belongs to this one. Use \`nodes.${nodeKey}.items\`.`,
  }),
  'expression.threw': entry<{ expression: string; reason: string }>({
    status: 422,
    say: ({ expression, reason }) => `The expression ${expression} stopped: ${reason}.`,
  }),
  'expression.limit': entry<{ expression: string; limit: 'time' | 'memory' | 'size' }>({
    status: 422,
    say: ({ expression, limit }) =>
      `The expression ${expression} took more ${limit} than an expression may. Make it simpler.`,
  }),

  'node.params_invalid': entry<{ param: string; reason: string; value?: unknown }>({
    status: 422,
    say: ({ param, reason }) => `The setting "${param}" does not fit: ${reason}.`,
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
    url?: string;
    /** Known to have had no effect, so that even a write may be repeated. */
    untouched?: boolean;
    retryAfterMs?: number;
  }>({
    status: 503,
    retryable: true,
    say: ({ service, status, reason }) =>
      `${service} ${status ? `answered ${status} (${reason})` : `could not be reached: ${reason}`}. That is on their side.`,
  }),
  'node.rate_limited': entry<{ service: string; url?: string; retryAfterMs?: number }>({
    status: 429,
    retryable: true,
    say: ({ service }) => `${service} asks us to slow down (429).`,
  }),
  'node.unauthorized': entry<{ service: string; status: number; url?: string; reason?: string }>({
    status: 422,
    say: ({ service, status }) => `${service} did not accept the key (${status}). Check the credential.`,
  }),
  'node.refused': entry<{ service: string; status: number; reason: string; url?: string }>({
    status: 422,
    say: ({ service, status, reason }) => `${service} refused (${status}): ${reason}. Check this step's settings.`,
  }),
  'node.answer_unreadable': entry<{ service: string; expected: string; got: string; url?: string }>({
    status: 422,
    say: ({ service, expected, got }) => `${service} was expected to answer with ${expected}, but sent ${got}.`,
  }),
  /** `printed`: the last lines that it wrote to the console. */
  'code.failed': entry<{ reason: string; line: number | null; printed: readonly string[] }>({
    status: 422,
    say: ({ reason, line }) => `The code stopped${line === null ? '' : ` at line ${line}`}: ${reason}.`,
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
  'node.address_blocked': entry<{ address: string; reason: string }>({
    status: 422,
    say: ({ address, reason }) => `The address ${address} is not allowed: ${reason}.`,
  }),
  'node.result_unknown': entry<{ label: string }>({
    status: 409,
    say: ({ label }) =>
      `The step "${label}" was interrupted after it began, so nobody knows whether it took effect. Look there, then decide whether to run it again.`,
  }),
  /** `instead`: what the setting named by `param` should be. */
  'node.data_wrong': entry<{ reason: string; param?: string; path?: string; value?: unknown; instead?: string }>({
    status: 422,
    say: ({ reason }) => `${reason}.`,
  }),
  'node.output_too_large': entry<{ limit: string }>({
    status: 422,
    say: ({ limit }) => `The step gave more than ${limit}, which is more than is kept.`,
  }),

  'attachment.too_large': entry<{ name: string; limit: string }>({
    status: 413,
    say: ({ name, limit }) => `${name} is larger than ${limit}, which is the most that can be attached.`,
  }),
  'attachment.unusable': entry<{ name: string; reason: string }>({
    status: 422,
    say: ({ name, reason }) => `${name} cannot be used: ${reason}.`,
  }),
  'attachment.no_room': entry<{ limit: string }>({
    status: 409,
    say: ({ limit }) => `Your attachments would come to more than ${limit}. Delete old conversations to make room.`,
  }),
  'attachment.not_found': entry<Record<string, never>>({
    status: 404,
    say: () => 'There is no such attachment, or it was sent with another conversation. Attach the file again.',
  }),

  'model.unauthorized': entry<{ provider: string }>({
    status: 502,
    say: ({ provider }) => `${provider} did not accept the key. Check it in Settings, Models (or PARLEY_MODEL_KEY).`,
  }),
  'model.none': entry<Record<string, never>>({
    status: 409,
    say: () =>
      'No model is set up that could write this. Add a key or a local model in Settings, Models, then try again.',
  }),
  'model.no_key': entry<{ model: string; provider: string }>({
    status: 409,
    say: ({ model, provider }) => `${model} needs a key for ${provider}. Add one in Settings, Models.`,
  }),
  'model.no_address': entry<{ model: string }>({
    status: 409,
    say: ({ model }) =>
      `Nobody has said where ${model} is reached. Put base_url into its configuration, or set PARLEY_MODEL_URL.`,
  }),
  'model.unknown': entry<{ model: string; known: readonly string[] }>({
    status: 404,
    say: ({ model, known }) => `There is no model called ${model}. There are ${known.join(', ')}.`,
  }),
  'model.address_unreachable': entry<{ address: string }>({
    status: 502,
    retryable: true,
    say: ({ address }) => `Nothing answers at ${address}. Check the address, and that the server is running.`,
  }),
  'model.declined': entry<Record<string, never>>({
    status: 422,
    say: () => 'The model declined to answer. Say it in other words, or choose another model.',
  }),
  'model.answer_invalid': entry<{ model: string; reason: string }>({
    status: 422,
    say: ({ model, reason }) =>
      `${model} did not give what was asked for: ${reason}. Say more exactly what you want, or choose another model.`,
  }),
  'model.rate_limited': entry<{ provider: string }>({
    status: 502,
    retryable: true,
    say: ({ provider }) => `${provider} asks us to slow down. Try again in a minute.`,
  }),
  'model.unavailable': entry<{ provider: string }>({
    status: 502,
    retryable: true,
    say: ({ provider }) => `${provider} is not answering properly right now. Nothing was lost; try again.`,
  }),
  'model.refused': entry<{ provider: string; reason: string }>({
    status: 502,
    say: ({ provider, reason }) =>
      `${provider} refused the request: ${reason}. Check its name and address in Settings, Models (or PARLEY_MODEL and PARLEY_MODEL_URL).`,
  }),
  'model.answer_unusable': entry<{ provider: string }>({
    status: 502,
    say: ({ provider }) => `${provider} answered with something that could not be used. Nothing was changed by it.`,
  }),
  'turn.budget': entry<{ limit: string }>({
    status: 429,
    say: ({ limit }) => `This turn reached its limit of ${limit}. What was saved stays saved; say how to go on.`,
  }),

  'credential.missing': entry<{ label: string }>({
    status: 409,
    say: ({ label }) => `The step “${label}” needs a key that it was not given. Choose or add one at the step.`,
  }),
  'credential.unsuitable': entry<{ label: string; name: string }>({
    status: 409,
    say: ({ label, name }) => `The step “${label}” cannot use the key “${name}”: it is for another kind of service.`,
  }),
  'credential.test_failed': entry<{ reason: string }>({
    status: 409,
    say: ({ reason }) => `The key did not work: ${reason}`,
  }),
  'credential.not_found': plain(404, 'There is no such key. It may have been deleted; choose another one.'),
  'credential.name_taken': entry<{ name: string }>({
    status: 409,
    say: ({ name }) => `There is a key called “${name}” already. Give this one another name.`,
  }),
  'credential.field_missing': entry<{ field: string }>({ status: 400, say: ({ field }) => `Fill in “${field}”.` }),
  'credential.unreadable': entry<{ name: string }>({
    status: 500,
    say: ({ name }) =>
      `The key “${name}” cannot be opened: it was stored with another PARLEY_ENCRYPTION_KEY. Enter it again, or start with the key it was stored with.`,
  }),
  'credential.host_refused': entry<{ name: string; host: string }>({
    status: 403,
    say: ({ name, host }) =>
      `The key “${name}” was not given for ${host}, so nothing was sent. Add that address to the key's addresses if it should be.`,
  }),
  'host.port_taken': entry<{ port: number }>({
    status: 500,
    say: ({ port }) =>
      `Port ${port} is in use by another program. Start with PORT=${port + 1} npm start, or stop that program.`,
  }),
  'host.home_unwritable': entry<{ path: string }>({
    status: 500,
    say: ({ path }) => `Parley cannot write to ${path}. Make it writable, or set PARLEY_HOME to a folder that is.`,
  }),
  'host.postgres_missing': entry<{ name: string }>({
    status: 500,
    say: ({ name }) =>
      `The database program for this computer (${name}) is not installed. Run \`npm ci\`, or set DATABASE_URL to a PostgreSQL of yours.`,
  }),
  'host.setting_invalid': entry<{ name: string; reason: string }>({
    status: 500,
    say: ({ name, reason }) =>
      `The setting ${name} is missing or not usable (${reason}). Set it, or start with \`npm start\`, which fills in what it can.`,
  }),
  'host.not_ready': entry<{ what: string; fix: string }>({ status: 500, say: ({ what, fix }) => `${what}. ${fix}` }),
  'host.not_running': plain(
    409,
    'Parley is not running here. Start it with `npm start`, which prints a sign-in address too.',
  ),
  'host.node_missing': plain(
    500,
    'Parley runs on Node 24, and npm has none for this computer. Install Node 24 from nodejs.org and try again.',
  ),
  'host.build_failed': entry<{ log: string }>({
    status: 500,
    say: ({ log }) => `The screens could not be built. The reasons are above and in ${log}.`,
  }),
  'host.server_ended': entry<{ log: string }>({
    status: 500,
    say: ({ log }) => `The server ended before it was ready. Its last words are in ${log}.`,
  }),
  'host.database_refused': entry<{ reason: string }>({
    status: 500,
    say: ({ reason }) => `The database could not be prepared: ${reason}. Check DATABASE_URL and what its user may do.`,
  }),
  'host.disk_full': entry<{ path: string }>({
    status: 507,
    say: ({ path }) =>
      `There is no room left where Parley keeps its data (${path}). Nothing was lost; make some room and start again.`,
  }),
  'host.database_damaged': entry<{ path: string; reason: string }>({
    status: 500,
    say: ({ path, reason }) =>
      `The data in ${path} cannot be read: ${reason}. Nothing was deleted. Copy that folder away before anything else; then \`PARLEY_HOME=another-folder npx parley restore FILE\` puts a backup back.`,
  }),
  'backup.not_readable': entry<{ file: string; reason: string }>({
    status: 400,
    say: ({ file, reason }) => `${file} could not be restored: ${reason}. Nothing was changed.`,
  }),
  'backup.file_exists': entry<{ file: string }>({
    status: 409,
    say: ({ file }) => `${file} is there already and was left alone. Name a new file.`,
  }),
  'backup.would_overwrite': plain(
    409,
    'There is work here already, and nothing was changed. Restore into a new folder with PARLEY_HOME=another-folder, or add --replace, which saves what is here first.',
  ),
  'backup.running': entry<{ url: string }>({
    status: 409,
    say: ({ url }) => `Parley is running at ${url}. Stop it first; nothing was changed.`,
  }),
  'host.database_failed': entry<{ reason: string }>({
    status: 500,
    say: ({ reason }) => `The database did not start: ${reason}. Run \`npx parley doctor\` for what to do.`,
  }),
} as const;
