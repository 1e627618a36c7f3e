import type { InferUITools, UIMessage } from 'ai';
import { z } from 'zod';
import type { Tools } from '@/tools/index';

/** What is known of a turn when it has ended; rendered below the assistant's message. */
export const TurnFacts = z.object({
  model: z.string(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }),
  /** USD; null where the price of a model that answered is not known. */
  costUsd: z.number().nullable(),
  /** Models that stood in for one that failed, in order. */
  switches: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
  /** Versions saved and runs made in this turn, from the records. */
  versions: z.array(z.object({ version: z.number(), summary: z.array(z.string()) })),
  executions: z.array(z.object({ id: z.string(), status: z.string(), mode: z.string() })),
  /** Said by us, not by the model: what its words leave out or get wrong. */
  notice: z.string().nullable(),
});
export type TurnFacts = z.infer<typeof TurnFacts>;

/** On an answer whose process ended before it did: what the person had asked for. */
interface Interrupted {
  interrupted?: string;
}

export type ChatMessage = UIMessage<Partial<TurnFacts> & Interrupted, never, InferUITools<Tools>>;
