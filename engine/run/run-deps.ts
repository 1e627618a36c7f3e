import type { OpenCredential } from '../nodes/credentials';
import type { NodeDefinition } from '../nodes/define-node';
import type { DocumentStore } from '../nodes/document-store';
import type { HttpClient } from '../nodes/http-client';
import type { ModelCaller } from '../nodes/model-caller';
import type { RunWaits } from '../nodes/run-waits';
import type { TableStore } from '../nodes/table-store';
import type { WorkflowCalls } from '../nodes/workflow-calls';
import type { Sandbox } from '../workflow/script';
import type { Execution } from './execution';
import type { Journal } from './journal';
import type { Limits } from './limits';

export type NodeDefinitions = Readonly<Record<string, NodeDefinition>>;

/** What nodes reach the world with, on behalf of one execution's owner. */
export interface NodeServices {
  http: HttpClient;
  tables: TableStore;
  /** Opens a credential of the workflow's owner. Without it no step has a key. */
  openCredential?: OpenCredential;
  /** The content of a file that came with a run of this owner. Without it no step can open one. */
  openFile?(id: string): Promise<Buffer>;
  /** What a service said of a key that it refused, for its owner to see. */
  noteRefused?(credentialId: string, problem: string): Promise<void>;
  /** What the run waits for from outside. Without it no step can wait for anybody. */
  waits?: RunWaits;
  /** Runs of other workflows. Without it no step can call one. */
  workflows?: WorkflowCalls;
  /** Without it no step can keep documents. */
  documents?: DocumentStore;
  /** By node, so that what it cost is known of each. Without it no step can ask a model. */
  models?(nodeKey: string): ModelCaller;
  /** The same for one node, where what each of them does is watched. */
  forNode?(nodeKey: string): NodeServices;
}

/** Everything a run needs from outside the engine. */
export interface RunDeps {
  journal: Journal;
  nodeTypes: NodeDefinitions;
  servicesFor(execution: Execution): NodeServices;
  sandbox: Sandbox;
  /** Wall clock, for the times of records. What `now` means inside a run is fixed at its start. */
  clock(): Date;
  /** Rejects with the signal's reason. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Asks to be called again then; null where nobody would: such a run gives up instead of parking. */
  wakeAt: ((executionId: string, time: Date) => Promise<void>) | null;
  /** What one run may take, unless that of everybody. */
  limits?: Limits;
  /**
   * Whether somebody else knows these types of steps, which nobody does here: during an upgrade workers of two versions
   * stand side by side. The claim was given back then. Without it, or when nobody does, such a step fails.
   */
  leaveToOther?(execution: Execution, types: readonly string[]): Promise<boolean>;
  /** A run is over, and that is on disk. Whoever must know is told here. */
  onEnd?(execution: Execution, end: Pick<Execution, 'status' | 'error' | 'finishedAt'>): void;
  /** A bug in a node, with its cause: the record only says that one was met. */
  onBug(error: unknown, where: { executionId: string; nodeKey: string }): void;
}
