import { asForm, usualFields } from '../catalogue/form';
import { readImpliedTrigger } from '../grammar/implied-trigger';
import type { Reader } from '../grammar/reader';
import { readSchedule } from '../grammar/schedule';
import { isModel, servicesIn } from '../grammar/services';
import type { Step, Trigger } from '../plan';
import { isDraft } from './draft';
import { chatTrigger, mailboxTypes, mailNouns } from './own-event';
import { isProse } from './sentences';
import { type EventKind, findStartingEvent, type StartingEvent } from './starting-event';
import { toldTime } from './told-time';

/** What a service is called in the kinds of events that services report. */
const reports: Readonly<Partial<Record<EventKind, { kinds: RegExp; otherwise: string }>>> = {
  mail: { kinds: /^(?:Gmail|Outlook)$/, otherwise: 'email' },
  'chat-app': {
    kinds: /^(?:Telegram|Slack|WhatsApp|Discord|Microsoft Teams|Mattermost|Facebook|Twilio|SMS)$/,
    otherwise: 'The messenger',
  },
  chat: { kinds: /^$/, otherwise: 'Chat' },
  form: { kinds: /^(?:Typeform|JotForm)$/, otherwise: 'Form' },
  calendar: { kinds: /^(?:Google Calendar|Calendly|Cal\.com)$/, otherwise: 'Calendar' },
  file: { kinds: /^(?:Google Drive|Dropbox|OneDrive|Amazon S3|Nextcloud|FTP)$/, otherwise: 'File upload' },
  row: {
    kinds: /^(?:Google Sheets|Airtable|Notion|Supabase|PostgreSQL|MySQL|Baserow|NocoDB|MongoDB|Excel)$/,
    otherwise: 'Database',
  },
};

const notApps =
  /^(?:a language model|OpenAI|Google Gemini|Anthropic|Perplexity|email|Gmail|Google Sheets|Slack|Telegram|WhatsApp|Discord)$/;

interface Told {
  message: string;
  trigger: Trigger | null;
  steps: readonly Step[];
  /** It is described rather than asked for. */
  described?: boolean;
}

/** What starts it: a clause says so; or it is told within a description; or, where nothing else is certain, hinted at. */
export function startOf(told: Told, reader: Reader): Trigger | null {
  const { message, described = isProse(message) } = told;
  const found = described
    ? atToldTime(withoutModel(toldStart(told, reader)), message)
    : withoutModel(toldStart(told, reader));
  // In a long description another clause may well speak of requests and posts.
  const about = described
    ? (message.split(/[.!?]\s|[,;:]/).find(sentence => ofForms.test(sentence)) ?? message)
    : message;
  const form = asForm({ ...told, message: about, trigger: found }, reader);
  return form ? asking(form, reader) : found;
}

/** A description names its time somewhere: "runs weekly … every Monday at 6am". */
function atToldTime(found: Trigger | null, message: string): Trigger | null {
  if (found?.kind !== 'schedule') return found;
  const schedule = toldTime(message);
  return schedule ? { kind: 'schedule', schedule } : found;
}

const ofForms = /\b(?:forms?|questionnaires?|surveys?)\b/i;

/** A form asks for something: what contact forms ask for, where nobody said what. */
function asking(form: Extract<Trigger, { kind: 'form' }>, { assumptions }: Reader): Trigger {
  if (form.fields.length > 0) return form;
  assumptions.push(
    'You did not say what the form asks for, so it asks for name, email and message. Say for example *the form asks for name and budget*.',
  );
  return { ...form, fields: usualFields };
}

/** "Extract the name with AI" tells who does it, not who reports it. */
function withoutModel(trigger: Trigger | null): Trigger | null {
  if (trigger?.kind !== 'webhook' || trigger.service === undefined || !isModel(trigger.service)) return trigger;
  const { service: _service, ...plain } = trigger;
  return plain;
}

function toldStart({ message, trigger, steps, described = isProse(message) }: Told, reader: Reader): Trigger | null {
  const event = findStartingEvent(message);
  if (trigger?.kind === 'schedule' && described && polls(trigger, event)) return fromEvent(message, event!, reader);
  if (trigger !== null && (!described || trigger.kind === 'schedule')) return trigger;
  const draft = steps.every(isDraft);
  const told =
    event !== null && (described || draft) && (event.sure || (draft && servicesIn(message).length > 0))
      ? fromEvent(message, event, reader)
      : null;
  if (told !== null && event?.sure === false) reader.assumptions.push(guessed(told));
  return told ?? trigger ?? readImpliedTrigger(message, reader);
}

