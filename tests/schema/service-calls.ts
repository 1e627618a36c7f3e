import { sql } from 'kysely';
import * as accounts from '@/database/auth/accounts';
import * as flows from '@/database/auth/flows';
import * as oneTime from '@/database/auth/one-time-tokens';
import * as sessions from '@/database/auth/sessions';
import * as calls from '@/database/called-runs';
import type { Database } from '@/database/connection';
import * as credentials from '@/database/credentials';
import { createDocumentStore } from '@/database/document-store';
import * as schedules from '@/database/due-schedules';
import * as failures from '@/database/failure-runs';
import * as forms from '@/database/form-submissions';
import * as modelKeys from '@/database/model-keys';
import * as openKeys from '@/database/open-credential';
import * as polls from '@/database/polls';
import * as runFigures from '@/database/run-figures';
import * as files from '@/database/run-files';
import * as runLimits from '@/database/run-limits';
import * as retention from '@/database/run-retention';
import * as waits from '@/database/run-waits';
import * as serviceExecutions from '@/database/service-executions';
import { createTableStore } from '@/database/table-store';
import * as tables from '@/database/tables';
import * as triggers from '@/database/triggers';
import * as workers from '@/database/workers';
import { idOf } from '@/tests/support/big-database';
import {
  claims,
  executionId,
  file,
  find,
  form,
  keyId,
  masterKey,
  me,
  missing,
  nodeId,
  waitId,
  wanted,
  workflowId,
} from './call-subjects';

