import { type LanguageModel, type ModelMessage, type SystemModelMessage, ToolLoopAgent } from 'ai';
import { approvalFor } from '@/tools/approve';
import type { Tools } from '@/tools/index';
import type { Turn } from '@/tools/turn';
import { type Budget, defaultBudget, stopConditions } from './stop-conditions';

export interface RespondOptions {
  model: LanguageModel;
  turn: Turn;
  instructions: SystemModelMessage[];
  messages: ModelMessage[];
  /** The tools of this turn; the messages were converted with the same ones. */
  tools: Tools;
  /** Signs approval requests, so that altered arguments are refused. */
  approvalSecret: string;
  budget?: Budget;
  /** Told of a provider's failures, for the log; the person reads a sentence. */
  onFailure?: (error: unknown) => void;
}

/** One turn: model, messages, facts and tools in; a stream of text, tool calls and results out. */
export function respond({
  model,
  tools,
  turn,
  instructions,
  messages,
  approvalSecret,
  budget = defaultBudget,
  onFailure = () => undefined,
}: RespondOptions) {
  const agent = new ToolLoopAgent({
    model,
    instructions,
    tools,
    toolApproval: {
      runWorkflow: (input, { toolCallId }) => approvalFor(turn, { toolName: 'runWorkflow', toolCallId, input }),
      setActive: (input, { toolCallId }) => approvalFor(turn, { toolName: 'setActive', toolCallId, input }),
    },
    experimental_toolApprovalSecret: approvalSecret,
    stopWhen: stopConditions(budget),
    // Writes must happen in the order the model gave them.
    toolCallConcurrency: 1,
    // The model itself knows when to try again and when the next one is to go on.
    maxRetries: 0,
    onError: ({ error }) => onFailure(error),
  });
  return agent.stream({ messages, abortSignal: turn.signal, timeout: { totalMs: budget.seconds * 1000 } });
}