/** What comes in by mail or message need not be looked for every minute. */
const polls = (trigger: Extract<Trigger, { kind: 'schedule' }>, event: StartingEvent | null) =>
  trigger.schedule.mode === 'interval' &&
  trigger.schedule.unit === 'minutes' &&
  trigger.schedule.every <= 5 &&
  event?.sure === true &&
  /^(?:mail|chat-app|form)$/.test(event.kind);

const guessed = (trigger: Trigger) =>
  `You did not say what starts it, so I assumed ${trigger.kind === 'schedule' ? 'a schedule' : trigger.kind === 'webhook' ? `that ${trigger.service ?? 'somebody'} reports it` : trigger.kind === 'event' ? 'that a new e-mail does' : 'a form'}. If that is wrong, say for example *start it every morning at 8*, *start it by a webhook* or *start it by hand*.`;

function fromEvent(message: string, event: StartingEvent, reader: Reader): Trigger | null {
  const own = ownEvent(message, event, reader);
  if (own) return own;
  if (event.kind === 'schedule' || event.kind === 'feed') return timed(message, event, reader);
  const hook = { kind: 'webhook' as const, method: 'POST', fields: [], noun: nounOf(event.words) };
  if (event.kind === 'webhook') return { ...hook, noun: null };
  const mailbox = event.kind === 'mail' ? ownMailbox(serviceOf(message, event), reader) : null;
  if (mailbox) return mailbox;
  return { ...hook, service: serviceOf(message, event) };
}

/** New posts of a feed, and messages of a chat page, start it by triggers of their own. */
function ownEvent(message: string, { kind }: StartingEvent, { catalogue }: Reader): Trigger | null {
  const entryOf = (type: RegExp) => catalogue.triggers.find(entry => type.test(entry.type));
  const feed = kind === 'feed' && !/\b(?:schedule|cron|interval)/i.test(message) ? entryOf(/\.rss-new$/) : undefined;
  if (feed) return { kind: 'event', type: feed.type, label: 'New in the feed', params: { url: '' }, nouns: feedNouns };
  const chat = kind === 'chat' ? entryOf(/\.chat(?:-\w+)?$/) : undefined;
  return chat ? chatTrigger(chat.type) : null;
}

const feedNouns = ['post', 'article', 'entry', 'item', 'story', 'news'] as const;

/** New mail is looked for by IMAP, whoever keeps the mailbox. */
function ownMailbox(service: string, { catalogue, assumptions }: Reader): Trigger | null {
  const entry = catalogue.triggers.find(({ type }) => mailboxTypes.test(type));
  if (!entry) return null;
  const named = service !== 'email';
  if (named) assumptions.push(`${service} is read as any mailbox is, by IMAP: its step asks for the key.`);
  const label = named ? `New e-mail in ${service}` : 'New e-mail';
  return { kind: 'event', type: entry.type, label, params: {}, nouns: mailNouns };
}

/** The service named within the words, near them, or anywhere that can report such a thing. */
function serviceOf(message: string, { kind, at, words }: StartingEvent): string {
  const known = reports[kind];
  const fits = (name: string) => (known ? known.kinds.test(name) : !notApps.test(name));
  const near = [words, message.slice(Math.max(0, at - 50), at + words.length + 60), message];
  for (const text of near) {
    const found = servicesIn(text).find(fits);
    if (found) return found;
  }
  return known?.otherwise ?? 'The service';
}

/** "a weekly report": how often it is, as a time of its own. */
const adverbs: Readonly<Record<string, string>> = {
  hourly: 'every hour',
  nightly: 'every night',
  weekly: 'every week',
  monthly: 'every month',
};

function timed(message: string, { at, words, kind }: StartingEvent, reader: Reader): Trigger | null {
  const rest = message.slice(at).split(/[.;\n(]/)[0] ?? words;
  const said = kind === 'feed' ? 'every hour' : rest;
  const schedule =
    readSchedule(said, reader) ??
    readSchedule(words, reader) ??
    readSchedule(adverbs[words.toLowerCase()] ?? 'every day', reader);
  if (schedule && kind === 'feed') reader.assumptions.push('You did not say when, so it looks every hour.');
  return schedule && { kind: 'schedule', schedule };
}

const nounOf = (words: string) =>
  /\b(?:new|incoming|inbound) (\p{L}{3,}?)s?\b/iu.exec(words)?.[1]?.toLowerCase() ?? null;
