import { z } from 'zod';
import { catalogueOf } from '../catalogue/entries';
import { findEntry } from '../catalogue/find-entry';
import { type Exchange, lastUse } from '../conversation';
import type { Setting } from '../decide';
import { call, type Decision, say } from '../decision';
import { emptyRead, Failure, ReadAnswer } from '../facts';
import { outsidersIn } from '../sketch/names';
import { tellNext } from './next-runs';
import { tellNotRun } from './not-run';
import type { Question } from './question';
import { tellResult } from './result-text';
import { tellField, tellItem, tellPath } from './run-text';
import { stepLines, stepNamed } from './step-text';

const Known = ReadAnswer.extend({
  issues: z.array(z.object({ blocks: z.string(), message: z.string() })).default([]),
  addresses: z.array(z.string()).default([]),
  versions: z
    .array(z.object({ version: z.number(), author: z.string().nullish(), summary: z.array(z.string()).catch([]) }))
    .default([]),
});
type Known = z.infer<typeof Known>;

interface AnswerOptions {
  exchange: Exchange;
  setting: Setting;
}

const unanswered =
  'I have no answer to that in the records. I can tell what the workflow does, what the last run did and why it failed, when it runs next, whether it is on, which tables there are, what is still missing, and its versions. Nothing was changed.';

const noWorkflow =
  'There is no workflow in this conversation yet. Tell me what should start it and what should happen then.';

/** Answers from what is saved and recorded; where neither tells it, says so. Nothing is changed. */
export function answerQuestion(question: Question, { exchange, setting }: AnswerOptions): Decision {
  if (question.topic === 'how-to') return say(tellHow(question.what));
  if (question.topic === 'can') return say(tellCan(question.what, setting));
  if (question.topic === 'page') return say(onPage[question.what]);
  if (question.topic === 'why') {
    const use = lastUse(exchange, 'explainFailure');
    return use === undefined ? call('explainFailure', {}) : say(tellResult('explainFailure', use.output));
  }
  if (question.topic === 'field' || (question.topic === 'run-of' && question.why)) return explained(question, exchange);
  if (question.topic === 'run-of' || question.topic === 'run-steps' || question.topic === 'history')
    return fromRun(question, exchange);
  const read = lastUse(exchange, 'readWorkflow');
  if (read === undefined) return call('readWorkflow');
  const failure = Failure.safeParse(read.output);
  if (failure.success) return say(failure.data.error.message);
  const known = Known.safeParse(read.output);
  return say(
    fromWorkflow(
      question,
      known.success ? known.data : { ...emptyRead, issues: [], addresses: [], versions: [] },
      setting,
    ),
  );
}

function fromWorkflow(question: Question, known: Known, setting: Setting): string {
  if (question.topic === 'tables') return tellTables(known, question);
  const { workflow } = known;
  if (workflow === null || workflow.nodes.length === 0)
    return question.topic === 'unknown' ? `${unanswered} ${noWorkflow}` : noWorkflow;
  switch (question.topic) {
    case 'when':
      return tellNext(workflow, { now: setting.now, timeZone: setting.timeZone ?? known.timeZone });
    case 'not-run':
      return tellNotRun(workflow, { now: setting.now, timeZone: setting.timeZone ?? known.timeZone });
    case 'active':
      return workflow.active
        ? `*${workflow.name}* is switched on.`
        : `*${workflow.name}* is not switched on. Say *switch it on* when it should run by itself.`;
    case 'address':
      return tellAddress(known);
    case 'versions':
      return tellVersions(known);
    case 'problems':
      return tellProblems(known);
    case 'steps':
      return tellSteps(question.about, workflow, setting);
    default:
      return unanswered;
  }
}

