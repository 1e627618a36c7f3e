import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { withNativeScripts } from './native-scripts';
import { harness } from './sandbox-harness';
import { defaultLimits, type Sandbox, type ScriptBatch, type ScriptLimits, type ScriptOutcome } from './script';
import { BatchBuilder } from './script-batch';
import type { RawOutcome } from './script-outcome';

/** Runs scripts: the simple ones here, the others where they can reach nothing but what they are given. */
export function createSandbox(limits: Partial<ScriptLimits> = {}): Sandbox {
  const all = { ...defaultLimits, ...limits };
  return withNativeScripts(createQuickJs(all), all);
}

/** Scripts run in QuickJS, compiled to WebAssembly: another engine with its own memory, which we can stop. */
export function createQuickJs(all: ScriptLimits): Sandbox {
  let machine: Machine | null = null;

  async function evaluateSome(batch: ScriptBatch): Promise<ScriptOutcome[][]> {
    const module = await quickJs();
    if (machine?.isSpent) machine.dispose();
    if (!machine || machine.isSpent || machine.module !== module) machine = new Machine(module);
    const outcomes = evaluateBatch(batch, all, { module, machine });
    if (outcomes.broken) loading = null;
    machine = outcomes.machine;
    return outcomes.list;
  }

  return {
    async evaluate(batch) {
      const outcomes: ScriptOutcome[][] = [];
      for (let first = 0; first < batch.scopes.length; first += scopesAtOnce) {
        if (first > 0) await new Promise(resolve => setImmediate(resolve)); // others want to be served, too
        const some = { ...batch, scopes: batch.scopes.slice(first, first + scopesAtOnce) };
        for (const outcome of await evaluateSome(some)) outcomes.push(outcome);
      }
      return outcomes;
    },
  };
}

/** About 20 ms of work: how long a list may keep the process from answering anybody else. */
const scopesAtOnce = 1_000;

let loading: Promise<QuickJSWASMModule> | null = null;

/** Loaded once per process, and again after a script brought it down. */
function quickJs(): Promise<QuickJSWASMModule> {
  loading ??= import('@jitl/quickjs-wasmfile-release-sync').then(variant =>
    newQuickJSWASMModuleFromVariant(variant.default),
  );
  return loading;
}

interface Work {
  module: QuickJSWASMModule;
  machine: Machine;
}

function evaluateBatch(batch: ScriptBatch, limits: ScriptLimits, work: Work) {
  const builder = new BatchBuilder(batch, limits);
  const list: ScriptOutcome[][] = [];
  const end = performance.now() + limits.totalMs;
  let machine: Machine | null = work.machine;
  while (list.length < batch.scopes.length) {
    machine ??= new Machine(work.module);
    const first = list.length;
    const finished = machine.run(builder.build(first), { ...limits, end });
    for (const raws of finished.outcomes) {
      list.push(batch.scripts.map((_source, script) => builder.outcome(list.length, script, raws[script] ?? null)));
    }
    if (finished.stopped === null && finished.outcomes.length > 0) continue;
    const stopped = finished.stopped ?? 'memory';
    list.push(batch.scripts.map((_source, script) => builder.limitReached(script, stopped)));
    if (finished.broken || performance.now() > end) {
      while (list.length < batch.scopes.length)
        list.push(batch.scripts.map((_s, script) => builder.limitReached(script, stopped)));
    }
    if (finished.broken) return { list, machine: null, broken: true };
    machine.dispose();
    machine = null;
  }
  return { list, machine, broken: false };
}

interface Finished {
  outcomes: (RawOutcome | null)[][];
  stopped: 'time' | 'memory' | null;
  /** The module itself failed and must not be used again. */
  broken: boolean;
}

const runsPerMachine = 5_000;

type VmCallResult = ReturnType<QuickJSContext['evalCode']>;

