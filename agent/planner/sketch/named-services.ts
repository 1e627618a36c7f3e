import { readFor } from '../catalogue/read-step';
import { isModel } from '../grammar/services';
import type { Step } from '../plan';
import { headOf, outsidersIn } from './names';
import { addMail, type Draft, insertSource, isMailbox, isSource, noteAccount, push, stand } from './outline-deeds';
import { messengers, roleOf, stepNamed } from './roles';

/** A model works on it. */
const thinks = (step: Step): boolean => step.kind === 'other' && step.type.startsWith('ai.');

/** Services of a headline that no step stands for yet: one step each, in the words of the headline. */
export function addNamed(title: string, draft: Draft) {
  for (const name of outsidersIn(title)) {
    if (draft.told.has(name) || sentAlready(name, draft)) continue;
    if (name === 'email' || (isMailbox(name) && roleOf(name, title) !== 'from'))
      addMail({ kind: 'send', verb: 'email', text: isMailbox(name) ? `Send by ${name}` : 'Send an e-mail' }, draft);
    else if (isModel(name)) addModel(name, title, draft);
    else addService(name, title, draft);
    draft.told.add(name);
  }
}

/** What is asked for comes before what is done with it; what is told, behind. */
function addService(name: string, title: string, draft: Draft) {
  const known = stepNamed(name, title);
  if (known?.role === 'from') {
    insertSource({ kind: 'missing', service: name, what: known.label, text: null, reads: true }, draft);
    draft.told.add(name);
    return;
  }
  if (known) stand(name, { kind: 'send', text: known.label }, draft);
  else insertTool(name, draft);
}

/** A tool that is only named works on what was read, before anything is told to anybody. */
function insertTool(name: string, draft: Draft) {
  const { steps } = draft;
  const last = steps.findLastIndex(step => isSource(step) || thinks(step));
  draft.steps = [];
  stand(name, { kind: 'shape', text: `Call ${name}` }, draft);
  draft.steps = steps.toSpliced(last + 1, 0, ...draft.steps);
}

/** The mailbox that a headline names sends the mail that the sentences tell of. */
function sentAlready(name: string, draft: Draft): boolean {
  if (!isMailbox(name) || !draft.told.has('email')) return false;
  draft.told.add(name);
  noteAccount(name, draft);
  return true;
}

function addModel(name: string, title: string, draft: Draft) {
  if ([...draft.told].some(isModel)) return;
  const step = readFor(name, headOf(title), draft.reader);
  if (step === null) return;
  const { steps } = draft;
  draft.steps = [];
  push(step, draft);
  const [made] = draft.steps;
  draft.steps = steps.toSpliced(steps.findLastIndex(isSource) + 1, 0, made!);
}

/** "An AI assistant for …": a model works on it, also where no sentence says at what. */
export function addThinking(message: string, draft: Draft) {
  if (
    draft.steps.some(thinks) ||
    draft.steps.length === 0 ||
    !/\b(?:AI|LLMs?|GPT|ChatGPT|RAG|language models?)\b|\bGPT-|\b(?:ai|ki)-(?:powered|based|driven|generated)/.test(
      message,
    )
  )
    return;
  const title = message.split(/[.!?\n]\s/)[0] ?? message;
  addModel('a language model', title, draft);
  draft.told.add('a language model');
}

/** A bot of a messenger says its answer where it was asked. */
export function replyWhereAsked(message: string, draft: Draft) {
  const { trigger, steps } = draft;
  const service = trigger?.kind === 'webhook' ? trigger.service : undefined;
  const replies =
    /\b(?:bot|chat ?bot|assistant|answers?|repl(?:y|ies)|responds?|responses?|back to (?:you|the user|the chat))\b/i;
  if (service === undefined || !messengers.test(service) || !steps.some(thinks) || !replies.test(message)) return;
  if (steps.some(step => step.kind === 'missing' && step.service === service && step.reads !== true)) return;
  stand(service, { kind: 'send', text: `Reply in ${service}` }, draft);
}
