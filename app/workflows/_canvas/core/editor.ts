import type { Change } from '@/engine/workflow/change';
import type { NodeTypes } from '@/engine/workflow/node-types';
import type { WorkflowNode } from '@/engine/workflow/schema';
import {
  addEdit,
  type EditState,
  giveBack,
  oneOfEach,
  sinceThen,
  startEditing,
  takeNews,
  takeNext,
  takeReply,
} from './edit-state';
import { lightTypes } from './light-types';
import { keepMine } from './resolve-card';
import type { CanvasReply, CanvasSnapshot, CatalogueEntry } from './snapshot';
import { emptyStack, inverseOf, popRedo, popUndo, remember, type UndoStack } from './undo-stack';

export interface Transport {
  send(request: { baseVersion: number; changes: readonly Change[] }): Promise<CanvasReply>;
  read(): Promise<CanvasSnapshot>;
}

export interface EditorView extends EditState {
  /** Why the last edit could not be done. */
  hint: string | null;
  /** Why nothing gets through at the moment; what waits is kept, and sent as soon as there is a way. */
  failure: string | null;
  canUndo: boolean;
  canRedo: boolean;
}

interface Setup extends Transport {
  snapshot: CanvasSnapshot;
  catalogue: readonly CatalogueEntry[];
}

/** The canvas without its pictures: edits show at once, go to the server one list at a time, and nothing is lost. */
export class Editor {
  #state: EditState;
  #types: NodeTypes;
  #stack: UndoStack = emptyStack;
  #hint: string | null = null;
  #failure: string | null = null;
  #newest: number;
  #sending: Promise<void> | null = null;
  #reading: Promise<void> | null = null;
  #view: EditorView;
  readonly #setup: Setup;
  readonly #listeners = new Set<() => void>();

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#state = startEditing(setup.snapshot);
    this.#types = lightTypes(setup.catalogue, setup.snapshot);
    this.#newest = setup.snapshot.version;
    this.#view = this.#toView();
  }

  readonly view = (): EditorView => this.#view;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  get types(): NodeTypes {
    return this.#types;
  }

  /** `prepare`: changes that belong to the edit but are not taken back with it. True when anything was done. */
  edit(changes: readonly Change[], prepare: readonly Change[] = []): boolean {
    if (prepare.length > 0) this.#perform(prepare);
    const { before, after, changed } = this.#perform(changes);
    if (changed) this.#stack = remember(this.#stack, { before, after });
    this.#show();
    void this.flush();
    return changed;
  }

  /** An edit that was begun when the step was as `seen`: what others have set since is not overwritten but asked about. */
  editFrom(seen: WorkflowNode, changes: readonly Change[]): void {
    const { mergeable, cards } = sinceThen({ seen, current: this.#state.screen, changes, nodeTypes: this.#types });
    if (cards.length > 0) this.#state = { ...this.#state, cards: oneOfEach([...cards, ...this.#state.cards]) };
    if (mergeable.length > 0) this.edit(mergeable);
    else this.#show();
  }

  undo(): void {
    this.#reverse(popUndo(this.#stack));
  }

  redo(): void {
    this.#reverse(popRedo(this.#stack));
  }

  /** A notice that this version is saved. */
  notice(version: number): Promise<void> {
    this.#newest = Math.max(this.#newest, version);
    return this.#newest > this.#state.saved.version && !this.#sending ? this.#catchUp() : Promise.resolve();
  }

  keep(cardId: string, whose: 'mine' | 'theirs'): void {
    const card = this.#state.cards.find(({ id }) => id === cardId);
    if (!card) return;
    this.#state = { ...this.#state, cards: this.#state.cards.filter(({ id }) => id !== cardId) };
    if (whose === 'mine') this.edit(keepMine(card, this.#state.screen));
    else this.#show();
  }

  say(hint: string | null): void {
    this.#hint = hint;
    this.#show();
  }

  /** Sends what waits; done when everything is answered, or the server cannot be reached. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
      if (!this.#failure && this.#newest > this.#state.saved.version) void this.#catchUp();
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    for (let next = takeNext(this.#state); next; next = takeNext(this.#state)) {
      this.#state = next;
      try {
        const reply = await this.#setup.send({ baseVersion: next.saved.version, changes: next.sent! });
        this.#failure = null;
        this.#learn(reply);
        this.#state = takeReply(this.#state, reply, this.#types);
        this.#show();
      } catch (error) {
        this.#failure = error instanceof Error ? error.message : String(error);
        this.#state = giveBack(this.#state);
        this.#show();
        return;
      }
    }
  }

  /** Read while nothing is on its way: an answer would bring the same. */
  #catchUp(): Promise<void> {
    const take = (saved: CanvasSnapshot) => {
      if (saved.version <= this.#state.saved.version || this.#state.sent) return;
      this.#learn(saved);
      this.#state = takeNews(this.#state, saved, this.#types);
      this.#show();
    };
    this.#reading ??= this.#setup
      .read()
      .then(take, () => undefined) // the next notice, or the next edit, asks again
      .finally(() => {
        this.#reading = null;
      });
    return this.#reading;
  }

  #perform(changes: readonly Change[]) {
    const before = this.#state.screen;
    const { state, hints, changed } = addEdit(this.#state, changes, this.#types);
    this.#state = state;
    this.#hint = hints.at(-1) ?? null;
    return { before, after: state.screen, changed };
  }

  #reverse(popped: ReturnType<typeof popUndo>): void {
    if (!popped) return;
    const { changes, left } = inverseOf(popped.edit, this.#state.screen, this.#types);
    const { before, after, changed } = this.#perform(changes);
    this.#stack = changed ? popped.keep({ before, after }) : popped.rest;
    if (left.length > 0) this.#hint = 'Somebody else has changed the same since. That stays as it is.';
    this.#show();
    void this.flush();
  }

  #learn(saved: CanvasSnapshot): void {
    this.#types = lightTypes(this.#setup.catalogue, saved);
  }

  #show(): void {
    this.#view = this.#toView();
    for (const listener of this.#listeners) listener();
  }

  #toView(): EditorView {
    const { done, undone } = this.#stack;
    const told = { hint: this.#hint, failure: this.#failure };
    return { ...this.#state, ...told, canUndo: done.length > 0, canRedo: undone.length > 0 };
  }
}
