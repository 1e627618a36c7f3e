import type { NodeTypes } from '@/engine/workflow/node-types';
import { commandFor, readCommand } from './command';
import { type Conversation, type Exchange, lastUse, type ToolUse } from './conversation';
import { decideNamedKey } from './credential-talk';
import { ask, call, type Decision, type Intent, say } from './decision';
import { emptyRead, ReadAnswer } from './facts';
import { readIntent } from './intent';
import { readMentions } from './language/mentions';
import { toRequest } from './request-of';
import { listedIn, lookUpNext } from './services/listed';
import { namesToLookUp, pointed } from './services/point';
import { answerQuestion } from './talk/answers';
import { tellChange, tellUnknown } from './talk/change-text';
import { readQuestion } from './talk/question';
import { tellResult } from './talk/result-text';
import { decideTemplate, offerTemplate } from './template-talk';

export interface Setting {
  nodeTypes: NodeTypes;
  now: Date;
  timeZone: string | null;
}

/** The next step of a turn, from nothing but the conversation: read, change, then tell what came of it. */
export function decide(conversation: Conversation, setting: Setting): Decision {
  const exchange = conversation.exchanges.at(-1);
  if (exchange === undefined) return say('Tell me what should happen, and when.');
  const template = decideTemplate(conversation, exchange);
  if (template) return template;
  const { said: whole, answers } = toRequest(conversation);
  const { chosen, text: said } = readMentions(whole);
  const question = readQuestion(said);
  if (question && question.topic !== 'unknown') return answerQuestion(question, { exchange, setting });
  const command = readCommand(said, conversation);
  if (command) return commandFor(command, { conversation, exchange, setting });
  if (question) return answerQuestion(question, { exchange, setting });
  return changeOrAsk({ said, chosen, answers, exchange, conversation, setting });
}

interface ChangeOptions {
  said: string;
  chosen: readonly string[];
  answers: ReadonlyMap<string, string>;
  exchange: Exchange;
  conversation: Conversation;
  setting: Setting;
}

function changeOrAsk(options: ChangeOptions): Decision {
  const { exchange, conversation, said, chosen, answers, setting } = options;
  const read = lastUse(exchange, 'readWorkflow');
  if (read === undefined && conversation.tools.has('readWorkflow')) return call('readWorkflow');
  const facts = readFacts(read);
  const key = conversation.tools.has('requestCredential')
    ? decideNamedKey({ said, exchange, workflow: facts.workflow, nodeTypes: setting.nodeTypes })
    : null;
  if (key) return key;
  const raw = readIntent(said, { facts, chosen, answers, conversation, setting });
  const query = conversation.tools.has('findNodes') ? lookUpNext(exchange, namesToLookUp(raw)) : null;
  if (query !== null && lastUse(exchange, 'changeWorkflow') === undefined) return call('findNodes', { query });
  const intent = pointed(raw, listedIn(exchange));
  const changed = lastUse(exchange, 'changeWorkflow');
  const built = facts.workflow === null || facts.workflow.nodes.length === 0;
  if (changed) return afterChange(changed, { intent, built, options });
  const offer = built && intent.changes.length === 0 && !intent.question ? offerTemplate(conversation, exchange) : null;
  if (offer) return offer;
  if (intent.question) return ask(intent.question.question, intent.question.choices);
  if (intent.remark) return say(intent.remark);
  if (intent.changes.length === 0) return nothingUnderstood(intent, facts);
  if (/⟨[qcujv]\d+⟩/.test(JSON.stringify(intent.changes))) return ask(notReadWhole);
  return call('changeWorkflow', { baseVersion: facts.workflow?.version ?? 0, changes: intent.changes });
}

/** A run that was asked for in the same breath follows the change. */
function afterChange(
  changed: ToolUse,
  { intent, built, options }: { intent: Intent; built: boolean; options: ChangeOptions },
): Decision {
  const { exchange, conversation, said } = options;
  const told = tellChange(changed.output, intent, { built });
  const run = lastUse(exchange, 'runWorkflow');
  const wantsRun =
    /\b(?:and|then)\s+(?:run|try|test) (?:it|this|that)\b|\b(?:run|test|try) it (?:with an example|once|afterwards)\b/i.test(
      said,
    );
  if (!wantsRun || changed.failed || !conversation.tools.has('runWorkflow')) return say(told);
  return run === undefined
    ? call('runWorkflow', { mode: 'verify' })
    : say(`${told}\n\n${tellResult('runWorkflow', run.output)}`);
}

/** A quotation that was set apart never came back to its place: what would be built is not what was said. */
const notReadWhole =
  'I did not read one part of that rightly, so nothing was changed. Say it in smaller pieces: one condition, and what follows it.';

function nothingUnderstood(intent: Intent, facts: ReadAnswer): Decision {
  const [clause] = tellUnknown(intent.unknown, false);
  if (facts.workflow && facts.workflow.nodes.length > 0)
    return ask(`${clause ?? 'I did not understand that.'} What should change?`, [
      'Run it with an example',
      'Switch it on',
      'Undo the last change',
      'What did the last run do?',
    ]);
  return ask(
    'I did not understand that yet. Tell me what should start it and what should happen then. For example:',
    examples,
  );
}

export const examples = [
  'When a webhook receives an order, if the amount is over 100 store it in a table called big orders and answer "big", otherwise answer "small"',
  'Every morning at 8 in Berlin read the feed https://example.com/feed.xml, keep posts that mention "postgres" and store title and link in a table called reading list',
  'Every hour get https://example.com/orders, keep the ones with status open, count them and store the count in a table called open orders',
];

function readFacts(use: ToolUse | undefined): ReadAnswer {
  const parsed = ReadAnswer.safeParse(use?.output);
  return parsed.success ? parsed.data : emptyRead;
}
