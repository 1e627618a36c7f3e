import { waitsForAnswer } from '@/engine/workflow/node-types';
import type { FlatChange } from '@/tools/flat-change';
import { capitalise } from '../language/names';
import type { Plan, Step, Trigger } from '../plan';
import { Builder, type End } from './builder';
import { lowerSteps } from './lower-steps';
import { optionalFields } from './optional';
import type { Scope, Source } from './scope';
import { tidy } from './tidy';
import { titleOf } from './title';
import { containsAnswer } from './words';

export interface Lowered {
  changes: FlatChange[];
  assumptions: string[];
}

/** A plan as the changes that build it in an empty workflow. */
export function lowerPlan(
  plan: Plan,
  { timeZone, taken = [] }: { timeZone: string; taken?: readonly string[] },
): Lowered {
  const builder = new Builder(taken);
  const steps = tidy(plan.steps);
  const trigger = plan.trigger ?? impliedTrigger(steps, builder);
  const zone = trigger.kind === 'schedule' ? trigger.schedule.timeZone : undefined;
  builder.changes.push({
    type: 'update-workflow',
    name: plan.name ?? titleOf({ ...plan, trigger, steps }),
    ...(zone ? { timeZone: zone } : {}),
  });
  const key = addTrigger(trigger, builder, timeZone);
  lowerSteps(
    steps,
    { builder, answers: waitsForAnswer(trigger.kind === 'event' ? trigger.startedBy : trigger.kind) },
    {
      ends: [{ key, port: 'next', answered: false }],
      scope: { ...startScope(trigger, key), optional: optionalFields(steps) },
    },
  );
  return { changes: builder.changes, assumptions: builder.assumptions };
}

function impliedTrigger(steps: readonly Step[], builder: Builder): Trigger {
  if (containsAnswer(steps)) {
    builder.assumptions.push('You did not say what starts it; because it answers, I let a webhook start it.');
    return { kind: 'webhook', method: 'POST', fields: [], noun: null };
  }
  builder.assumptions.push('You did not say what starts it, so it starts by hand.');
  return { kind: 'manual' };
}

function addTrigger(trigger: Trigger, builder: Builder, timeZone: string): string {
  switch (trigger.kind) {
    case 'manual':
      return builder.add({ type: 'core.manual', label: 'Start by hand', params: {} }, []);
    case 'webhook': {
      const label = trigger.service
        ? `${capitalise(trigger.service)} calls the webhook`
        : trigger.noun
          ? `Receive ${trigger.noun}`
          : 'Webhook';
      return builder.add(
        {
          type: 'core.webhook',
          label,
          params: { method: trigger.method, respond: trigger.immediately ? 'immediately' : 'finally' },
        },
        [],
      );
    }
    case 'event':
      return builder.add({ type: trigger.type, label: trigger.label, params: { ...trigger.params } }, []);
    case 'form':
      return builder.add(
        { type: trigger.type, label: trigger.title, params: { title: trigger.title, fields: trigger.fields } },
        [],
      );
    case 'schedule': {
      const { schedule } = trigger;
      const zone = schedule.timeZone ?? timeZone;
      const params =
        schedule.mode === 'cron'
          ? { mode: 'cron', cron: schedule.cron, timeZone: zone }
          : { mode: 'interval', every: schedule.every, unit: schedule.unit, timeZone: zone };
      return builder.add({ type: 'core.schedule', label: schedule.words, params }, []);
    }
  }
}

export function startScope(trigger: Trigger, key: string): Scope {
  const source: Source =
    trigger.kind === 'webhook'
      ? {
          key,
          kind: 'webhook',
          base: trigger.method === 'GET' ? 'query' : 'body',
          nouns: [...(trigger.noun ? [trigger.noun] : []), 'request', 'webhook', 'sender', 'caller'],
        }
      : trigger.kind === 'form'
        ? { key, kind: 'webhook', base: '', nouns: ['form', 'submission', 'request', 'sender'] }
        : trigger.kind === 'event'
          ? { key, kind: 'webhook', base: '', nouns: trigger.nouns }
          : { key, kind: trigger.kind === 'schedule' ? 'time' : 'manual', base: '', nouns: [] };
  return {
    sources: [source],
    here: key,
    made: new Map(),
    carried: new Set(),
    last: key,
    triggerFields: new Set(
      trigger.kind === 'webhook'
        ? trigger.fields
        : trigger.kind === 'form'
          ? trigger.fields.map(({ name }) => name)
          : [],
    ),
    condensed: false,
  };
}

export type { End };
