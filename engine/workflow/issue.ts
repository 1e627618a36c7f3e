/**
 * One thing wrong, found without running. `save` issues make no sense as a graph; `run` issues are a draft that is
 * not finished; `live` issues leave test runs possible; `none` is advice.
 */
export interface Issue {
  code: IssueCode;
  blocks: 'save' | 'run' | 'live' | 'none';
  /** The node it is about, or null for the workflow. */
  nodeId: string | null;
  nodeKey: string | null;
  /** Dotted path of the parameter, when it is about one. */
  param: string | null;
  /** What is wrong and what to do, for a person. */
  message: string;
  /** The unique near miss, where there is one: applying it settles the issue. */
  suggestion: { from: string; to: string } | null;
}

export type IssueCode =
  | 'node_type_unknown'
  | 'node_key_taken'
  | 'param_missing'
  | 'param_invalid'
  | 'param_unknown'
  | 'expression_invalid'
  | 'reference_unknown'
  | 'reference_not_upstream'
  | 'path_unknown'
  | 'port_unknown'
  | 'connection_dangling'
  | 'cycle'
  | 'trigger_missing'
  | 'trigger_has_input'
  | 'trigger_in_loop'
  | 'inside_no_loop'
  | 'loop_empty'
  | 'loop_too_deep'
  | 'loop_gives_nothing'
  | 'connection_across_loop'
  | 'node_unreachable'
  | 'branch_open'
  | 'answer_never_sent'
  | 'answer_too_late'
  | 'answer_without_webhook'
  | 'credential_missing'
  | 'credential_unusable'
  | 'credential_ending'
  | 'slot_open'
  | 'address_open'
  | 'condition_open'
  | 'setting_open'
  | 'model_none'
  | 'workflow_empty';
