import { tool } from 'ai';
import { z } from 'zod';

/** Ends the turn: the card shows the questions, and the answer is the person's next message. */
export const askUserTool = () =>
  tool({
    description:
      'Asks the person, when a wrong guess would reach other people or waste their time. At most three questions, with choices where there are any. Ends your turn.',
    inputSchema: z.object({
      questions: z
        .array(z.object({ question: z.string().min(1), choices: z.array(z.string()).max(6).optional() }))
        .min(1)
        .max(3),
    }),
    execute: async ({ questions }) => ({ asked: questions.length }),
  });
