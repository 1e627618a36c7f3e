import type { NodeTypes } from '@/engine/workflow/node-types';
import { type Catalogue, catalogueOf } from './catalogue/entries';
import type { Conversation } from './conversation';
import type { Setting } from './decide';
import type { Intent } from './decision';
import { readEdit } from './edit/read-edit';
import type { ReadAnswer } from './facts';
import { readFrames } from './frames/read-frames';
import { readRequest } from './grammar/request';
import { lowerPlan } from './lower/lower-plan';
import type { Plan, Step } from './plan';
import { type OwnEvent, readOwnEvent, startedBy, writtenFirst } from './sketch/own-event';

export interface IntentOptions {
  facts: ReadAnswer;
  answers: ReadonlyMap<string, string>;
  /** Keys of the steps that are chosen on the canvas: "this step" is one of them. */
  chosen: readonly string[];
  conversation: Conversation;
  setting: Setting;
}

/** What a message asks of the workflow: build it, or change what is there. */
export function readIntent(said: string, options: IntentOptions): Intent {
  const { facts, setting } = options;
  const timeZone = setting.timeZone ?? facts.timeZone;
  if (facts.workflow !== null && facts.workflow.nodes.length > 0)
    return readEdit(said, { ...options, workflow: facts.workflow, timeZone });
  return build(said, { timeZone, nodeTypes: setting.nodeTypes });
}

export function build(said: string, { timeZone, nodeTypes }: { timeZone: string; nodeTypes: NodeTypes }): Intent {
  const catalogue = catalogueOf(nodeTypes);
  const event = readOwnEvent(writtenFirst(said), nodeTypes);
  const read = (text: string) => readFrames(text, catalogue).plan ?? readRequest(text, catalogue);
  const plan = event
    ? startedBy(event, readWritten(event, catalogue) ?? readRequest(event.rest, catalogue))
    : read(writtenFirst(said));
  if (plan.steps.length === 0 && plan.trigger === null) return { changes: [], assumptions: [], unknown: plan.unknown };
  const condition = plan.undecided
    ? (plan.unknown.find(clause => /\b(?:if|unless|when|only|except)\b/i.test(clause)) ?? plan.unknown[0])
    : plan.unknown.find(clause => /^(?:and |but )?(?:only )?(?:if|unless|when|in case)\b/i.test(clause));
  if (condition !== undefined)
    return { changes: [], assumptions: [], unknown: plan.unknown, remark: notDecided(condition) };
  // A beginning alone is no workflow: what should happen was not understood.
  if (plan.steps.length === 0 && plan.unknown.length > 0)
    return { changes: [], assumptions: [], unknown: plan.unknown };
  // "Tell me a joke": nothing starts it and no step does it; there is nothing to build yet.
  if (plan.trigger === null && plan.steps.every(doesNothing))
    return { changes: [], assumptions: [], unknown: [said.trim()] };
  const { changes, assumptions } = lowerPlan(plan, { timeZone });
  return {
    changes,
    assumptions: [...new Set([...plan.assumptions, ...assumptions, ...serviceNote(plan.trigger)])],
    unknown: plan.unknown,
  };
}

/** What is done with a message that somebody wrote is read like what is done with a message that was posted. */
const readWritten = ({ trigger, rest }: OwnEvent, catalogue: Catalogue): Plan | null =>
  trigger.kind === 'event' && trigger.startedBy === 'chat'
    ? readFrames(`The webhook gets a field message. ${rest.charAt(0).toUpperCase()}${rest.slice(1)}`, catalogue).plan
    : null;

/** No step does it, or what is made has no name of its own ("something that helps me"). */
const doesNothing = (step: Step): boolean =>
  step.kind === 'missing' ||
  (step.kind === 'set' && step.fields.every(({ name }) => /^(?:something|anything|some_)/.test(name)));

const serviceNote = (trigger: ReturnType<typeof readRequest>['trigger']) =>
  trigger?.kind === 'webhook' && trigger.service
    ? [
        `${trigger.service === 'email' ? 'Email' : trigger.service} cannot start a workflow yet: a webhook stands in its place. Point ${trigger.service === 'email' ? 'the mail service' : trigger.service} at its address.`,
      ]
    : [];

/** Without its condition a step would be done for everything: nothing is built then. */
const notDecided = (condition: string) =>
  `I did not understand the condition *${condition}*, so I changed nothing. Say it with a field and a value, for example *if the amount is over 100*, *if country is DE or AT* or *if the email is missing*, and send the request again.`;
