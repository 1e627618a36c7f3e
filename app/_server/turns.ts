import {
  convertToModelMessages,
  type InferUIMessageChunk,
  type LanguageModel,
  type TextStreamPart,
  toUIMessageStream,
} from 'ai';
import { toInstructions } from '@/agent/facts';
import type { ChatMessage } from '@/agent/messages';
import { toModelFailure } from '@/agent/model-failure';
import { type Candidate, createMeter, type ModelMeter } from '@/agent/models/candidate';
import { respond } from '@/agent/respond';
import { createTurnRecord, type TurnRecord } from '@/agent/turn-record';
import { withAttachments } from '@/agent/with-attachments';
import { leaveStream, startStream } from '@/database/chat-streams';
import { readMessages, saveMessages } from '@/database/chats';
import { asUser, type Claims, type Transaction } from '@/database/connection';
import { findLastExecution } from '@/database/executions';
import { addUsageRows, chooseChatModel, readChatModel } from '@/database/models';
import { listTables } from '@/database/tables';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { createTools, type Tools } from '@/tools/index';
import { emptyLog, type Turn } from '@/tools/turn';
import { hideKeys } from './hide-keys';
import { log } from './log';
import { closeLostAnswer } from './lost-answer';
import { mergeMessage } from './merge-message';
import { chooseModel } from './model';
import { missingIn } from './node-models';
import { openModels } from './open-models';
import { createRuns } from './runs';
import { runtime } from './runtime';
import { settings } from './settings';
import { readAttachedFiles, takeAttachments } from './turn-attachments';
import { openTurnWorkflow } from './turn-workflow';

export interface TurnRequest {
  claims: Claims;
  chatId: string;
  /** The person's new message, or the assistant's last one with their decision on what it asked approval for. */
  message: ChatMessage;
  /** The workflow a new conversation is to be about. */
  workflowId?: string;
  timeZone?: string;
  /** The model to be remembered for the conversation; null for whatever is the standard. */
  model?: string | null;
  /** The model of this turn alone. */
  modelName?: string;
  /** Where the answer is kept on its way, for whoever opens the conversation meanwhile. */
  streamId?: string;
  signal: AbortSignal;
}

/** One message and everything it causes, as a stream of chunks. Messages are saved before it begins and when it ends. */
export async function startTurn(given: TurnRequest): Promise<ReadableStream<InferUIMessageChunk<ChatMessage>>> {
  const request = { ...given, message: hideKeys(given.message) };
  const { claims, chatId, signal, streamId } = request;
  const asPerson = <Result>(work: (tx: Transaction) => Promise<Result>) => asUser(runtime().db, claims, work);
  await closeLostAnswer({ chatId, asPerson });
  const workflow = await openTurnWorkflow(asPerson, request);
  const messages = await asPerson(async tx => {
    if (request.model !== undefined) await chooseChatModel(tx, { chatId, model: request.model });
    const message = await takeAttachments(tx, { chatId, message: request.message });
    const merged = mergeMessage(await readMessages(tx, { chatId }), message);
    await saveMessages(tx, { chatId, messages: merged });
    if (streamId !== undefined) await startStream(tx, { chatId, streamId });
    return merged;
  });

  const timeZone = request.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const meter = createMeter();
  const [models, remembered] = await Promise.all([openModels(claims), asPerson(tx => readChatModel(tx, { chatId }))]);
  const { model, chosen } = chooseModel({ models, name: request.modelName ?? remembered, timeZone, meter });
  const turn: Turn = {
    ...{ chatId, timeZone, nodeTypes, signal, asUser: asPerson, missingModels: missingIn(models) },
    workflowId: workflow.id,
    ensureWorkflow: workflow.ensure,
    runs: createRuns({ claims, asPerson }),
    log: emptyLog(),
  };
  const instructions = toInstructions(await readFacts(turn));
  return stream({ turn, messages, instructions, model, chosen, meter, streamId });
}

async function readFacts({ asUser: asPerson, workflowId, timeZone, missingModels }: Turn) {
  const id = workflowId();
  return asPerson(async tx => ({
    ...{ nodeTypes, timeZone, missingModels, now: new Date() },
    draft: id === null ? null : await readDraft(tx, { workflowId: id }),
    tables: await listTables(tx),
    lastRun: id === null ? null : await findLastExecution(tx, { workflowId: id }),
  }));
}

interface Streaming {
  turn: Turn;
  messages: ChatMessage[];
  instructions: ReturnType<typeof toInstructions>;
  model: LanguageModel;
  chosen: Candidate;
  meter: ModelMeter;
  streamId: string | undefined;
}

async function stream({ turn, messages, instructions, model, chosen, meter, streamId }: Streaming) {
  const record = createTurnRecord();
  const tools = createTools(turn);
  const files = await turn.asUser(tx => readAttachedFiles(tx, { chatId: turn.chatId }));
  const reply = await respond({
    ...{ model, turn, tools, instructions },
    messages: await convertToModelMessages(withAttachments(messages, files), {
      tools,
      ignoreIncompleteToolCalls: true,
    }),
    approvalSecret: settings().encryptionKey,
    // What a provider failed with was logged where it happened.
    onFailure: error => !AppError.is(error) && log.warn({ error }, 'the turn failed'),
  });
  const seen = toStream(watched(reply.stream, record));
  return toUIMessageStream<Tools, ChatMessage>({
    stream: seen,
    originalMessages: messages,
    generateMessageId: () => crypto.randomUUID(),
    sendReasoning: false,
    messageMetadata: ({ part }) => metadataAt(part, { record, log: turn.log, chosen, meter }),
    onError: error => toModelFailure(error, chosen.provider).userMessage,
    redactToolErrors: true,
    onEnd: ({ messages: all }) =>
      turn.asUser(async tx => {
        await saveMessages(tx, { chatId: turn.chatId, messages: all });
        await addUsageRows(tx, { chatId: turn.chatId, calls: meter.calls });
        if (streamId !== undefined) await leaveStream(tx, { chatId: turn.chatId, streamId });
      }),
  });
}

interface Known {
  record: TurnRecord;
  log: Turn['log'];
  chosen: Candidate;
  meter: ModelMeter;
}

/** All that is known at the end; who stands in as soon as somebody does. */
function metadataAt({ type }: { type: string }, { record, log: done, chosen, meter }: Known) {
  if (type === 'finish') return record.facts(done, { chosen: chosen.displayName, meter });
  return type === 'text-start' && meter.switches.length > 0 ? { switches: [...meter.switches] } : undefined;
}

/** Every part as it passes. A stream that breaks off ends with an error that has a sentence, like any other failure. */
async function* watched(
  stream: ReadableStream<TextStreamPart<Tools>>,
  record: TurnRecord,
): AsyncGenerator<TextStreamPart<Tools>> {
  try {
    for await (const part of stream) {
      record.see(part);
      yield part;
    }
  } catch (error) {
    yield { type: 'error', error };
  }
}

function toStream<Value>(values: AsyncGenerator<Value>): ReadableStream<Value> {
  return new ReadableStream<Value>({
    async pull(controller) {
      const { done, value } = await values.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await values.return(undefined)),
  });
}
