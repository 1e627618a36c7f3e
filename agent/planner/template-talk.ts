import { z } from 'zod';
import { type Conversation, type Exchange, lastUse } from './conversation';
import { ask, call, type Decision, say } from './decision';
import { Failure } from './facts';
import { choiceOf } from './request-of';

const Found = z.object({ templates: z.array(z.object({ id: z.string(), name: z.string(), fit: z.number() })) });
type Offered = z.infer<typeof Found>['templates'];
const Made = z.object({
  template: z.object({ name: z.string() }),
  open: z.array(z.object({ label: z.string() })),
  issues: z.array(z.object({ blocks: z.string(), message: z.string() })),
  run: z.object({ sentence: z.string() }).nullable(),
});

/** From here on a template does enough of what was asked to be worth a question. */
const closeEnough = 0.5;
const none = 'None of these';

const foundIn = (exchange: Exchange | undefined): Offered => {
  const parsed = Found.safeParse(exchange && lastUse(exchange, 'findTemplate')?.output);
  return parsed.success ? parsed.data.templates : [];
};

const plain = (text: string) => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
const namedIn = (said: string, offered: Offered) => offered.find(({ name }) => plain(said).includes(plain(name)));

/** "Is there a template for invoices?", "start from a template": asked for, not the template that a step fills in. */
const wish =
  /^(?:(?:please|can|could|may|i|we|you|would|like|want|to|let|us|me|ok|hi|hello|d|s)\W+)*(?:start|begin|go|use|take|apply|show|list|find|open|see|which|what|is|are|do|have|got|any|pick|choose|give|browse)\b(?:\W+\w+){0,3}?(?:\W+(?:from|with|a|an|the|any|some|your|which|what|all|for|list|show|find|use|browse|see))?\W+templates?\b(?!\W+(?:table|column|field))|^templates?\b/i;
const about = /\btemplates?\b\s*(?:called|named|for|about|to|that|which|of|with)?\s*/gi;

/** What is to be done about templates in this exchange; null when it is not about them. */
export function decideTemplate(conversation: Conversation, exchange: Exchange): Decision | null {
  if (!conversation.tools.has('findTemplate')) return null;
  const used = lastUse(exchange, 'useTemplate');
  if (used) return say(tellTemplate(used.output));
  const offered = foundIn(conversation.exchanges.at(-2));
  const answered = offered.length > 0 ? choiceOf(exchange.said, [...offered.map(({ name }) => name), none]) : '';
  if (answered === none) return say('Then tell me what should start it and what should happen, and I build it.');
  const chosen = offered.find(({ name }) => name === answered);
  if (chosen) return call('useTemplate', { template: chosen.id });
  if (!wish.test(exchange.said.trim())) return null;
  if (!lastUse(exchange, 'findTemplate'))
    return call('findTemplate', { query: exchange.said.replace(about, ' ').trim() });
  const found = foundIn(exchange);
  const named = namedIn(exchange.said, found);
  if (named) return call('useTemplate', { template: named.id });
  if (found.length === 0) return say('I found no template for that. Tell me what should happen, and I build it.');
  return ask(
    'Which template do you want to start from?',
    found.slice(0, 6).map(({ name }) => name),
  );
}

/** For a request that could not be built: the templates that come close. Null when none does. */
export function offerTemplate(conversation: Conversation, exchange: Exchange): Decision | null {
  if (!conversation.tools.has('findTemplate')) return null;
  if (!lastUse(exchange, 'findTemplate')) return call('findTemplate', { query: exchange.said });
  const close = foundIn(exchange).filter(({ fit }) => fit >= closeEnough);
  if (close.length === 0) return null;
  return ask(
    close.length === 1
      ? 'I could not build that as you said it. A template comes close; do you want to start from it?'
      : 'I could not build that as you said it. These templates come close; do you want to start from one?',
    [...close.slice(0, 4).map(({ name }) => name), none],
  );
}

/** Said from what was saved and run. */
function tellTemplate(output: unknown): string {
  const failed = Failure.safeParse(output);
  if (failed.success) return failed.data.error.message;
  const made = Made.safeParse(output);
  if (!made.success) return 'The template was not used.';
  const { template, open, issues, run } = made.data;
  const blocking = issues.find(({ blocks }) => blocks === 'save' || blocks === 'run');
  const left = open.map(({ label }) => label).join(', ');
  return [
    `The workflow is made from the template *${template.name}*.`,
    run?.sentence ?? blocking?.message ?? '',
    left ? `Left to fill in on the card: ${left}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
