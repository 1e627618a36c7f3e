import type { NodeTypes } from '@/engine/workflow/node-types';
import { servicesIn } from '../grammar/services';
import type { Plan, Step, Trigger } from '../plan';

/** What starts it, told in the first clause by an event that a trigger of its own knows; and all that follows. */
export interface OwnEvent {
  trigger: Trigger;
  rest: string;
  /** What the clause asks for beyond the event: its condition is still to be given. */
  only: Step | null;
  note: string | null;
}

/** Types of triggers that new mail starts. */
export const mailboxTypes = /\.(?:imap|e?mail)(?:-received)?$/;
export const mailNouns: readonly string[] = ['email', 'e-mail', 'mail', 'message'];

const when = '^(?:when(?:ever)?|every time|each time|as soon as|once|if)\\s+';
const then = '\\s*(?:,|:|→|-|\\bthen\\b)+\\s*(?:please |then |it should |i want (?:you )?to )?(.+)$';

const failures = new RegExp(
  `${when}(?:(?:(?:an?|any|some|one|another)(?: one)?(?: of (?:my|our|the|these))?(?: other)? (?:workflow|run|automation)s?|any of (?:my|our|the) (?:workflow|run|automation)s|(?:my|our|the) (?:workflow|automation) (?:called |named )?["“]?(.+?)["”]?|something)(?: here| of mine)?)\\s+(?:fails|breaks|goes wrong|crashes|errors(?: out)?|stops with an error|does(?: not|n't) work)(?: (?:in|with) (?:one of |any of )?(?:my|our|the) (?:workflow|automation)s?)?${then}`,
  'is',
);
const rows = new RegExp(
  `${when}(?:an?|any|the|some)?\\s*(?:new )?(?:row|record|entry|line)s? (?:is |are |gets? |was |has been |have been )?(?:(added|inserted|created|put|written|saved|changed|updated|edited|modified)(?: or (?:is )?(added|changed|updated|edited))?)? ?(?:to|in|into|of) (?:the |my |our |a )?(?:data ?)?(?:table (?:called |named )?)?["“]?([\\p{L}\\d_][\\p{L}\\d_ -]{0,40}?)["”]?(?: table)?(?: (?:is |gets |was |has been )?(changes|changed|updated|edited|modified|added|inserted))?${then}`,
  'isu',
);
const cells = new RegExp(
  `${when}(?:the |an? )?([\\p{L}_ ]{2,30}?) of an? (?:row|record|entry) (?:in|of) (?:the |my |our )?(?:table (?:called |named )?)?["“]?([\\p{L}\\d_][\\p{L}\\d_ -]{0,40}?)["”]?(?: table)? (?:changes|is changed|is updated|becomes different)${then}`,
  'isu',
);
const mails = new RegExp(
  `${when}(?:(?:(?:an?|any|the) )?(?:new |unread |incoming )*e-?mails?( (?:from|about|with|to|that|whose|in) [^,:]{2,60}?)? (?:arrives?|comes? in|is received|are received|gets in|lands in (?:my|our|the) inbox)|(?:i|we) (?:get|receive) (?:an? |any )?(?:new )?e-?mails?( (?:from|about|with|that|whose) [^,:]{2,60}?)?)(?: (?:in|at) (?:my|our|the) (?:inbox|mailbox))?${then}`,
  'is',
);
const chats = new RegExp(
  `${when}(?:some(?:one|body)|an?y?(?:one|body)|a (?:user|visitor|customer|person)|users|people) (?:chats?|talks?|writes?|asks? (?:me |us |it )?(?:something|anything|a question)|says? (?:something|anything)|sends? (?:an? )?(?:chat )?messages?)(?: (?:something|to (?:me|us)))?(?: (?:with|to|in|into|via|on|through|over) (?:the |my |our |a |its )?(?:bot|chat ?bot|chat(?: ?(?:page|window|box|widget))?|assistant|widget))${then}`,
  'is',
);
const chatPages =
  /^(?:please )?(?:make|build|create|set up|i (?:want|need|would like)|give me|we need) (?:me |us )?(?:a |an |the |our )?(?:simple |small |public |little )?chat ?(?:page|box|window|widget|bot|assistant)?,? (?:where|on which|in which|that lets|so that) (?:\p{L}+ ){0,2}(?:can |may |could |to )?(?:ask|write|chat|talk|send)\b(.{0,60}?),? and (?:then )?(?:it |we |they )?(.+)$/isu;
const modelAnswers =
  /^(?:(?:the |an? )?(?:ai|llm|model|assistant|gpt|chatgpt)(?: model)? (?:answers?|replies|responds)(?: (?:them|it|the questions?|to them))?|(?:get|gets|receive|receives) (?:an )?answers? (?:from|by|with) (?:the |an? )?(?:ai|llm|model|assistant))(.*)$/is;
const calls = new RegExp(
  `${when}(?:another|an?other|some other|a|any) workflow calls? (?:it|this|this one|this workflow)${then}`,
  'is',
);

/** "When a row is added to my orders table, …": null when no trigger of its own starts it. */
export function readOwnEvent(said: string, nodeTypes: NodeTypes): OwnEvent | null {
  const text = said.trim();
  const typeOf = (name: RegExp) =>
    Object.keys(nodeTypes).find(type => nodeTypes[type]!.kind === 'trigger' && name.test(type)) ?? null;
  return (
    failed(text, typeOf(/\.failure$/)) ??
    row(text, typeOf(/\.table-row$/)) ??
    mail(text, typeOf(mailboxTypes)) ??
    chat(text, typeOf(/\.chat(?:-\w+)?$/)) ??
    called(text, typeOf(/\.called$/))
  );
}

