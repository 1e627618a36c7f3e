import { z } from 'zod';

/** A request with, where known, what a good workflow for it has. Extra fields are ignored. */
export const Case = z.object({
  id: z.string(),
  title: z.string().optional(),
  text: z.string().optional(),
  request: z.string().optional(),
  labels: z
    .object({
      trigger: z.string().optional(),
      must_services: z.array(z.string()).optional(),
      branch_in_text: z.boolean().optional(),
    })
    .optional(),
});
export type Case = z.infer<typeof Case>;

interface Built {
  nodes: readonly { type: string; label: string; params: Record<string, unknown> }[];
}

export interface Checks {
  /** Something was built. */
  built: boolean;
  /** The graph may be saved: no issue forbids it. */
  valid: boolean;
  /** It can be tried at once: nothing is left that blocks a test run. */
  rehearsable: boolean;
  /** Nothing is left that blocks a run for real. */
  runnable: boolean;
  /** Null where the case does not say. */
  trigger: boolean | null;
  branch: boolean | null;
  services: number | null;
}

/** "LLM" and "Email" are kinds, which steps of our own stand for; "X/Twitter" has two names. */
function reaches(service: string, { nodes }: Built, text: string): boolean {
  if (service === 'LLM') return nodes.some(({ type }) => type.startsWith('ai.'));
  if (service === 'Email') return nodes.some(({ type }) => /e?mail/.test(type)) || text.includes('email');
  return service.split('/').some(name => name.length > 1 && text.includes(name.toLowerCase()));
}

const triggerOf = (kind: string): string => {
  if (kind === 'schedule') return 'core.schedule';
  if (kind === 'webhook') return 'core.webhook';
  return '';
};

/** Facts about what was built against what the case says. Kinds of trigger that do not exist yet are not scored. */
export function check(
  built: Built,
  { issues, labels, reply }: { issues: readonly { blocks: string }[]; labels: Case['labels']; reply: string },
): Checks {
  const wanted = triggerOf(labels?.trigger ?? '');
  const text = `${JSON.stringify(built.nodes)} ${reply}`.toLowerCase();
  const services = labels?.must_services ?? [];
  return {
    built: built.nodes.length > 0,
    valid: !issues.some(({ blocks }) => blocks === 'save'),
    rehearsable: built.nodes.length > 0 && !issues.some(({ blocks }) => blocks === 'save' || blocks === 'run'),
    runnable: built.nodes.length > 0 && issues.every(({ blocks }) => blocks === 'none'),
    trigger: wanted === '' ? null : built.nodes.some(({ type }) => type === wanted),
    branch: labels?.branch_in_text
      ? built.nodes.some(({ type }) =>
          ['core.if', 'core.switch', 'core.filter', 'core.approval', 'ai.classify'].includes(type),
        )
      : null,
    services:
      services.length === 0 ? null : services.filter(service => reaches(service, built, text)).length / services.length,
  };
}
