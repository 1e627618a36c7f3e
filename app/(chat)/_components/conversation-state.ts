import type { ChatState, ChatStatus } from 'ai';
import type { ChatMessage } from '@/agent/messages';

/** What a screen shows of a conversation at one moment; a new object whenever something is different. */
export interface Heard {
  messages: readonly ChatMessage[];
  status: ChatStatus;
  error: Error | undefined;
}

/** Words come faster than a screen need be drawn. */
const drawEveryMs = 40;

/** Holds what was said, tells whoever shows it, and is written by the engine once that is loaded. */
export class ConversationState implements ChatState<ChatMessage> {
  #heard: Heard;
  #shown: Heard;
  /** Something was asked for, and the engine that says so is on its way. */
  #waits = false;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(messages: readonly ChatMessage[]) {
    this.#heard = { messages, status: 'ready', error: undefined };
    this.#shown = this.#heard;
  }

  /** As it is drawn: at most 40 ms behind while words stream, never behind when the status changes. */
  readonly shown = (): Heard => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The server knows more than was heard here. May be called while drawing: whoever draws sees it at once. */
  catchUp(messages: readonly ChatMessage[]): void {
    this.messages = [...messages];
    this.#shown = this.#heard;
  }

  /** Shown as asked for until the engine says how it stands. */
  set waits(waits: boolean) {
    if (waits === this.#waits) return;
    this.#waits = waits;
    this.#tell();
  }

  get messages(): ChatMessage[] {
    return this.#heard.messages as ChatMessage[];
  }
  set messages(messages: ChatMessage[]) {
    this.#heard = { ...this.#heard, messages: [...messages] };
    this.#timer ??= setTimeout(this.#tell, drawEveryMs);
  }

  get status(): ChatStatus {
    return this.#heard.status;
  }
  set status(status: ChatStatus) {
    this.#waits = false;
    this.#heard = { ...this.#heard, status };
    this.#tell();
  }

  get error(): Error | undefined {
    return this.#heard.error;
  }
  set error(error: Error | undefined) {
    this.#heard = { ...this.#heard, error };
    this.#tell();
  }

  readonly pushMessage = (message: ChatMessage): void => {
    this.messages = [...this.messages, message];
  };

  readonly popMessage = (): void => {
    this.messages = this.messages.slice(0, -1);
  };

  readonly replaceMessage = (index: number, message: ChatMessage): void => {
    this.messages = this.messages.with(index, this.snapshot(message));
  };

  /** The engine goes on writing into its own message and its parts; what is drawn must not change under the hand. */
  readonly snapshot = <Thing>(thing: Thing): Thing => {
    if (typeof thing !== 'object' || thing === null || !('parts' in thing) || !Array.isArray(thing.parts)) return thing;
    return { ...thing, parts: thing.parts.map(part => ({ ...part })) };
  };

  readonly #tell = (): void => {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#shown = this.#waits ? { ...this.#heard, status: 'submitted' } : this.#heard;
    for (const listener of this.#listeners) listener();
  };
}
