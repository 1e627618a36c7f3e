import { type Conversation, type Exchange, lastUse } from './conversation';

/** The request in hand: what was said, or what was said before our questions, with the answers to them. */
export interface Request {
  said: string;
  answers: ReadonlyMap<string, string>;
}

const questionOf = (exchange: Exchange | undefined): { question: string; choices: readonly string[] } | null => {
  const use = exchange && lastUse(exchange, 'askUser');
  const first = (use?.input as { questions?: { question?: string; choices?: string[] }[] } | undefined)?.questions?.[0];
  return typeof first?.question === 'string' ? { question: first.question, choices: first.choices ?? [] } : null;
};

/** A reply to a question is read with the request that raised it, unless it is plainly something new. */
export function toRequest({ exchanges }: Conversation): Request {
  const answers = new Map<string, string>();
  let at = exchanges.length - 1;
  for (; at > 0; at -= 1) {
    const asked = questionOf(exchanges[at - 1]);
    const said = exchanges[at]!.said;
    if (asked === null || asked.choices.length === 0 || isFresh(said, asked.choices) || opensAfresh(asked.question))
      break;
    answers.set(asked.question, choiceOf(said, asked.choices));
  }
  return { said: exchanges[at]?.said ?? '', answers };
}

/** Questions of the kind "what do you want" are answered by a request, not by a choice. */
const opensAfresh = (question: string) => /^I did not understand|What should change\?$/.test(question);

const isFresh = (said: string, choices: readonly string[]) => !choices.includes(choiceOf(said, choices));

/** "the second one", "2", "yes": the choice that is meant. */
export function choiceOf(said: string, choices: readonly string[]): string {
  const plain = said
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
  const exact = choices.find(choice => choice.toLowerCase() === plain);
  if (exact) return exact;
  const ordinal = /\b(first|second|third|fourth|last|[1-6])\b/.exec(plain)?.[1];
  const index =
    ordinal === undefined
      ? -1
      : ordinal === 'last'
        ? choices.length - 1
        : /\d/.test(ordinal)
          ? Number(ordinal) - 1
          : ['first', 'second', 'third', 'fourth'].indexOf(ordinal);
  if (index >= 0 && choices[index] !== undefined) return choices[index];
  if (/^(?:yes|yep|sure|ok|okay|please do|do it|go ahead)\b/.test(plain)) return choices[0] ?? said;
  return choices.find(choice => choice.toLowerCase().includes(plain) || plain.includes(choice.toLowerCase())) ?? said;
}
