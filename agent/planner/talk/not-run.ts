import type { WorkflowFact } from '../facts';
import { tellNext } from './next-runs';

/** Why there is no run where somebody expected one: what has to be so for one to begin, and what keeps a call out. */
export function tellNotRun(workflow: WorkflowFact, setting: { now: Date; timeZone: string }): string {
  if (!workflow.active)
    return `*${workflow.name}* is not switched on, so nothing starts it by itself. Say *switch it on*, or *run it with an example*.`;
  const types = workflow.nodes.map(({ type }) => type);
  const hook = workflow.nodes.find(({ type }) => type === 'core.webhook');
  if (types.includes('core.schedule'))
    return `It is switched on. ${tellNext(workflow, setting)} Times that passed while Parley itself was not running count as missed; its page says how many.`;
  if (!hook)
    return `It is switched on. ${tellNext(workflow, setting)} If nothing came, nothing started it: its page says what it listens to.`;
  const { check, method } = hook.params as { check?: string; method?: string };
  const proof =
    check && check !== 'none'
      ? ' A call without the right secret or signature is refused before a run begins, and the caller gets the reason as the answer.'
      : '';
  const way = method && method !== 'ANY' ? ` It takes ${method} only.` : '';
  return `It is switched on and runs when its address is called; no run means that no call came through.${proof}${way} Compare the address with the one on its page, and look at what the caller got as an answer.`;
}
