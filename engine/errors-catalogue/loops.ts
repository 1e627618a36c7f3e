import { entry } from './entry';

/** Steps that carry out others: loops, and workflows called by workflows. */
export const loopsErrors = {
  'loop.round_failed': entry<{
    /** Counted from 1. */
    round: number;
    step: string;
    reason: string;
    /** The code of what failed inside. */
    cause: string;
    /** The first item of the round, counted from 1, and how many the loop was given. */
    item?: number;
    items?: number;
  }>({
    status: 422,
    say: ({ round, step, reason, item, items }) =>
      `Round ${round}${item && items && items > 1 ? ` (item ${item} of ${items})` : ''} stopped at "${step}": ${reason}`,
  }),
  'loop.too_many_rounds': entry<{ rounds: number; limit: number }>({
    status: 422,
    say: ({ rounds, limit }) =>
      `The loop would take ${rounds} rounds and may take ${limit}. Raise "maxRounds", let a round take more items, or let it stop at the limit.`,
  }),
  'loop.limit_reached': entry<{ limit: number }>({
    status: 422,
    say: ({ limit }) =>
      `The loop took its ${limit} rounds and its end was not reached. Look at the condition, or raise "maxRounds".`,
  }),
  'run.inside_loop': entry<{ step: string; loop: string }>({
    status: 422,
    say: ({ step, loop }) => `"${step}" is inside the loop "${loop}", which runs as a whole. Run the loop instead.`,
  }),
  'call.workflow_unknown': entry<{ workflow: string; nearest: string | null }>({
    status: 404,
    say: ({ workflow, nearest }) =>
      `There is no workflow called "${workflow}" that you may run.${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  'call.workflow_ambiguous': entry<{ workflow: string; count: number }>({
    status: 409,
    say: ({ workflow, count }) =>
      `${count} workflows are called "${workflow}". Give the id of the one that is meant, or rename one of them.`,
  }),
  'call.no_trigger': entry<{ workflow: string }>({
    status: 422,
    say: ({ workflow }) =>
      `"${workflow}" has no trigger for being called. Add "Called by a workflow" (core.called) to it, or a start by hand.`,
  }),
  'call.not_runnable': entry<{ workflow: string; reason: string }>({
    status: 422,
    say: ({ workflow, reason }) => `"${workflow}" cannot run: ${reason}`,
  }),
  'call.cycle': entry<{ workflow: string }>({
    status: 409,
    say: ({ workflow }) =>
      `"${workflow}" is already running further up: workflows that call each other in a circle never end. Remove one of the calls.`,
  }),
  'call.too_deep': entry<{ workflow: string; limit: number }>({
    status: 409,
    say: ({ workflow, limit }) =>
      `"${workflow}" would be the ${limit + 1}th workflow below each other, and ${limit} are allowed. Call it from further up.`,
  }),
  'call.too_many': entry<{ runs: number; limit: number }>({
    status: 422,
    say: ({ runs, limit }) =>
      `The step would start ${runs} runs and may start ${limit}. Give all items to one run, or take them in batches.`,
  }),
  'call.timed_out': entry<{ workflow: string; run: string }>({
    status: 504,
    say: ({ workflow }) =>
      `"${workflow}" was not done in the time it is waited for. Raise "waitHours", or look at its run.`,
  }),
  'call.failed': entry<{ workflow: string; run: string; reason: string }>({
    status: 422,
    say: ({ workflow, reason }) => `"${workflow}", which this step ran, failed: ${reason}`,
  }),
};