function tellSteps(about: string | null, workflow: NonNullable<Known['workflow']>, { nodeTypes }: Setting): string {
  const one = about === null ? null : stepNamed(about, workflow);
  if (about !== null && one === null)
    return `I found no step that is called like *${about}*. The steps are:\n${stepLines(workflow, nodeTypes).join('\n')}`;
  if (one !== null) return stepLines(workflow, nodeTypes)[workflow.nodes.indexOf(one)]!;
  const state = workflow.active ? 'switched on' : 'not switched on';
  return `*${workflow.name}*, version ${workflow.version}, ${state}. It has ${workflow.nodes.length} ${workflow.nodes.length === 1 ? 'step' : 'steps'}:\n${stepLines(workflow, nodeTypes).join('\n')}`;
}

function tellTables(
  { tables, workflow }: Known,
  { about, sure = true }: Extract<Question, { topic: 'tables' }>,
): string {
  const plain = about
    ?.replace(/^(?:the|table|my) /i, '')
    .replace(/["“”']/g, '')
    .toLowerCase();
  const used = (workflow?.nodes ?? []).flatMap(({ params }) =>
    typeof params.table === 'string' && params.table !== '' ? [params.table] : [],
  );
  const found = tables.find(({ name }) => name.toLowerCase() === plain);
  if (found)
    return `The table *${found.name}* has the columns ${found.columns.join(', ') || '(none yet)'}. Its rows are on the page Tables, where you can look at them, change them and take them out as CSV.`;
  const unmade = [...new Set(used)].filter(
    name => !tables.some(table => table.name.toLowerCase() === name.toLowerCase()),
  );
  const later =
    unmade.length > 0
      ? `This workflow makes ${unmade.map(name => `*${name}*`).join(', ')} when it first stores there.`
      : '';
  const made = unmade.some(name => name.toLowerCase() === plain);
  if (plain && !made && !sure) return unanswered;
  if (plain && !made)
    return `There is no table called *${plain}* yet.${tables.length > 0 ? ` There are ${tables.map(({ name }) => `*${name}*`).join(', ')}.` : ''} ${later}`.trim();
  if (tables.length === 0) return `There are no tables yet. ${later}`.trim();
  return [
    `Your tables:`,
    ...tables.map(({ name, columns }) => `- *${name}*: ${columns.join(', ') || 'no columns yet'}`),
    later,
  ]
    .filter(Boolean)
    .join('\n');
}

function tellAddress({ workflow, addresses }: Known): string {
  if (addresses.length > 0) return `It is reached at ${addresses.join(', ')}.`;
  const hook = workflow!.nodes.some(({ type }) => /webhook|form/.test(type));
  if (!hook) return 'It has no address, because no webhook and no form starts it.';
  return workflow!.active
    ? 'The address is on the page of the workflow.'
    : 'It gets its address when it is switched on. Say *switch it on*.';
}

const tellVersions = ({ workflow, versions }: Known) =>
  [
    `This is version ${workflow!.version}.`,
    ...versions
      .slice(0, 10)
      .map(
        ({ version, author, summary }) =>
          `- ${version}${author ? ` by ${author === 'user' ? 'you' : `the ${author}`}` : ''}${summary.length > 0 ? `: ${summary.join('; ')}` : ''}`,
      ),
    ...(versions.length > 1 ? ['Say *go back to version …* to have one of them again.'] : []),
  ].join('\n');

function tellProblems({ issues }: Known): string {
  const open = [...new Set(issues.filter(({ blocks }) => blocks !== 'none').map(({ message }) => message))];
  const hints = [...new Set(issues.filter(({ blocks }) => blocks === 'none').map(({ message }) => message))];
  if (open.length === 0 && hints.length === 0) return 'Nothing is missing. Try it with *run it with an example*.';
  return [
    ...(open.length > 0
      ? [`Before it can run:\n${open.map(message => `- ${message}`).join('\n')}`]
      : ['Nothing keeps it from running.']),
    ...(hints.length > 0 ? [`Worth a look:\n${hints.map(message => `- ${message}`).join('\n')}`] : []),
  ].join('\n\n');
}

function fromRun(
  question: Extract<Question, { topic: 'run-of' | 'run-steps' | 'history' }>,
  exchange: Exchange,
): Decision {
  const use = lastUse(exchange, 'readExecution');
  if (use === undefined) return call('readExecution', {});
  const failure = Failure.safeParse(use.output);
  if (failure.success) return say(failure.data.error.message);
  if (question.topic === 'run-of') return say(tellItem(use.output, question));
  if (question.topic === 'run-steps') return say(tellPath(use.output));
  return say(
    `I read the last run only: ${tellPath(use.output)}\n\nAll runs, with their times and costs, are on the page Runs.`,
  );
}

/** What the records say of one item or field: the explanation of the run, and the way it went. */
function explained(question: Extract<Question, { topic: 'run-of' | 'field' }>, exchange: Exchange): Decision {
  const why = lastUse(exchange, 'explainFailure');
  if (why === undefined) return call('explainFailure', {});
  const told = tellResult('explainFailure', why.output);
  // A cause that is known says more than the values on the way.
  const cause = Cause.safeParse(why.output);
  if (!cause.success || (question.topic === 'field' && cause.data.explanation.cause.class !== 'unknown'))
    return say(told);
  const use = lastUse(exchange, 'readExecution');
  if (use === undefined) return call('readExecution', {});
  if (question.topic === 'run-of') return say(tellItem(use.output, { ...question, ending: told }));
  const way = tellField(use.output, question.name);
  return say(way === null ? told : `${way}\n\n${told}`);
}

const Cause = z.object({ explanation: z.object({ cause: z.object({ class: z.string() }) }) });

const onPage = {
  delete:
    'I delete no workflow from here. The menu on the page of the workflow does it, and asks before. Nothing was changed.',
  duplicate: 'The menu on the page of the workflow makes a copy of it. Nothing was changed.',
};

const ways: readonly [RegExp, string][] = [
  [
    /\b(?:switch|turn|put|activate|enable|publish|deploy)\b.*\b(?:off|down)|deactivate|disable|pause|stop/i,
    'Say *switch it off*.',
  ],
  [
    /\b(?:switch|turn|activate|enable|publish|deploy|live|on)\b/i,
    'Say *switch it on*. What it will do to others is shown before.',
  ],
  [/\bundo|go back|revert|restore/i, 'Say *undo that*, *go back two changes* or *go back to version 2*.'],
  [/\b(?:test|try|run|check)\b/i, 'Say *run it with an example*, or give one: *run it with amount 120*.'],
  [
    /\b(?:step|add|insert|change|edit|rename|remove|delete)\b/i,
    'Say it as it should be: *add a step that sends an e-mail to …*, *make the limit 250*, *rename the first step to Check*, *remove the last step*.',
  ],
  [
    /\b(?:key|credential|password|token)\b/i,
    'Open the step that asks for it, or the page Settings, and give the key there; it is never written into the chat.',
  ],
  [
    /\btables?\b|\brows?\b/i,
    'Rows are on the page Tables. In a workflow, say *store name and email in a table called leads*.',
  ],
];

const tellHow = (what: string) =>
  ways.find(([pattern]) => pattern.test(what))?.[1] ??
  'Say it as it should be, in one sentence: what starts it, and what happens then. Nothing was changed.';

/** Whether there is a step for something, from the catalogue. */
function tellCan(what: string, { nodeTypes }: Setting): string {
  const named = outsidersIn(what).filter(name => name !== 'email' && name !== 'a language model');
  const found = what === '' ? null : findEntry(what, catalogueOf(nodeTypes), { loose: true });
  if (named.length > 0 && !(found && found.words > 1))
    return `There is no step for ${named.join(' and ')} yet. An HTTP request reaches ${named.length > 1 ? 'them' : 'it'} with its address and a key: say for example *then send name and email to ${named[0]}*. Nothing was changed.`;
  if (found)
    return `Yes: the step *${found.entry.node.title}*. ${found.entry.node.summary} Say for example *${found.entry.node.example.ask}*. Nothing was changed.`;
  const titles = Object.values(nodeTypes).map(({ title }) => title);
  return `These steps are there: ${[...new Set(titles)].join(', ')}. Any other service is reached by an HTTP request.`;
}
