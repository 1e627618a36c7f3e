import type { CauseClass } from './explanation';

const lessAtOnce = 'Let less come at a time: a filter or a limit before this step, pages, or a loop over batches.';

/** Failures whose own sentence says it all: of what class they are, and what helps. */
export const plainCauses: Readonly<Record<string, { class: CauseClass; nextStep: string }>> = {
  'node.type_unknown': { class: 'configuration', nextStep: 'Replace the step by one that exists here.' },
  'node.output_too_large': {
    class: 'wrong_value',
    nextStep: 'Ask for less at a time: fewer rows, fewer fields, or a limit.',
  },
  'limit.items': { class: 'wrong_value', nextStep: lessAtOnce },
  'limit.output_size': {
    class: 'wrong_value',
    nextStep: 'Keep only the fields that are needed, or let fewer items come at a time.',
  },
  'limit.depth': { class: 'wrong_value', nextStep: 'Take out the part that is needed before this step.' },
  'limit.runtime': {
    class: 'timeout',
    nextStep: 'Divide the work: fewer items in a run, a loop over batches, or a wait in between.',
  },
  'execution.set_aside': {
    class: 'unknown',
    nextStep:
      'Let fewer or smaller items come to this step, then run it again. If it happens with little data too, ask whoever runs Parley to look at what the workers logged when they ended.',
  },
  'execution.data_lost': {
    class: 'unknown',
    nextStep:
      'Run the workflow again from its start. If a backup was put back before, ask whoever did whether it was whole.',
  },
  'loop.too_many_rounds': {
    class: 'configuration',
    nextStep: 'Let a round take more items, raise the most rounds of the loop, or let fewer items come to it.',
  },
  'loop.limit_reached': {
    class: 'configuration',
    nextStep:
      'Compare the condition of the loop with what its last round gave: it may look at a field that never changes. If it only needs longer, raise the most rounds.',
  },
  'collection.not_found': {
    class: 'not_found',
    nextStep: 'Correct the name in the step, or store a document in a collection of that name; then run it again.',
  },
  'collection.dimension_differs': {
    class: 'configuration',
    nextStep:
      'Use the model in the step that the collection was stored with, or store the documents in a new collection.',
  },
  'collection.model_differs': {
    class: 'configuration',
    nextStep:
      'Use the model in the step that the collection was stored with, or store the documents in a new collection.',
  },
  'call.failed': { class: 'configuration', nextStep: 'Open the run of that workflow: it tells which step stopped.' },
  'call.timed_out': {
    class: 'timeout',
    nextStep:
      'Look at the run of that workflow: it may wait for somebody. If it only needs longer, wait longer for it.',
  },
  'call.workflow_unknown': {
    class: 'not_found',
    nextStep: 'Choose the workflow again in the step; ask its owner to share it if it is not yours.',
  },
  'call.workflow_ambiguous': { class: 'configuration', nextStep: 'Choose the one that is meant in the step.' },
  'call.no_trigger': { class: 'configuration', nextStep: 'Give that workflow the beginning "Called by a workflow".' },
  'call.not_runnable': { class: 'configuration', nextStep: 'Put that right in the workflow that is called.' },
  'call.cycle': { class: 'configuration', nextStep: 'Take one of the calls out of the circle.' },
  'call.too_deep': { class: 'configuration', nextStep: 'Call that workflow from further up.' },
  'call.too_many': {
    class: 'wrong_value',
    nextStep: 'Give all items to one run, or call it from a loop over batches.',
  },
  'approval.nobody_answered': {
    class: 'timeout',
    nextStep: 'Run it again to ask anew. In the step, give more time, or choose what happens when nobody answers.',
  },
  'wait.nobody_called': {
    class: 'timeout',
    nextStep:
      'Check that the other side was given the address and calls it. In the step, give more time, or choose what happens when nobody calls.',
  },
  'code.limit': {
    class: 'timeout',
    nextStep: 'Let the code work on fewer items at once, or give it more time or memory in the step.',
  },
  'code.unavailable': { class: 'configuration', nextStep: 'Ask whoever runs Parley to look at `npx parley doctor`.' },
  'node.cannot_wait': { class: 'configuration', nextStep: 'Switch the workflow on, then let it start by itself.' },
  'workflow.stopped': {
    class: 'wrong_branch',
    nextStep:
      'The workflow was told to stop here. Look at what led to this step; nothing needs to change if that is right.',
  },
  'credential.missing': { class: 'unauthorized', nextStep: 'Choose a key in the step, or make one in Settings, Keys.' },
  'credential.unsuitable': { class: 'configuration', nextStep: 'Choose a key of the right kind in the step.' },
  'credential.not_found': { class: 'unauthorized', nextStep: 'Choose another key in the step.' },
  'credential.unreadable': { class: 'unauthorized', nextStep: 'Enter the key again in Settings, Keys.' },
  'credential.host_refused': {
    class: 'configuration',
    nextStep:
      'Add the address to those of the key in Settings, Keys, if it should go there; otherwise correct the address.',
  },
};