function failed(text: string, type: string | null): OwnEvent | null {
  const match = failures.exec(text);
  if (!match || type === null) return null;
  const workflow = match[1]?.trim() ?? '';
  const label = workflow ? `When "${workflow}" fails` : 'When a workflow fails';
  return event({ type, label, params: { workflow }, nouns: ['failure', 'error', 'run', 'workflow'] }, match[2]!);
}

function row(text: string, type: string | null): OwnEvent | null {
  const match = rows.exec(text);
  const cell = match ? null : cells.exec(text);
  const table = (match?.[3] ?? cell?.[2])?.trim();
  // Something has to happen to it: "when a line of the text mentions tea" is no event of a table.
  const happens = cell !== null || (match?.[1] ?? match?.[4]) !== undefined;
  if (type === null || table === undefined || !happens || isElsewhere(table)) return null;
  const changes = (word: string | undefined) => word !== undefined && /^(?:chang|updat|edit|modif)/i.test(word);
  const [first, second] = [match?.[1] ?? match?.[4], match?.[2]];
  const both = second !== undefined && changes(first) !== changes(second);
  const on = both ? 'both' : cell || changes(first) ? 'changed' : 'added';
  const what = { added: 'New row', changed: 'Changed row', both: 'New or changed row' }[on];
  const found = event(
    {
      type,
      label: `${what} in ${table}`,
      params: { table, on },
      nouns: ['row', 'record', 'entry', table.replace(/s$/, '')],
    },
    match?.[5] ?? cell![3]!,
  );
  return cell
    ? { ...found, note: `It starts whenever a row of ${table} changes, not only its ${cell[1]!.trim()}.` }
    : found;
}

const isElsewhere = (table: string) =>
  servicesIn(table).length > 0 ||
  /\b(?:sheet|spreadsheet|database|crm|base|by|with|from|via|where|that|which|who|whose|and|or|if|when)\b/i.test(table);

function mail(text: string, type: string | null): OwnEvent | null {
  const match = mails.exec(text);
  if (!match) return null;
  const qualifier = (match[1] ?? match[2])?.trim();
  const only: Step | null = qualifier
    ? { kind: 'open', type: 'core.filter', label: `Only e-mails ${qualifier}` }
    : null;
  const found = type
    ? event({ type, label: 'New e-mail', params: {}, nouns: mailNouns }, match[3]!)
    : { trigger: reported('email', 'email'), rest: match[3]!, only: null, note: null };
  return { ...found, only };
}

function chat(text: string, type: string | null): OwnEvent | null {
  const rest = chats.exec(text)?.[1] ?? onPage(text);
  if (rest === null) return null;
  return type
    ? { trigger: chatTrigger(type), rest, only: null, note: null }
    : { trigger: reported('Chat', 'message'), rest, only: null, note: null };
}

/** "Make a chat page where people ask about the menu and AI answers": what is done with what they write. */
function onPage(text: string): string | null {
  const match = chatPages.exec(text.replace(/[.!]$/, ''));
  if (!match) return null;
  const [, about, done] = match;
  const how = modelAnswers.exec(done!);
  return how ? `Answer questions${/^ (?:about|on)\b/.test(about!) ? about : ''} with AI${how[1]}` : done!;
}

export const chatTrigger = (type: string): Trigger => ({
  kind: 'event',
  ...{ type, label: 'Chat message', params: {}, nouns: ['message', 'question', 'chat'], startedBy: 'chat' },
});

function called(text: string, type: string | null): OwnEvent | null {
  const match = calls.exec(text);
  return match && type
    ? event({ type, label: 'Called by a workflow', params: {}, nouns: ['call', 'item'] }, match[1]!)
    : null;
}

type Event = Omit<Extract<Trigger, { kind: 'event' }>, 'kind'>;

const event = (trigger: Event, rest: string): OwnEvent => ({
  trigger: { kind: 'event', ...trigger },
  rest,
  only: null,
  note: null,
});

const reported = (service: string, noun: string): Trigger => ({
  kind: 'webhook',
  method: 'POST',
  fields: [],
  noun,
  service,
});

const byModel =
  /(?<=^|[,;.:]\s*(?:and |then )?|\band |\bthen )(?:answer|reply|respond)s?(?: (?:to )?(?:it|them|him|her|the \w+))? (?:with|using|via|by) (?:an? |the )?((?:ai|chat ?gpt|gpt[\w.-]*|open ?ai|claude|gemini|language model|llm)(?: model)?)\b(?=\s*(?:[.,;]|$|and\b))/gi;

/** "answer with AI": a model writes it, and then it is answered. */
export const writtenFirst = (text: string): string =>
  text.replace(byModel, (_all, model: string) => `write an answer with ${model} and answer with the text`);

/** The plan of what follows, started by that event; guesses about its start are out of place then. */
export function startedBy({ trigger, only, note }: OwnEvent, plan: Plan): Plan {
  const assumptions = plan.assumptions.filter(text => !/what starts it|what the form asks for/.test(text));
  return {
    ...plan,
    trigger,
    steps: only ? [only, ...plan.steps] : plan.steps,
    assumptions: note ? [...assumptions, note] : assumptions,
  };
}
