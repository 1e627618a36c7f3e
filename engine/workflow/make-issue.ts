import type { Issue, IssueCode } from './issue';
import type { WorkflowNode } from './schema';

interface About {
  node?: WorkflowNode | null;
  param?: string;
  suggestion?: { from: string; to: string } | null;
}

/** What a finding of each kind stops: saving, running, or nothing. */
const blocksOf: Record<IssueCode, Issue['blocks']> = {
  node_type_unknown: 'run',
  node_key_taken: 'save',
  param_missing: 'run',
  param_invalid: 'run',
  param_unknown: 'none',
  expression_invalid: 'run',
  reference_unknown: 'run',
  reference_not_upstream: 'run',
  path_unknown: 'run',
  port_unknown: 'save',
  connection_dangling: 'save',
  cycle: 'save',
  trigger_missing: 'run',
  trigger_has_input: 'save',
  trigger_in_loop: 'run',
  inside_no_loop: 'run',
  loop_empty: 'run',
  loop_too_deep: 'run',
  loop_gives_nothing: 'run',
  connection_across_loop: 'save',
  node_unreachable: 'run',
  branch_open: 'none',
  answer_never_sent: 'none',
  answer_too_late: 'run',
  answer_without_webhook: 'none',
  credential_missing: 'live',
  credential_unusable: 'live',
  credential_ending: 'none',
  slot_open: 'live',
  address_open: 'live',
  condition_open: 'live',
  setting_open: 'live',
  model_none: 'none',
  workflow_empty: 'run',
};

export function makeIssue(code: IssueCode, message: string, { node, param, suggestion }: About = {}): Issue {
  return {
    code,
    blocks: blocksOf[code],
    nodeId: node?.id ?? null,
    nodeKey: node?.key ?? null,
    param: param ?? null,
    message,
    suggestion: suggestion ?? null,
  };
}
