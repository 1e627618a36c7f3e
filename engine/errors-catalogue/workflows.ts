import { clause, entry, plain } from './entry';

/** What to do next about steps whose address, condition or other setting is open. */
export const nextForOpen =
  'Tell me in the conversation, or enter it in the step; until then run it as a test, which does without.';

/** Workflows, what stands in them, and what they are made from or write to. */
export const workflowsErrors = {
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
  'workflow.owner_only': plain(403, 'Only the owner of a workflow decides who else sees it.'),
  /** Something is open that a test run does without; `issues`: all of it. */
  'workflow.open': entry<{ reason: string; more: number; issues: readonly { code: string; node: string | null }[] }>({
    status: 422,
    say: ({ reason, more }) =>
      `This workflow does not run for real yet. ${reason.replace(/ Test runs do without\.$/, '')}${more > 0 ? ` ${more} more ${more === 1 ? 'thing is' : 'things are'} open.` : ''} ${nextForOpen}`,
  }),
  'workflow.view_only': plain(
    403,
    'You may look at this workflow, not change it. Duplicate it to go on with a copy, or ask its owner for the right to edit.',
  ),
  'share.not_found': plain(404, 'That share is not there any more. Reload the page.'),
  'share.link_invalid': plain(404, 'This link was taken back, has expired, or never was one. Ask for a new one.'),
  'team.not_found': plain(404, 'That team does not exist, or you do not belong to it.'),
  'team.admin_only': plain(403, 'Only the owner and the admins of a team can do that. Ask one of them.'),
  'team.member_not_found': plain(404, 'That person does not belong to the team any more, or cannot be changed by you.'),
  'team.invitation_invalid': plain(
    404,
    'This invitation was used, has expired, or is for another address. Sign in with the address it was sent to, or ask for a new one.',
  ),
  'plan.limit_reached': entry<{ what: string; most: number }>({
    status: 403,
    say: ({ what, most }) =>
      `The plan allows ${most} ${what}, and there are as many. Remove one, or ask whoever runs Parley for more.`,
  }),
  'workflow.step_gone': plain(404, 'That step is no longer in the workflow.'),
  'import.not_readable': entry<{ reason: string }>({
    status: 422,
    say: ({ reason }) =>
      `This file holds no workflow that can be read (${clause(reason)}). Use one that \`npx parley export ID\` or the list of workflows wrote.`,
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
  'table.not_found': entry<{ name: string }>({ status: 404, say: ({ name }) => `There is no table called "${name}".` }),
  'table.loop': entry<{ table: string; workflow: string; limit: number }>({
    status: 422,
    say: ({ table, workflow, limit }) =>
      `Writing to "${table}" would start "${workflow}" again, ${limit} runs behind one another have done so already, and they would never end. Write to another table, or let the workflow start by other rows only.`,
  }),
  'table.name_taken': entry<{ name: string }>({
    status: 409,
    say: ({ name }) => `There already is a table called "${name}". Choose another name.`,
  }),
  'table.column_taken': entry<{ name: string }>({
    status: 409,
    say: ({ name }) => `There already is a column called "${name}". Choose another name.`,
  }),
  'collection.not_found': entry<{ name: string; near: string | null }>({
    status: 404,
    say: ({ name, near }) =>
      `There is no collection called "${name}". ${near === null ? 'Store a document in it first.' : `Did you mean "${near}"?`}`,
  }),
  'collection.dimension_differs': entry<{
    name: string;
    model: string;
    dimensions: number;
    asked: { model: string; dimensions: number };
  }>({
    status: 409,
    say: ({ name, model, dimensions, asked }) =>
      `The collection "${name}" holds embeddings of ${dimensions} numbers by ${model}, and ${asked.model} gave ${asked.dimensions}: they cannot be compared. ${asked.model === model ? 'Store the documents again in a new collection.' : `Choose ${model} in the step, or another collection.`}`,
  }),
  'collection.model_differs': entry<{ name: string; model: string; asked: string }>({
    status: 409,
    say: ({ name, model, asked }) =>
      `The collection "${name}" holds embeddings by ${model}: those by ${asked} mean something else. Choose ${model} in the step, or another collection.`,
  }),
  'table.row_not_found': plain(404, 'That row is no longer there. Reload the table.'),
  'table.csv_invalid': entry<{ line: number; reason: string }>({
    status: 422,
    say: ({ line, reason }) => `The CSV could not be read at line ${line}: ${clause(reason)}. Nothing was imported.`,
  }),
  'hook.not_found': plain(404, 'Nothing listens at this address. Switch the workflow on, or check the address.'),
  'hook.method_not_allowed': entry<{ allowed: string }>({
    status: 405,
    say: ({ allowed }) => `This address takes ${allowed}.`,
  }),
  'hook.busy': entry<{ seconds: number }>({
    status: 503,
    retryable: true,
    say: ({ seconds }) =>
      `So many runs are waiting already that no more are taken, and this call started none. Call again in ${seconds} seconds.`,
  }),
  'hook.limited': entry<{ seconds: number }>({
    status: 429,
    retryable: true,
    say: ({ seconds }) =>
      `As many runs as are allowed at a time or a minute are under way, and this call started none. Call again in ${seconds} seconds.`,
  }),
  'hook.too_large': entry<{ limit: string }>({ status: 413, say: ({ limit }) => `The body is larger than ${limit}.` }),
  'expression.syntax': entry<{ expression: string; reason: string }>({
    status: 422,
    say: ({ expression, reason }) => `The expression ${expression} cannot be read: ${clause(reason)}.`,
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
    say: ({ expression, reason }) => `The expression ${expression} stopped: ${clause(reason)}.`,
  }),
  'expression.limit': entry<{ expression: string; limit: 'time' | 'memory' | 'size' }>({
    status: 422,
    say: ({ expression, limit }) =>
      `The expression ${expression} took more ${limit} than an expression may. Make it simpler.`,
  }),
} as const;
