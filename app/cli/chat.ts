import { type ChatReply, runTurn } from '@/app/_server/run-turn';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { openRuntime } from './open-runtime';

const usage = 'chat "<text>" [--workflow ID] [--chat ID] [--model NAME] [--json]';

export const command: Command = {
  summary: 'one turn of a conversation without a browser',
  async run(args) {
    const { values, words } = readArguments(args, {
      usage,
      options: {
        workflow: { type: 'string' },
        chat: { type: 'string' },
        model: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const text = requireWord(words, { usage, what: 'what you want to say' });
    const claims = await openRuntime();
    const reply = await runTurn({
      claims,
      text,
      workflowId: values.workflow,
      chatId: values.chat,
      modelName: values.model,
    });
    console.log(values.json ? JSON.stringify(reply) : inWords(reply));
    return reply.error === null ? 0 : 1;
  },
};

function inWords({ reply, workflow, changes, issues, questions, error, chat }: ChatReply): string {
  return [
    reply,
    error?.message,
    changes.length > 0 && ['', ...changes.map(change => `  ${change}`)].join('\n'),
    issues.length > 0 && ['', 'Still open:', ...issues.map(({ message }) => `  ${message}`)].join('\n'),
    questions.length > 0 &&
      [
        '',
        ...questions.map(({ question, choices }) => `? ${question}${choices ? ` (${choices.join(' · ')})` : ''}`),
      ].join('\n'),
    workflow && `\n${workflow.name}, version ${workflow.version}: ${workflow.id}`,
    `Go on with: npx parley chat "…" --chat ${chat}`,
  ]
    .filter(Boolean)
    .join('\n');
}
