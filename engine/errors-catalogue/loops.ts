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
};
