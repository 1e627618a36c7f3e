import type { z } from 'zod';
import type { CredentialNeed, Effect, NodeKind, NodeType } from '../workflow/node-types';
import { defaultInput } from '../workflow/ports';
import type { Item } from '../workflow/schema';
import { type Shape, unknownShape } from '../workflow/shape';
import type { CredentialValues } from './credentials';
import type { DocumentStore } from './document-store';
import type { HttpClient } from './http-client';
import type { LoopRules } from './loop-plan';
import type { ModelCaller } from './model-caller';
import type { PollCall, Polled } from './poll';
import type { Asked, Came } from './run-waits';
import type { TableStore } from './table-store';
import type { CallPlan } from './workflow-calls';

/** What one node is given when it executes. */
export interface NodeCall<Params> {
  /** Expressions are already resolved: for this item when it runs `each`, for the first item when it runs `all`. */
  params: Params;
  /** `each`: the one item. `all`: the first, or an empty object. */
  item: Item;
  /** Everything that arrived; one item for `each`. */
  items: readonly Item[];
  /** Items by way in, for a node that has several. */
  inputs: Readonly<Record<string, readonly Item[]>>;
  /** The only way out to the network. */
  http: HttpClient;
  /** The key that the step was given. HTTP requests carry theirs already. */
  credential: CredentialValues | null;
  /** Parley's own data tables, as the workflow's owner. */
  tables: TableStore;
  /** Documents that were stored to be found by their meaning, as the workflow's owner. */
  documents: DocumentStore;
  /** Language models, as the workflow's owner. */
  models: ModelCaller;
  /** Fixed per execution, so that repeating a node gives the same. */
  now: Date;
  timeZone: string;
  execution: { id: string; workflowId: string; workflowName: string; mode: 'live' | 'verify' };
  /** Same value on every retry of this node execution for this item. */
  idempotencyKey: string;
  /** What an earlier attempt of this very call had done when it failed (`withProgress`); null for the first. */
  progress?: unknown;
  /** What was waited for, once it is there. */
  came?: Came | null;
  /** The web address that goes on with this run where it waits for a call of that name. */
  callUrl?(name: string): string;
  signal: AbortSignal;
}

/** Items by port. An item that is passed on must be the very same object: lineage and storage follow identity. */
export type Outputs = Readonly<Record<string, readonly Item[]>>;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Text as is; anything else is sent as JSON. */
  body: unknown;
}

export interface NodeDefinition<Params extends z.ZodObject = z.ZodObject> extends NodeType {
  params: Params;
  runs: 'each' | 'all';
  timeoutMs: number;
  /** For failures whose code is retryable; effects above `read` also need `honoursIdempotencyKey`. */
  retry: { attempts: number; delayMs: number };
  /** True when the same idempotencyKey never takes effect twice. */
  honoursIdempotencyKey(params: z.output<Params>): boolean;
  execute(call: NodeCall<z.output<Params>>): Promise<Outputs> | Outputs;
  /** Its settings may hold files that are kept elsewhere; it is called with their content. */
  opensFiles: boolean;
  /** Set on a container: how what it owns is carried out, instead of `execute`. */
  loop: LoopRules<z.output<Params>> | null;
  /** Set on a step that runs another workflow: what a live run does instead of `execute`. */
  calls: ((params: z.output<Params>) => CallPlan) | null;
  /** What a verify run answers with instead of executing, when the effect is above `read`. */
  simulate: ((call: NodeCall<z.output<Params>>) => Outputs) | null;
  /** Until when a live run holds its items back here, from when it was first reached; the run is parked meanwhile. */
  waitUntil: ((call: NodeCall<z.output<Params>>, began: Date) => Date | null) | null;
  /** Whom a live run asks here and until when; it goes on with `came`, and the run is parked meanwhile. */
  waitFor: ((call: NodeCall<z.output<Params>>, began: Date) => Asked | null) | null;
  /** Tells people where to answer, before it waits. Repeated after a crash: the same message must do no harm. */
  announce: ((call: NodeCall<z.output<Params>>, told: Told) => Promise<void>) | null;
  /** Of a trigger that looks for news: looks once. */
  poll: ((call: PollCall<z.output<Params>>) => Promise<Polled>) | null;
  /** The answer to the waiting webhook, when `answers`. Pure. */
  toAnswer: ((call: NodeCall<z.output<Params>>) => Answer) | null;
}

/** Where each who is told answers, and until when. */
export interface Told {
  links: readonly string[];
  until: Date;
}

