import { asUser, type Claims, type Database, type Transaction } from '@/database/connection';
import {
  activateTriggers,
  deactivateTriggers,
  ensureTriggers,
  listTriggers,
  mayEditTriggers,
  readActiveVersion,
  setActiveVersion,
} from '@/database/triggers';
import { readVersion } from '@/database/versions';
import { type Draft, readDraft } from '@/database/workflows';
import type { Workflow } from '@/engine/workflow/schema';
import { addressesOf, effectsOf, problemsOf, schedulesOf, sourcesOf } from './activation-facts';
import { probeHook } from './hook-address';
import { keyIssues, readKeys } from './keys-in-use';
import { withTables } from './watched-tables';

/** Where a workflow answers, when it runs next, and what it may do to others. */
export interface Activation {
  active: boolean;
  /** The version that is on; the draft may be ahead of it. */
  activeVersion: number | null;
  draftAhead: boolean;
  effects: string[];
  addresses: { node: string; url: string; testUrl: string; note: string }[];
  schedules: { node: string; next: string[]; note: string }[];
  problems: string[];
}

interface Which {
  claims: Claims;
  workflowId: string;
}

/** Switches the draft on as it is: its triggers work from now on, until the next time somebody asks. */
export async function activate(db: Database, { claims, workflowId }: Which): Promise<Activation> {
  const refused = await asUser(db, claims, async tx => {
    const draft = await readDraft(tx, { workflowId, lock: true });
    // Whoever switches it on: by itself it runs as its owner, with the owner's keys.
    const keys = await readKeys(db, { sub: draft.ownerId }, draft.workflow);
    const unusable = keyIssues(draft.workflow, keys).filter(({ blocks }) => blocks !== 'none');
    const gone = unusable.map(({ message }) => message);
    const { sources, missing } = await withTables(db, { ownerId: draft.ownerId, sources: sourcesOf(draft.workflow) });
    const problems = [...problemsOf(draft.workflow), ...gone, ...missing];
    if (problems.length > 0) return problems;
    await activateTriggers(tx, { workflowId, sources });
    await setActiveVersion(tx, { workflowId, version: draft.version });
    return null;
  });
  const activation = await readActivation(db, { claims, workflowId });
  if (refused) return { ...activation, problems: refused };
  const silent = await probeAll(db, { claims, workflowId });
  return { ...activation, problems: [...activation.problems, ...silent] };
}

export async function deactivate(db: Database, { claims, workflowId }: Which): Promise<Activation> {
  await asUser(db, claims, async tx => {
    await readDraft(tx, { workflowId, lock: true });
    await deactivateTriggers(tx, { workflowId, forget: true });
    await setActiveVersion(tx, { workflowId, version: null });
  });
  return readActivation(db, { claims, workflowId });
}

/** Changes nothing, but that a webhook which never had an address gets one, so that it can be tried. */
export async function readActivation(db: Database, { claims, workflowId }: Which): Promise<Activation> {
  return asUser(db, claims, async tx => {
    const draft = await readDraft(tx, { workflowId });
    const activeVersion = draft.isActive ? await readActiveVersion(tx, { workflowId }) : null;
    const shown = await shownWorkflow(tx, { draft, activeVersion });
    const keys = draft.ownerId === claims.sub ? await readKeys(db, claims, shown) : undefined; // names of theirs only
    const triggers = await triggersOf(tx, { workflowId, workflow: shown });
    const draftAhead = activeVersion !== null && activeVersion < draft.version;
    return {
      active: activeVersion !== null,
      activeVersion,
      draftAhead,
      effects: effectsOf(shown, keys),
      addresses: addressesOf(shown, triggers),
      schedules: schedulesOf(shown, triggers),
      problems: draftAhead
        ? [`Version ${activeVersion} is on; version ${draft.version} is a draft. Switch it on again to use it.`]
        : [],
    };
  });
}

async function shownWorkflow(
  tx: Transaction,
  { draft, activeVersion }: { draft: Draft; activeVersion: number | null },
) {
  if (activeVersion === null || activeVersion === draft.version) return draft.workflow;
  const { workflow } = await readVersion(tx, { workflowId: draft.id, version: activeVersion });
  return workflow;
}

/** Somebody who may only look sees no addresses, and makes none. */
async function triggersOf(tx: Transaction, { workflowId, workflow }: { workflowId: string; workflow: Workflow }) {
  const known = await listTriggers(tx, { workflowId });
  const missing = sourcesOf(workflow).filter(({ nodeId }) => !known.some(trigger => trigger.nodeId === nodeId));
  if (missing.length === 0) return known;
  if (!(await mayEditTriggers(tx, { workflowId }))) return known;
  await ensureTriggers(tx, { workflowId, sources: missing.map(source => ({ ...source, nextAt: null })) });
  return listTriggers(tx, { workflowId });
}

/** A real call to every live address; it is recognised there and starts nothing. */
async function probeAll(db: Database, { claims, workflowId }: Which): Promise<string[]> {
  const triggers = await asUser(db, claims, tx => listTriggers(tx, { workflowId }));
  const hooks = triggers.filter(({ kind, active }) => kind === 'webhook' && active);
  const problems = await Promise.all(hooks.map(({ id }) => probeHook(id)));
  return problems.filter(problem => problem !== null);
}