/** One QuickJS runtime with the harness in it. Its language objects are frozen, so that batches leave no trace. */
/** Time this thread has worked; a browser only tells the time that went by. */
const workedMs = (): number => {
  const host = globalThis as { process?: { threadCpuUsage?(): { user: number } } };
  const used = host.process?.threadCpuUsage?.();
  return used ? used.user / 1_000 : performance.now();
};

class Machine {
  private readonly runtime: QuickJSRuntime;
  private readonly context: QuickJSContext;
  private readonly run_: QuickJSHandle;
  private readonly drain: QuickJSHandle;
  private deadline = Number.POSITIVE_INFINITY;
  /** Time this thread had worked when the clock first ran out; null before that. */
  private workedMs: number | null = null;
  private limits = { itemMs: 1_000, end: Number.POSITIVE_INFINITY };
  private runs = 0;

  readonly module: QuickJSWASMModule;

  constructor(module: QuickJSWASMModule) {
    this.module = module;
    this.runtime = module.newRuntime();
    this.runtime.setMaxStackSize(64 * 1024);
    this.runtime.setInterruptHandler(() => this.isOver());
    this.context = this.runtime.newContext();
    const { context } = this;
    const tick = context.newFunction('tick', () => {
      const now = performance.now();
      if (now < this.limits.end) this.workedMs = null;
      this.deadline = Math.min(now + this.limits.itemMs / 2, this.limits.end);
    });
    const prepare = this.must(context.evalCode(harness, 'harness.js'));
    const parts = this.must(context.callFunction(prepare, context.undefined, tick));
    this.run_ = context.getProp(parts, 'run');
    this.drain = context.getProp(parts, 'drain');
    for (const handle of [tick, prepare, parts]) handle.dispose();
  }

  /** Half of the time by the clock, half by work: a busy computer that let us wait is no fault of the script. */
  private isOver(): boolean {
    if (performance.now() <= this.deadline) return false;
    const worked = workedMs();
    this.workedMs ??= worked;
    return worked - this.workedMs > this.limits.itemMs / 2;
  }

  get isSpent(): boolean {
    return this.runs >= runsPerMachine;
  }

  run(text: string, limits: { itemMs: number; end: number; memoryBytes: number }): Finished {
    this.runs += 1;
    this.limits = limits;
    this.deadline = limits.end;
    this.workedMs = null;
    this.runtime.setMemoryLimit(limits.memoryBytes + 8 * text.length);
    try {
      const stopped = this.call(text);
      this.deadline = Number.POSITIVE_INFINITY;
      this.runtime.setMemoryLimit(-1);
      return { outcomes: this.finished(), stopped, broken: false };
    } catch {
      return { outcomes: [], stopped: 'memory', broken: true }; // the engine's own stack overflowed
    }
  }

  dispose(): void {
    try {
      for (const handle of [this.run_, this.drain]) handle.dispose();
      this.context.dispose();
      this.runtime.dispose();
    } catch {
      loading = null; // what was interrupted left something behind: the next batch gets a new module
    }
  }

  /** The library's own error holds the whole engine and must not travel: it is hundreds of megabytes when printed. */
  private must(result: VmCallResult): QuickJSHandle {
    if (!result.error) return result.value;
    const { name, message } = this.context.dump(result.error) as { name?: string; message?: string };
    result.error.dispose();
    throw new Error(`sandbox: ${name} ${message}`);
  }

  private call(text: string): Finished['stopped'] {
    const { context } = this;
    using argument = context.newString(text);
    const result = context.callFunction(this.run_, context.undefined, argument);
    if (!result.error) {
      result.value.dispose();
      return null;
    }
    const message = String(context.dump(result.error)?.message ?? '');
    result.error.dispose();
    return message === 'interrupted' ? 'time' : 'memory';
  }

  private finished(): (RawOutcome | null)[][] {
    const { context } = this;
    using text = this.must(context.callFunction(this.drain, context.undefined));
    return JSON.parse(context.getString(text)) as (RawOutcome | null)[][];
  }
}
