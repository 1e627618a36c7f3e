'use client';
import type { FileUIPart } from 'ai';
import type { ChatMessage } from '@/agent/messages';
import type { ChatEngine } from './chat-engine';
import { ConversationState } from './conversation-state';

interface Options {
  chatId: string;
  /** What the server has of it; empty for a new one. */
  messages: readonly ChatMessage[];
  /** The workflow a new conversation is about, when it was opened from one. */
  workflowId: string | null;
  /** The answer that was on its way when the messages were read. */
  streamId: string | null;
}

/** One conversation of this tab. What it can do waits for the engine, which is loaded with the first need of it. */
export class Conversation {
  readonly state: ConversationState;
  readonly #options: Options;
  #engine: Promise<ChatEngine> | null = null;
  /** An answer on its way to messages that came from the server and not through this tab. */
  #unheard: string | null;
  /** The answer it goes on with. What is said meanwhile waits: the end of the one would end the other. */
  #resuming: Promise<void> = Promise.resolve();
  #resumed: string | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#unheard = options.streamId;
    this.state = new ConversationState(options.messages);
  }

  engine(): Promise<ChatEngine> {
    const { chatId, workflowId } = this.#options;
    this.#engine ??= import('./chat-engine').then(
      ({ ChatEngine }) => new ChatEngine({ chatId, workflowId, state: this.state, streamId: () => this.#resumed }),
    );
    this.#engine.catch(() => {
      this.#engine = null; // the next try loads again
    });
    return this.#engine;
  }

  /** The command line, or another tab, may have gone on with it. */
  catchUp({ messages, streamId }: Options): void {
    if (this.state.status !== 'ready' || messages.length <= this.state.messages.length) return;
    this.state.catchUp(messages);
    if (streamId !== null) this.#unheard = streamId;
  }

  /** Asks the server for an answer on its way; once. One that was streamed here is not asked for again. */
  resume(): void {
    if (this.state.status !== 'ready' || this.#unheard === null) return;
    this.#resumed = this.#unheard;
    this.#unheard = null;
    this.#resuming = this.#with(engine => engine.resumeStream());
  }

  say(text: string, files: FileUIPart[] = []): void {
    const message = text.trim() ? { text: text.trim(), files } : { files };
    const before = this.#resuming;
    void this.#with(async engine => {
      await before;
      await engine.sendMessage(message);
    });
  }

  approve(id: string, approved: boolean): void {
    void this.#with(engine => engine.addToolApprovalResponse({ id, approved }));
  }

  retry(): void {
    void this.#with(engine => engine.regenerate());
  }

  /** Closing the connection alone would leave the turn going: it is made to survive a reload. */
  halt(): void {
    void fetch(`/api/chat/${this.#options.chatId}/stop`, { method: 'POST' });
    void this.engine().then(engine => engine.stop());
  }

  async #with(act: (engine: ChatEngine) => unknown): Promise<void> {
    this.state.waits = true;
    try {
      await act(await this.engine());
    } catch (error) {
      this.state.error = error instanceof Error ? error : new Error(String(error));
      this.state.status = 'error';
    } finally {
      this.state.waits = false;
    }
  }
}

const chats = new Map<string, Conversation>();

/**
 * One object per conversation and browser tab, so that a stream goes on while other pages are looked at. The server
 * renders for many people and therefore keeps none.
 */
export function openChat(options: Options): Conversation {
  const known = chats.get(options.chatId);
  if (known) {
    known.catchUp(options);
    return known;
  }
  const chat = new Conversation(options);
  if (typeof window !== 'undefined') chats.set(options.chatId, chat);
  return chat;
}
