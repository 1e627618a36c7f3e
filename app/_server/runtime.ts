import { setTimeout as sleep } from 'node:timers/promises';
import { findOpenCalls } from '@/database/called-runs';
import { asService, asUser, type Claims, type Database, openDatabase } from '@/database/connection';
import { createDocumentStore } from '@/database/document-store';
import { requestCancel } from '@/database/executions';
import { noteUse, openCredential } from '@/database/open-credential';
import { openRunFile } from '@/database/run-files';
import { findUntakenAnswers, isAsking } from '@/database/run-waits';
import { type ExecutionState, findStrayExecutions } from '@/database/service-executions';
import { createTableStore } from '@/database/table-store';
import { forgetTry, isKnownElsewhere } from '@/database/workers';
import { createHttpClient } from '@/engine/nodes/guarded-http-client';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Driver } from '@/engine/run/driver';
import type { Execution } from '@/engine/run/execution';
import type { JournalEntry, NewExecution } from '@/engine/run/journal';
import type { NodeServices, RunDeps } from '@/engine/run/run-deps';
import { type RunEnd, runExecution } from '@/engine/run/run-execution';
import { unknownTypes } from '@/engine/run/unknown-types';
import { createSandbox } from '@/engine/workflow/sandbox';
import type { Workflow } from '@/engine/workflow/schema';
import { type Activation, activate, deactivate, readActivation } from './activation';
import { log } from './log';
import { countWritten } from './metrics';
import { nodeModels } from './node-models';
import { OwnRuns } from './own-runs';
import { Pollers } from './pollers';
import { Retention } from './retention';
import { leaveRun, logEnd, tellEnd, tellLateEnds } from './run-ends';
import { RunLimits } from './run-limits';
import { createRunWaits } from './run-waits';
import { openParts, type Parts } from './runtime-parts';
import { Schedules } from './schedules';
import { type Settings, settings } from './settings';
import { newExecution, type StartExecution } from './start-execution';
import type { Traces } from './traces';
import { waitForState } from './wait-for-execution';
import { wantsTraces } from './wants-traces';
import { workerId } from './worker-id';
import { createWorkflowCalls } from './workflow-calls';

const asOwner = (ownerId: string): Claims => ({ sub: ownerId, role: 'authenticated' });

const strayEveryMs = 15_000;

/** Everything that runs workflows in this process, joined once. */
export class Runtime {
  readonly db: Database;
  readonly sandbox = createSandbox();
  readonly #http: ReturnType<typeof createHttpClient>;
  readonly #serviceUrl: string;
  readonly #workerId = workerId();
  #parts: Promise<Parts> | null = null;
  #serving: Promise<void> | null = null;
  #schedules: Schedules | null = null;
  #pollers: Pollers | null = null;
  #ownRuns: OwnRuns | null = null;
  #limits: RunLimits | null = null;
  #retention: Retention | null = null;
  #strays: NodeJS.Timeout | null = null;
  #traces: Traces | null = null;

  constructor({ serviceUrl, appUrl, network }: Pick<Settings, 'serviceUrl' | 'appUrl' | 'network'>) {
    this.#http = createHttpClient(network);
    this.#serviceUrl = serviceUrl;
    this.db = openDatabase({ serviceUrl, appUrl });
  }

  /** What the nodes of this person's workflows reach the world with. */
  servicesFor(ownerId: string): NodeServices {
    return {
      http: this.#http,
      tables: createTableStore(this.db, asOwner(ownerId)),
      documents: createDocumentStore(this.db, asOwner(ownerId)),
      openCredential: credentialId =>
        openCredential(this.db, { owner: ownerId, credentialId, masterKey: settings().encryptionKey }),
      openFile: id => openRunFile(this.db, { ownerId, id }),
      noteRefused: (credentialId, problem) => asService(this.db, tx => noteUse(tx, { credentialId, error: problem })),
    };
  }

