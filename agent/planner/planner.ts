import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import type { NodeTypes } from '@/engine/workflow/node-types';
import { readConversation } from './conversation';
import { decideCredential, thenAskForKey } from './credential-talk';
import { decide } from './decide';
import { type Decision, say } from './decision';
import { toStream } from './stream';

export interface PlannerOptions {
  nodeTypes: NodeTypes;
  now?: () => Date;
  timeZone?: string;
  /** Told of a sentence that broke the grammar: the person is asked to say it otherwise, and the cause is ours to mend. */
  onBug?: (error: unknown) => void;
}

export const plannerId = 'built-in planner';

/**
 * The built-in planner: a language model in the AI SDK's sense that is no neural network. It reads the request with a
 * grammar and the catalogue of steps, keeps no state, and says what it did not understand.
 */
export function createPlanner({ nodeTypes, now = () => new Date(), timeZone, onBug }: PlannerOptions): LanguageModelV4 {
  const respond = (options: LanguageModelV4CallOptions) => {
    options.abortSignal?.throwIfAborted();
    const conversation = readConversation(options);
    const setting = { nodeTypes, now: now(), timeZone: timeZone ?? null };
    const decision = decideSafely(() => {
      const exchange = conversation.exchanges.at(-1);
      const aboutKey = exchange && decideCredential(conversation, exchange);
      return aboutKey ?? thenAskForKey(decide(conversation, setting), conversation);
    }, onBug);
    return { content: toContent(decision, options), finishReason: finishOf(decision), usage: noTokens };
  };
  return {
    specificationVersion: 'v4',
    provider: 'parley',
    modelId: plannerId,
    supportedUrls: {},
    doGenerate: async options => ({ ...respond(options), warnings: [] }),
    doStream: async options => ({ stream: toStream(respond(options)) }),
  };
}

function decideSafely(work: () => Decision, onBug: PlannerOptions['onBug']): Decision {
  try {
    return work();
  } catch (error) {
    if (onBug === undefined) throw error;
    onBug(error);
    return say(
      'I stumbled over that sentence, and nothing was changed. Say it in smaller pieces, one thing after another.',
    );
  }
}

function toContent(decision: Decision, { prompt }: LanguageModelV4CallOptions): LanguageModelV4Content[] {
  if (decision.kind === 'say') return [{ type: 'text', text: decision.text }];
  const calls = prompt.flatMap(message =>
    message.role === 'assistant' ? message.content.filter(part => part.type === 'tool-call') : [],
  ).length;
  return [
    ...(decision.text ? [{ type: 'text' as const, text: decision.text }] : []),
    {
      type: 'tool-call',
      toolCallId: `planner-${calls + 1}-${crypto.randomUUID().slice(0, 8)}`,
      toolName: decision.toolName,
      input: JSON.stringify(decision.input),
    },
  ];
}

const finishOf = (decision: Decision): LanguageModelV4FinishReason =>
  decision.kind === 'say' ? { unified: 'stop', raw: 'stop' } : { unified: 'tool-calls', raw: 'tool-calls' };

/** It spends no tokens: what it reads and writes is counted as none. */
const noTokens: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};
