import type { z } from 'zod';
import type { Item } from './schema';
import type { Shape } from './shape';

export type NodeKind = 'trigger' | 'logic' | 'data' | 'action' | 'ai';

/** What a model is asked for: words, or embeddings, which say by numbers what a text means. */
export type ModelKind = 'language' | 'embedding';

/** How far a node reaches. Above `read` it is simulated in verify runs and never blindly repeated. */
export type Effect = 'none' | 'read' | 'write' | 'destructive' | 'spend';

/** Which of a person's credentials a node takes, by the names of integrations. */
export interface CredentialNeed {
  integrations: readonly string[];
  /** False where it also works without one. */
  required: boolean;
}

type Params = Readonly<Record<string, unknown>>;

/** What the pure core needs to know of a node type. `NodeDefinition` (engine/nodes) adds how it executes. */
export interface NodeType {
  title: string;
  /** One or two sentences for the palette and for the model: what it does and when to pick it. */
  summary: string;
  /** Other words people use for it, lower case. */
  synonyms: readonly string[];
  kind: NodeKind;
  /** A lucide icon's name. */
  icon: string;
  params: z.ZodObject;
  /** Names of params that hold a plain path into the item (`customer.email`), not an expression. */
  pathParams: readonly string[];
  /** Names of params that are taken to the letter: `{{ }}` in them means nothing. */
  plainParams?: readonly string[];
  /** Dotted params (`conditions.0.left`) whose plain path may lead nowhere: it becomes null instead of a failure. */
  optionalReads?(params: Params): readonly string[];
  /** Ways out. A single unnamed way is `next`. */
  ports(params: Params): readonly string[];
  /** Ways in, where what arrives by one is another thing than what arrives by the other. */
  inputs?(params: Params): readonly string[];
  /** True where it has something to say of no items at all, when what leads to it ran and gave none: a count is 0. */
  runsOnNothing?(params: Params): boolean;
  effect(params: Params): Effect;
  /** False where an effect above `read` stays within Parley (own data tables): the first live run does not ask. */
  reachesOthers(params: Params): boolean;
  /** The key it works with; null where these settings need none. */
  credential?(params: Params): CredentialNeed | null;
  /** Needs a model of that kind that somebody set up. In a test run it is not asked: that would cost. */
  usesModel?: ModelKind;
  /** One line for the node card: what it will do with its main values. */
  describe(params: Params): string;
  /** For who approves it: what each of these simulated outputs would do, word for word. Without it, `describe`. */
  describeEffects?(outputs: readonly Item[]): readonly string[];
  /** What leaves each port, given what arrives. */
  outputShapes(params: Params, input: Shape): Readonly<Record<string, Shape>>;
  /** A real request this node answers: a test case, an eval case and a hint for the model. */
  example: {
    ask: string;
    params: Record<string, unknown>;
    input: readonly Item[];
    output: Readonly<Record<string, readonly Item[]>>;
    /** For each item of `input`, the way in, where there are several. */
    arrivesAt?: readonly string[];
    /** The sentence it ends with, for a node whose purpose is to fail. */
    fails?: string;
  };
  /** Set on triggers only: what starts it. */
  startedBy:
    | 'person'
    | 'webhook'
    | 'form'
    | 'schedule'
    | 'table'
    | 'poll'
    | 'email'
    | 'chat'
    | 'workflow'
    | 'failure'
    | null;
  /** True when it owns other nodes and carries them out in rounds. */
  isContainer?: boolean;
  /** Of a container: what one item looks like that a round begins with, given what arrives. */
  roundShape?(params: Params, input: Shape): Shape;
  /** Of a container: settings that are read after each round, with what came back. */
  afterRound?: readonly string[];
  /** True when an item that leaves it is the answer to a waiting webhook. */
  answers: boolean;
}

export type NodeTypes = Readonly<Record<string, NodeType>>;

/** Whether somebody waits for an answer of what it starts; the settings of a webhook may say otherwise. */
export const waitsForAnswer = (startedBy: string | null | undefined): boolean =>
  startedBy === 'webhook' || startedBy === 'chat';