  /** Opened on first need: a command that only reads has no queue and listens to nothing. */
  parts(): Promise<Parts> {
    const onHeld = () => this.#limits?.noteHeld();
    const onWritten = (entry: JournalEntry) => {
      countWritten(entry);
      this.#traces?.written(entry);
    };
    const { db } = this;
    this.#parts ??= openParts({ serviceUrl: this.#serviceUrl, workerId: this.#workerId, db, onHeld, onWritten }).catch(
      error => {
        this.#parts = null;
        throw error;
      },
    );
    return this.#parts;
  }

  /** Takes work from the queue and starts what is due, until the process closes. */
  serve({ concurrency = 50 }: { concurrency?: number } = {}): Promise<void> {
    this.#serving ??= this.#serve(concurrency).catch(error => {
      this.#serving = null;
      throw error;
    });
    return this.#serving;
  }

  async #serve(concurrency: number): Promise<void> {
    const { driver, journal, events } = await this.parts();
    if (wantsTraces(process.env)) this.#traces = (await import('./traces')).openTraces(process.env);
    const deps: RunDeps = {
      journal,
      nodeTypes,
      sandbox: this.sandbox,
      servicesFor: execution => this.#servicesIn(execution, driver),
      clock: () => new Date(),
      wait: (ms, signal) => sleep(ms, undefined, { signal }),
      wakeAt: (executionId, time) => driver.wakeAt(executionId, time),
      leaveToOther: ({ id, epoch }, types) => leaveRun(this.db, { executionId: id, epoch, types }),
      onEnd: (execution, end) => {
        logEnd(execution, end);
        this.#traces?.ended(execution, end);
        tellEnd({ db: this.db, driver }, execution, end);
      },
      onBug: (error, where) => log.error({ error, ...where }, 'a node broke'),
    };
    const limits = new RunLimits({ db: this.db, driver, mostQueued: settings().mostQueued });
    this.#limits = limits;
    await limits.begin();
    await driver.serve(
      async (executionId, signal) => {
        try {
          await runExecution(deps, executionId, signal);
        } catch (error) {
          if (signal.aborted) await forgetTry(this.db, { executionId });
          throw error;
        } finally {
          limits.noteEnd();
        }
      },
      { concurrency },
    );
    // Should it fail, or the word of it get lost, whoever looks for strays finds the run.
    const start = (executionId: string) =>
      driver.start(executionId).catch(error => log.warn({ error, executionId }, 'a run could not be queued'));
    const onEnd = () => limits.noteEnd();
    this.#ownRuns = new OwnRuns({ db: this.db, workerId: this.#workerId, driver, deps, onEnd });
    await this.#ownRuns.begin();
    this.#schedules = new Schedules({ db: this.db, start });
    this.#schedules.begin();
    this.#pollers = new Pollers({
      db: this.db,
      servicesFor: ownerId => this.servicesFor(ownerId),
      start,
    });
    this.#pollers.look();
    this.#retention = new Retention({ db: this.db, standardDays: settings().runDays });
    this.#retention.begin();
    events.onMade(id => void start(id));
    this.#strays = setInterval(() => void this.#startStrays(driver), strayEveryMs).unref();
  }

  /** What the nodes of one run are given. */
  #servicesIn({ id, ownerId }: Execution, driver: Driver): NodeServices {
    const services: NodeServices = {
      ...this.servicesFor(ownerId),
      waits: createRunWaits(this.db, id),
      workflows: createWorkflowCalls({ db: this.db, execution: { id, ownerId }, start: one => driver.start(one) }),
      models: nodeKey => nodeModels({ claims: asOwner(ownerId), executionId: id, nodeKey }),
    };
    const traces = this.#traces;
    if (!traces) return services;
    const http = (nodeKey: string) => traces.watch(services.http, { executionId: id, nodeKey });
    return { ...services, forNode: nodeKey => ({ ...services, http: http(nodeKey) }) };
  }

  async #startStrays(driver: Driver): Promise<void> {
    try {
      for (const executionId of await findStrayExecutions(this.db)) await driver.start(executionId);
      await tellLateEnds({ db: this.db, driver });
      for (const executionId of await findUntakenAnswers(this.db)) await driver.signal(executionId);
    } catch (error) {
      log.warn({ error }, 'could not look for runs that were left behind');
    }
  }

  /** Carries out a new execution in this process, if it serves and has room; null otherwise. */
  runHere(execution: NewExecution): Promise<RunEnd> | null {
    return this.#ownRuns?.take(execution) ?? null;
  }

  /** As `runHere`, for one that was made already. */
  runMade(executionId: string): Promise<RunEnd> | null {
    return this.#ownRuns?.takeMade(executionId) ?? null;
  }

  /** Whether it has steps that this process does not know and another one does: then it is not begun here. */
  async isForOther(workflow: Workflow): Promise<boolean> {
    const types = unknownTypes(workflow, nodeTypes);
    return types.length > 0 && isKnownElsewhere(this.db, { types });
  }

  /** Whether a limit of this person or their team may hold a run back, so that the database has to be asked first. */
  mayHold(ownerId: string): boolean {
    return this.#limits?.mayHold(ownerId) ?? false;
  }

  /** Whether so many runs of theirs wait that no more may come from outside. */
  isCrowded(ownerId: string): boolean {
    return this.#limits?.isCrowded(ownerId) ?? false;
  }

  /** A schedule was switched on or off: the next time may be nearer than the one waited for. */
  lookAtSchedules(): void {
    this.#schedules?.look();
    this.#pollers?.look();
  }

  /** Checks, makes the run as the person, and puts it in the queue. */
  async startExecution(request: StartExecution): Promise<string> {
    const executionId = await newExecution(this.db, request);
    const { driver } = await this.parts();
    await driver.start(executionId);
    return executionId;
  }

  /** Resolves when it is finished or the time is over, with how it stands then. */
  async waitForExecution(executionId: string, { timeoutMs }: { timeoutMs: number }): Promise<ExecutionState | null> {
    const { events } = await this.parts();
    return waitForState({ db: this.db, events, executionId, timeoutMs });
  }

  /** As `waitForExecution`; a run that asks somebody is waited for no longer: that may take days. */
  async waitUntilAsked(executionId: string, { timeoutMs }: { timeoutMs: number }): Promise<void> {
    const { events } = await this.parts();
    const until = Date.now() + timeoutMs;
    const isParked = ({ status }: Partial<ExecutionState>) => status === 'waiting';
    const state = await waitForState({ db: this.db, events, executionId, timeoutMs, until: isParked });
    if (state?.status !== 'waiting' || (await isAsking(this.db, { executionId }))) return;
    await this.waitForExecution(executionId, { timeoutMs: Math.max(until - Date.now(), 0) });
  }

  /** Switches the draft on as it is now; again after an edit, to make the edit live. */
  async activate(which: { claims: Claims; workflowId: string }): Promise<Activation> {
    const activation = await activate(this.db, which);
    this.lookAtSchedules();
    return activation;
  }

  deactivate(which: { claims: Claims; workflowId: string }): Promise<Activation> {
    return deactivate(this.db, which);
  }

  readActivation(which: { claims: Claims; workflowId: string }): Promise<Activation> {
    return readActivation(this.db, which);
  }

  /** False when there was nothing left to stop. */
  async cancelExecution({ claims, executionId }: { claims: Claims; executionId: string }): Promise<boolean> {
    const asked = await asUser(this.db, claims, tx => requestCancel(tx, { executionId }));
    if (!asked) return false;
    const { driver } = await this.parts();
    await driver.cancel(executionId); // whoever has it lets go at once
    await driver.signal(executionId); // if nobody has it, the next one to take it finds the fact
    for (const called of await findOpenCalls(this.db, { executionId })) {
      await this.cancelExecution({ claims, executionId: called });
    }
    return true;
  }

  /** Runs that are not over after the grace are handed over to whoever is there, or comes next. */
  async close({ graceMs = 5_000 } = {}): Promise<void> {
    if (this.#strays) clearInterval(this.#strays);
    await this.#schedules?.end();
    await this.#pollers?.end();
    await this.#retention?.end();
    const parts = await this.#parts?.catch(() => null);
    await this.#limits?.end();
    await parts?.driver.stop({ graceMs });
    await this.#ownRuns?.end();
    await parts?.journal.close();
    await this.#traces?.close();
    await parts?.hooks.close();
    await parts?.events.close();
    await this.#http.close();
    await this.db.close();
  }
}

const key = Symbol.for('parley.runtime');

/** One per process, whichever copy of this file asks: the bundler may hold several. */
export function runtime(): Runtime {
  const kept = globalThis as { [key]?: Runtime };
  kept[key] ??= new Runtime(settings());
  return kept[key];
}
