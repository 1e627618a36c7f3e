import { PollState } from '@/database/polls';
import type { Trigger, TriggerSource } from '@/database/triggers';
import { nextForOpen } from '@/engine/errors-catalogue/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { describeSchedule, nextTimes } from '@/engine/nodes/schedule-times';
import { isOpenIssue } from '@/engine/workflow/open-settings';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { validateWorkflow } from '@/engine/workflow/validate';
import type { Activation } from './activation';
import { formUrl, hookUrl, isPublic, talkUrl } from './hook-address';
import { type Keys, keySuffix } from './keys-in-use';

const isOn = ({ options }: WorkflowNode) => !options.disabled;
const startedBy = ({ type }: WorkflowNode) => nodeTypes[type]?.startedBy ?? null;

/** What can start a workflow without a person. */
const triggerKinds = [
  ...(['webhook', 'form', 'schedule', 'table', 'poll', 'email', 'chat'] as const),
  ...(['workflow', 'failure'] as const),
];
const isTriggerKind = (kind: string): kind is TriggerSource['kind'] => triggerKinds.some(known => known === kind);

/** What a trigger needs of its node: the settings, and which key it works with. */
export const withCredential = ({ params, options }: WorkflowNode): Record<string, unknown> =>
  options.credentialId === undefined ? { ...params } : { ...params, credentialId: options.credentialId };

export function sourcesOf(workflow: Workflow): TriggerSource[] {
  const { timeZone = 'UTC' } = workflow.settings;
  return workflow.nodes.filter(isOn).flatMap(node => {
    const kind = startedBy(node);
    if (kind === null || !isTriggerKind(kind)) return [];
    const config: TriggerSource['config'] = withCredential(node);
    if (nodeTypes[node.type]?.poll) config.type = node.type;
    const [nextAt = null] = kind === 'schedule' ? nextTimes(config, { after: new Date(), count: 1, timeZone }) : [];
    const firstAt = kind === 'poll' || kind === 'email' ? new Date() : nextAt;
    return [{ nodeId: node.id, nodeKey: node.key, kind, config, nextAt: firstAt }];
  });
}

/** Why it cannot be switched on. */
export function problemsOf(workflow: Workflow): string[] {
  const issues = validateWorkflow(workflow, nodeTypes).filter(({ blocks }) => blocks !== 'none');
  if (issues.length > 0) {
    const next = issues.some(isOpenIssue) ? [nextForOpen] : [];
    return [...issues.map(({ message }) => message), ...next];
  }
  const sources = sourcesOf(workflow);
  if (sources.length === 0) {
    return [
      'It starts only by hand. Add a webhook, a form, a schedule or another trigger, so that it can start by itself.',
    ];
  }
  return sources
    .filter(({ kind, nextAt }) => kind === 'schedule' && nextAt === null)
    .map(({ nodeKey }) => `The schedule ${nodeKey} never comes. Say when it should start.`);
}

export function effectsOf(workflow: Workflow, keys: Keys = new Map()): string[] {
  return workflow.nodes.filter(isOn).flatMap(node => {
    const definition = nodeTypes[node.type];
    return definition?.reachesOthers(node.params)
      ? [`${node.label}: ${definition.describe(node.params)}${keySuffix(node, keys)}`]
      : [];
  });
}

const addressOf: Readonly<Partial<Record<Trigger['kind'], (id: string) => string>>> = {
  webhook: hookUrl,
  form: formUrl,
  chat: talkUrl,
};

export function addressesOf(workflow: Workflow, triggers: readonly Trigger[]): Activation['addresses'] {
  const note = isPublic() ? '' : 'This address works on this computer only.';
  return triggers.flatMap(({ id, testId, kind, nodeId }) => {
    const node = workflow.nodes.find(candidate => candidate.id === nodeId);
    const urlOf = addressOf[kind];
    if (!urlOf || !node) return [];
    return [{ node: node.key, url: urlOf(id), testUrl: `${urlOf(testId)}/test`, note }];
  });
}

const shownTimes = 3;

export function schedulesOf(workflow: Workflow, triggers: readonly Trigger[]): Activation['schedules'] {
  const { timeZone = 'UTC' } = workflow.settings;
  return triggers.flatMap(trigger => {
    const { kind, nodeId, missedCount, lastMissedAt } = trigger;
    const node = workflow.nodes.find(candidate => candidate.id === nodeId);
    if (!node) return [];
    if (kind === 'table' || kind === 'workflow' || kind === 'failure')
      return [{ node: node.key, next: [], note: `${nodeTypes[node.type]!.describe(node.params)}.` }];
    if (kind === 'poll' || kind === 'email') return [pollOf(node, trigger)];
    if (kind !== 'schedule') return [];
    const times = nextTimes(node.params, { after: new Date(), count: shownTimes, timeZone });
    const missed = missedCount > 0 ? ` ${missedCount} missed, the last at ${lastMissedAt}.` : '';
    const note = `${describeSchedule({ timeZone, ...node.params })}. Needs the program running at that time.${missed}`;
    return [{ node: node.key, next: times.map(time => time.toISOString()), note }];
  });
}

/** When it looks again, and what came of the last time. */
function pollOf(node: WorkflowNode, { state, nextAt }: Trigger): Activation['schedules'][number] {
  const { at = null, problem = null } = PollState.safeParse(state).data ?? {};
  const last = at === null ? '' : problem ? ` Looked last at ${at}: ${problem}` : ` Looked last at ${at}.`;
  const note = `${nodeTypes[node.type]!.describe(node.params)}. Needs the program running at that time.${last}`;
  return { node: node.key, next: nextAt ? [nextAt] : [], note };
}
