import type { Reader } from '../grammar/reader';
import { isModel, servicesIn } from '../grammar/services';
import { containsAnswer } from '../lower/words';
import type { Step, Trigger } from '../plan';

type Form = Extract<Trigger, { kind: 'form' }>;

const formWords =
  /\b(?:(?:an?|the|my|our|this|that|web|online|contact|hosted|sign-?up|registration|order|feedback|application|booking|survey|request|simple|new) )*(?:forms?|questionnaires?|surveys?)\b(?! of\b)/i;
/** Somebody else's form calls a webhook, and an answer is given to who calls. */
const notOurs =
  /\b(?:web ?hooks?|posts?|posted|posting|endpoint|api|http|requests?|json|status(?: code)?|payload|body)\b/i;

interface Told {
  message: string;
  trigger: Trigger | null;
  steps: readonly Step[];
}

/** "When the form is submitted with name and email …": a form of our own, unless its answers are waited for. */
export function asForm({ message, trigger, steps }: Told, reader: Reader): Form | null {
  const entry = reader.catalogue.triggers.find(({ type }) => /(?:^|\.)form$/.test(type));
  if (entry === undefined || (trigger !== null && trigger.kind !== 'webhook')) return null;
  const words = formWords.exec(message);
  const outside = servicesIn(words ? message.slice(Math.max(0, words.index - 30), words.index + 40) : '').some(
    name => !isModel(name) && /form|typeform/i.test(name),
  );
  if (words === null || notOurs.test(message) || outside || containsAnswer(steps)) return null;
  if (trigger?.service !== undefined && trigger.service !== 'Form') return null;
  const given = trigger && trigger.fields.length > 0 ? trigger.fields : namesIn(steps);
  return { kind: 'form', type: entry.type, title: titleOf(words[0]), fields: given.map(toFormField) };
}

const asking =
  /(^|[.\n]\s*)(?:(?:please |i |we |can you |could you )*(?:need|want|would like|make|create|build|set up|give me|have) (?:me |us )?)?((?:an?|the|my|our) (?:[\w-]+ ){0,2}form),? (?:that |which |where people |it |and )?(?:asks?(?: people| them)? for|asking for|has(?: the)?(?: fields?)?|collects?|wants|takes|with(?: the)?(?: fields?)?)(?: their| the)? ([^.:;\n]+?)(?=[.:;\n]|$|,? (?:and |then )*(?:store|save|send|mail|email|if|when|notify|add|put|write)\b)/gi;

/** "a feedback form asks for rating and comment": it starts when that form is sent. */
export const rewordForm = (text: string): string =>
  notOurs.test(text) ? text : text.replace(asking, '$1when $2 is submitted with $3');

const titleOf = (words: string) => {
  const plain = words.replace(/^(?:(?:an?|the|my|our|this|that|web|online|hosted|simple|new)\s+)+/i, '').toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

/** Fields that the steps store or send, where the clause about the form names none. */
const namesIn = (steps: readonly Step[]) => [
  ...new Set(
    [...JSON.stringify(steps).matchAll(/"kind":"field","name":"([A-Za-z]\w*)"(?!,"of":"(?:row|way))/g)].map(
      match => match[1]!,
    ),
  ),
];

const types: readonly [RegExp, string][] = [
  [/e?mail/i, 'email'],
  [/phone|mobile|(?:^|_)tel(?:$|_)/i, 'phone'],
  [/message|comment|description|question|feedback|notes?$|text|address|reason/i, 'paragraph'],
  [/date|birthday|deadline/i, 'date'],
  [/amount|quantity|^qty|age|number_of|guests|people|price|count|budget|rating|score|hours|days/i, 'number'],
  [/url|website|link/i, 'address'],
];

/** Of a form of which nobody said what it asks for. */
export const usualFields = [
  { name: 'name' },
  { name: 'email', type: 'email' },
  { name: 'message', type: 'paragraph' },
] as const;

export const toFormField = (name: string) => {
  const type = types.find(([pattern]) => pattern.test(name))?.[1];
  return { name, ...(type ? { type } : {}) };
};