/** What the worker, sign-in and calls from outside ask. */
export const asService: Readonly<Record<string, (db: Database) => Promise<unknown>>> = {
  saveCredential: db =>
    credentials
      .saveCredential(db, {
        claims,
        masterKey,
        credential: { integration: 'openai', name: 'x', values: { api_key: 'x' } },
      })
      .then(id => openKeys.openCredential(db, { owner: me, credentialId: id, masterKey })),
  findOwn: db => db.service.transaction().execute(tx => openKeys.findOwn(tx, { id: keyId, owner: me })),
  readKeysFor: db =>
    db.service.transaction().execute(tx => openKeys.readKeysFor(tx, { owner: me, credentialIds: [keyId] })),
  noteUse: db => db.service.transaction().execute(tx => openKeys.noteUse(tx, { credentialId: keyId, error: null })),
  deleteCredential: db => credentials.deleteCredential(db, { claims, id: idOf('key', 2) }).catch(missing),
  takeDueTriggers: db =>
    schedules.takeDueTriggers(db, { now: new Date(), handle: () => ({ nextAt: null, missed: [], items: [] }) }),
  claimDuePolls: db => polls.claimDuePolls(db, { now: new Date(), limit: 5, types: ['core.rss-new'] }),
  settlePoll: db =>
    polls.settlePoll(db, {
      due: { id: idOf('trigger', 1), workflowId, nodeId, ownerId: me, kind: 'poll', state: {} } as never,
      ...{ state: polls.PollState.parse({}), nextAt: new Date(), items: [{}], files: [] },
    }),
  readNextPoll: db => polls.readNextPoll(db, { types: ['core.rss-new'] }),
  readNextDue: db => schedules.readNextDue(db),
  listModelKeys: db => modelKeys.listModelKeys(db, claims),
  openModelKeys: db => modelKeys.openModelKeys(db, { claims, masterKey }),
  createOwnersExecution: db =>
    serviceExecutions.createOwnersExecution(db, {
      ...{ workflowId, ownerId: me, version: 1, mode: 'live', triggerNodeId: nodeId, items: [], startedBy: 'webhook' },
    } as never),
  readExecutionState: db => serviceExecutions.readExecutionState(db, executionId),
  findStrayExecutions: db => serviceExecutions.findStrayExecutions(db),
  findCalledRun: db => calls.findCalledRun(db, { parentId: executionId, key: 'call#0' }),
  readAncestors: db => calls.readAncestors(db, { executionId }),
  createCalledRun: db =>
    calls.createCalledRun(db, {
      ...{ parentId: executionId, key: 'call#0', workflowId, version: 1, ownerId: me, triggerNodeId: nodeId },
      ...{ items: [], depth: 1, waits: true },
    }),
  findUntakenResults: db => calls.findUntakenResults(db),
  findOpenCalls: db => calls.findOpenCalls(db, { executionId }),
  startFailureRuns: db => failures.startFailureRuns(db, { executionId }),
  'startFailureRuns of the last hour': db => failures.startFailureRuns(db, { executionId: null }),
  openWait: db => waits.openWait(db, { executionId, wanted }),
  noteTold: db => waits.noteTold(db, { executionId, wanted }),
  closeWait: db => waits.closeWait(db, { executionId, wanted }),
  findApproval: db => waits.findApproval(db, { id: waitId }),
  decideByLink: db => waits.decideByLink(db, { id: waitId, decision: 'approved', values: {}, as: 'x' }),
  takeCall: db => waits.takeCall(db, { executionId: idOf('run', 2), name: 'answer', item: {} }),
  findRunOwner: db => waits.findRunOwner(db, { executionId }),
  isAsking: db => waits.isAsking(db, { executionId }),
  findUntakenAnswers: db => waits.findUntakenAnswers(db),
  findOwnersTable: db =>
    db.service.transaction().execute(tx => tables.findOwnersTable(tx, { ownerId: me, name: 'table1' })),
  findHook: db => triggers.findHook(db, { hookId: idOf('trigger', 1), test: true }),
  readRunFigures: db => runFigures.readRunFigures(db),
  countAhead: db => runLimits.countAhead(db, [executionId]),
  findReleasedRuns: db => runLimits.findReleasedRuns(db),
  readRunLimits: db => runLimits.readRunLimits(db, { most: 20_000 }),
  pruneRuns: db => retention.pruneRuns(db, { standardDays: null }),
  seeWorker: db => workers.seeWorker(db, { workerId: me, knows: ['core.set'] }),
  refuseHeldRun: db => runLimits.refuseHeldRun(db, { executionId }),
  noteShortMemory: db => workers.noteShortMemory(db, { executionIds: [executionId] }),
  leaveToOther: db => workers.leaveToOther(db, { executionId, epoch: 1, types: ['core.set'] }),
  takeLeftExecutions: db => workers.takeLeftExecutions(db, { workerId: me, knows: ['core.set'] }),
  isKnownElsewhere: db => workers.isKnownElsewhere(db, { types: ['core.set'] }),
  forgetTry: db => workers.forgetTry(db, { executionId }),
  dropWorkers: db => workers.dropWorkers(db, { workerId: me }),
  findAbandonedExecutions: db => workers.findAbandonedExecutions(db),
  takeSubmission: db =>
    forms.takeSubmission(db, { ...form, sender: 'x', limits: { perSender: 5, perForm: 50, withinSeconds: 60 } }),
  releaseSubmission: db => forms.releaseSubmission(db, form),
  addRunFiles: db =>
    files.addRunFiles(db, {
      ...{ ownerId: me, executionId },
      files: [{ id: file, name: 'a', mediaType: 'text/plain', content: Buffer.from('x') }],
    }),
  writeRunFiles: db =>
    db.service.transaction().execute(tx =>
      files.writeRunFiles(tx, {
        ...{ ownerId: me, executionId },
        files: [{ id: idOf('run file', 3), name: 'a', mediaType: 'text/plain', content: Buffer.from('x') }],
      }),
    ),
  openRunFile: db => files.openRunFile(db, { ownerId: me, id: file }),
  removeUnstarted: db => serviceExecutions.removeUnstarted(db, idOf('run', 2)),
  findAccount: db => accounts.findAccount(db.service, 'person1@big.test'),
  readAuthUser: db => db.service.transaction().execute(tx => accounts.readAuthUser(tx, me)),
  findIdentity: db =>
    db.service.transaction().execute(tx => accounts.findIdentity(tx, { provider: 'github', providerId: 'p1' })),
  isSignedIn: db => sessions.isSignedIn(db, { userId: me, sessionId: idOf('session', 1) }),
  listSessions: db => sessions.listSessions(db, { userId: me }),
  refreshSession: db => sessions.refreshSession(db, { token: 'none', secret: 'x' }),
  endSessions: db => sessions.endSessions(db, { userId: me, sessionId: idOf('session', 1), scope: 'others' }),
  consumeToken: db =>
    db.service.transaction().execute(tx => oneTime.consumeToken(tx, { token: 'none', type: 'recovery' as never })),
  returnFlow: db => flows.returnFlow(db, { state: 'none' }),
  tableStore: async db => {
    const store = createTableStore(db, claims);
    await store.insert('table1', [{ name: 'x' }], { idempotencyKey: 'a' });
    await store.find('table1', { ...find, limit: 10 });
    await store.update('table1', { ...find, values: { name: 'y' }, idempotencyKey: 'b' });
    await store.upsert('table1', { name: 'z' }, { column: 'name', idempotencyKey: 'c' });
    await store.delete('table1', { ...find, idempotencyKey: 'd' });
  },
  documentStore: async db => {
    const store = createDocumentStore(db, claims);
    const collection = { name: 'collection1', model: 'm', dimensions: 2 };
    await store.listCollections();
    await store.findCollection('collection1');
    await store.replaceSource(collection, { source: 'b', passages: [{ text: 'x', page: 1, embedding: [1, 0] }] });
    await store.findNearest(collection, { embedding: [1, 0], limit: 5, minScore: 0 });
  },
  'removing a person': db => sql`delete from auth.users where id = ${idOf('person', 3)}::uuid`.execute(db.service),
};
