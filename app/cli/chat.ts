import { type ChatReply, runTurn } from '@/app/_server/run-turn';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { openRuntime } from './open-runtime';

const usage = 'chat "<text>" [--workflow ID] [--chat ID [--approve|--deny]] [--model NAME] [--json]';

export const command: Command = {
  summary: 'one turn of a conversation without a browser',
  async run(args) {
    const { values, words } = readArguments(args, {
      usage,
      options: {
        workflow: { type: 'string' },
        chat: { type: 'string' },
        model: { type: 'string' },
        approve: { type: 'boolean', default: false },
        deny: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const decision = values.approve ? 'approve' : values.deny ? 'deny' : undefined;
    const text = decision ? decision : requireWord(words, { usage, what: 'what you want to say' });
    const claims = await openRuntime();
    const reply = await runTurn({
      claims,
      text,
      workflowId: values.workflow,
      chatId: values.chat,
      modelName: values.model,
      decision,
    });
    console.log(values.json ? JSON.stringify(reply) : inWords(reply));
    return reply.error === null ? 0 : 1;
  },
};

function inWords(answer: ChatReply): string {
  const { reply, workflow, changes, issues, questions, approvals, error, chat, switches, model } = answer;
  return [
    reply,
    ...switches.map(({ from, to, reason }) => `${from} could not go on: ${reason}. ${to} went on.`),
    approvals.length > 0 &&
      `Waiting for your approval:\n${approvals.map(each => each.replace(/^/gm, '  ')).join('\n')}\nSay yes or no, or use --approve or --deny.`,
    error?.message,
    changes.length > 0 && ['', ...changes.map(change => `  ${change}`)].join('\n'),
    issues.length > 0 && ['', 'Still open:', ...issues.map(({ message }) => `  ${message}`)].join('\n'),
    questions.length > 0 &&
      [
        '',
        ...questions.map(({ question, choices }) => `? ${question}${choices ? ` (${choices.join(' · ')})` : ''}`),
      ].join('\n'),
    workflow && `\n${workflow.name}, version ${workflow.version}: ${workflow.id}`,
    model && `Answered by ${model}.`,
    `Go on with: npx parley chat "…" --chat ${chat}`,
  ]
    .filter(Boolean)
    .join('\n');
}
