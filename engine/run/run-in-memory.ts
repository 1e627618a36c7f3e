import { setTimeout as sleep } from 'node:timers/promises';
import type { Item, Workflow } from '../workflow/schema';
import type { Sandbox } from '../workflow/script';
import type { Execution, RunMode } from './execution';
import type { Journal } from './journal';
import type { NodeExecution } from './node-execution';
import type { NodeDefinitions, NodeServices, RunDeps } from './run-deps';
import { runExecution } from './run-execution';

export interface InMemoryRun {
  workflow: Workflow;
  nodeTypes: NodeDefinitions;
  triggerNodeId: string;
  triggerItems: readonly Item[];
  mode: RunMode;
  /** Results used instead of executing: node key → items by port. */
  recorded?: Execution['recorded'];
  /** A part of the workflow only. */
  reach?: Execution['reach'];
  services: NodeServices;
  sandbox: Sandbox;
  /** What `now` means in the run. */
  now?: Date;
  signal?: AbortSignal;
  /** Told of bugs in nodes; the record only says that one was met. */
  onBug?: RunDeps['onBug'];
}

/** The same run as anywhere else, with a journal that is forgotten: for proofs, tests and evals. */
export async function runInMemory(options: InMemoryRun): Promise<{ execution: Execution; records: NodeExecution[] }> {
  const { nodeTypes, services, sandbox, signal, onBug } = options;
  const { journal, read } = createMemoryJournal(toExecution(options));
  const deps: RunDeps = {
    ...{ journal, nodeTypes, sandbox },
    servicesFor: () => services,
    clock: () => new Date(),
    wait: (ms, waiting) => sleep(ms, undefined, { signal: waiting }),
    wakeAt: null,
    onBug: onBug ?? (() => undefined),
  };
  await runExecution(deps, read().execution.id, signal ?? new AbortController().signal);
  return read();
}

export function toExecution({
  workflow,
  triggerNodeId,
  triggerItems,
  mode,
  recorded,
  reach,
  now,
}: InMemoryRun): Execution {
  return {
    id: crypto.randomUUID(),
    workflowId: crypto.randomUUID(),
    ownerId: crypto.randomUUID(),
    version: 0,
    workflow,
    status: 'queued',
    mode,
    triggerNodeId,
    triggerItems: [...triggerItems],
    startedBy: 'assistant',
    recorded: recorded ?? {},
    reach: reach ?? null,
    answer: null,
    error: null,
    createdAt: (now ?? new Date()).toISOString(),
    startedAt: null,
    finishedAt: null,
    epoch: 0,
  };
}

/** A journal with the same promises as the durable one, but for the disk. */
export function createMemoryJournal(start: Execution) {
  let execution = start;
  const records = new Map<string, NodeExecution>();
  const read = () => ({ execution, records: [...records.values()].sort((a, b) => a.seq - b.seq) });
  const journal: Journal = {
    async claim(executionId) {
      if (executionId !== execution.id || execution.finishedAt) return null;
      const startedAt = execution.startedAt ?? new Date().toISOString();
      execution = { ...execution, status: 'running', startedAt, epoch: execution.epoch + 1 };
      return { ...read(), cancelRequested: false };
    },
    async write(entry) {
      if (entry.create) execution = entry.create;
      for (const record of entry.records) records.set(record.nodeKey, record);
      execution = { ...execution, ...entry.progress };
    },
    async close() {},
  };
  return { journal, read };
}
