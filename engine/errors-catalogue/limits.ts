import { entry } from './entry';

const counted = (count: number) => count.toLocaleString('en-US');

/** What a run may take at the most. */
export const limitsErrors = {
  'limit.items': entry<{ limit: number }>({
    status: 422,
    say: ({ limit }) =>
      `The step gave more than ${counted(limit)} items, which is more than one step may. Take fewer at a time: a filter before it, a limit, or pages.`,
  }),
  'limit.output_size': entry<{ limit: string }>({
    status: 422,
    say: ({ limit }) =>
      `The step gave more than ${limit}, which is more than is kept. Keep only the fields that are needed, or take fewer items at a time.`,
  }),
  'limit.depth': entry<{ limit: number }>({
    status: 422,
    say: ({ limit }) =>
      `The step gave data with more than ${limit} lists or objects within each other. Flatten it, or take out the part that is needed.`,
  }),
  'limit.runtime': entry<{ minutes: number }>({
    status: 504,
    say: ({ minutes }) =>
      `The run was worked on for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} without an end and was stopped. Divide the work, or let it wait in between.`,
  }),
};