type Lazy<Value, Params> = Value | ((params: Params) => Value);

export interface NodeSource<Params extends z.ZodObject> {
  title: string;
  summary: string;
  synonyms?: readonly string[];
  kind: NodeKind;
  icon: string;
  params: Params;
  pathParams?: readonly string[];
  plainParams?: readonly string[];
  optionalReads?(params: z.output<Params>): readonly string[];
  ports?: Lazy<readonly string[], z.output<Params>>;
  inputs?: readonly string[];
  runsOnNothing?: Lazy<boolean, z.output<Params>>;
  credential?: Lazy<CredentialNeed | null, z.output<Params>>;
  effect: Lazy<Effect, z.output<Params>>;
  reachesOthers?: boolean;
  usesModel?: NodeType['usesModel'];
  describe(params: z.input<Params>): string;
  describeEffects?: NonNullable<NodeType['describeEffects']>;
  outputShapes?(params: z.output<Params>, input: Shape): Readonly<Record<string, Shape>>;
  example: {
    ask: string;
    params: z.input<Params>;
    input: readonly Item[];
    output: Readonly<Record<string, readonly Item[]>>;
    arrivesAt?: readonly string[];
    fails?: string;
  };
  startedBy?: NodeType['startedBy'];
  runs: 'each' | 'all';
  timeoutMs?: number;
  retry?: { attempts: number; delayMs: number };
  honoursIdempotencyKey?: Lazy<boolean, z.output<Params>>;
  opensFiles?: boolean;
  execute(call: NodeCall<z.output<Params>>): Promise<Outputs> | Outputs;
  loop?: LoopRules<z.output<Params>>;
  calls?(params: z.output<Params>): CallPlan;
  roundShape?(params: z.output<Params>, input: Shape): Shape;
  simulate?(call: NodeCall<z.output<Params>>): Outputs;
  waitUntil?(call: NodeCall<z.output<Params>>, began: Date): Date | null;
  waitFor?(call: NodeCall<z.output<Params>>, began: Date): Asked | null;
  poll?(call: PollCall<z.output<Params>>): Promise<Polled>;
  announce?(call: NodeCall<z.output<Params>>, told: Told): Promise<void>;
  toAnswer?(call: NodeCall<z.output<Params>>): Answer;
}

/** The single source of a step: palette, form, validator, model hints, documentation and conformance tests read it. */
export function defineNode<Params extends z.ZodObject>(source: NodeSource<Params>): NodeDefinition<Params> {
  type Output = z.output<Params>;
  const lazy =
    <Value>(value: Lazy<Value, Output>) =>
    (params: Readonly<Record<string, unknown>>): Value =>
      typeof value === 'function' ? (value as (params: Output) => Value)(params as Output) : value;
  const effect = lazy<Effect>(source.effect);

  const { inputs: _inputs, ...rest } = source;
  return {
    ...rest,
    synonyms: source.synonyms ?? [],
    pathParams: source.pathParams ?? [],
    optionalReads: params => source.optionalReads?.(params as Output) ?? [],
    ports: lazy<readonly string[]>(source.ports ?? ['next']),
    inputs: () => source.inputs ?? [defaultInput],
    runsOnNothing: lazy<boolean>(source.runsOnNothing ?? false),
    credential: lazy<CredentialNeed | null>(source.credential ?? null),
    effect,
    reachesOthers: params => (source.reachesOthers ?? true) && !['none', 'read'].includes(effect(params)),
    describe: params => source.describe(params as z.input<Params>),
    outputShapes: (params, input) => source.outputShapes?.(params as Output, input) ?? { next: unknownShape },
    example: source.example as NodeType['example'],
    startedBy: source.startedBy ?? null,
    answers: source.toAnswer !== undefined,
    timeoutMs: source.timeoutMs ?? 60_000,
    retry: source.retry ?? { attempts: 3, delayMs: 1_000 },
    honoursIdempotencyKey: lazy<boolean>(source.honoursIdempotencyKey ?? false),
    opensFiles: source.opensFiles ?? false,
    loop: source.loop ?? null,
    calls: source.calls ?? null,
    isContainer: source.loop !== undefined,
    afterRound: source.loop?.afterRound ?? [],
    roundShape: (params, input) => source.roundShape?.(params as Output, input) ?? unknownShape,
    simulate: source.simulate ?? null,
    waitUntil: source.waitUntil ?? null,
    waitFor: source.waitFor ?? null,
    announce: source.announce ?? null,
    poll: source.poll ?? null,
    toAnswer: source.toAnswer ?? null,
  };
}
