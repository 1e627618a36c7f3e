import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import { Change } from '@/engine/workflow/change';
import { emptyWorkflow, Workflow } from '@/engine/workflow/schema';
import type { Transaction } from './connection';
import { writeDraftRows } from './draft-rows';
import { json } from './json';
import type { Draft } from './workflows';

export type Author = 'user' | 'assistant' | 'template' | 'import';

export interface NewVersion {
  workflow: Workflow;
  /** As they were applied. */
  changes: readonly Change[];
  author: Author;
  /** What is different, in words, one thing a line. */
  summary: string;
  /** The version this one brings back. */
  restores?: number;
}

/** Writes the draft's rows and one immutable version. The draft must be locked. */
export async function saveVersion(tx: Transaction, draft: Draft, saved: NewVersion): Promise<number> {
  const version = draft.version + 1;
  const { workflow, changes, author, summary, restores } = saved;
  await writeDraftRows(tx, { workflowId: draft.id, before: draft.workflow, after: workflow, version });
  await tx
    .updateTable('workflows')
    .set({ version, name: workflow.name, description: workflow.description, settings: json(workflow.settings) })
    .where('id', '=', draft.id)
    .execute();
  await tx
    .insertInto('workflow_versions')
    .values({
      workflow_id: draft.id,
      version,
      parent: draft.version,
      restores: restores ?? null,
      author,
      summary,
      changes: json(changes),
      workflow: json(workflow),
    })
    .execute();
  await sql`select pg_notify('parley_workflow', ${`${draft.id} ${version}`})`.execute(tx);
  return version;
}

export interface VersionSummary {
  version: number;
  /** What somebody called it. */
  name: string | null;
  author: Author;
  summary: string;
  restores: number | null;
  createdAt: string;
}

/** Newest first; `before` is the oldest version of the page already shown. */
export async function listVersions(
  tx: Transaction,
  { workflowId, limit, before }: { workflowId: string; limit: number; before?: number },
): Promise<VersionSummary[]> {
  const rows = await tx
    .selectFrom('workflow_versions')
    .select(['version', 'name', 'author', 'summary', 'restores', 'created_at'])
    .where('workflow_id', '=', workflowId)
    .$if(before !== undefined, query => query.where('version', '<', before!))
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ created_at, author, ...row }) => ({ ...row, author: author as Author, createdAt: created_at }));
}

export interface Version extends VersionSummary {
  parent: number | null;
  workflow: Workflow;
}

/** Version 0 is the empty workflow every one begins with; it has no row. */
export async function readVersion(
  tx: Transaction,
  { workflowId, version }: { workflowId: string; version: number },
): Promise<Version> {
  if (version === 0) return readEmptyVersion(tx, workflowId);
  const row = await tx
    .selectFrom('workflow_versions')
    .select(['version', 'name', 'parent', 'author', 'summary', 'restores', 'workflow', 'created_at'])
    .where('workflow_id', '=', workflowId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw new AppError('workflow.version_not_found', { version });
  const { created_at, author, workflow, ...rest } = row;
  return { ...rest, author: author as Author, createdAt: created_at, workflow: Workflow.parse(workflow) };
}

async function readEmptyVersion(tx: Transaction, workflowId: string): Promise<Version> {
  const row = await tx
    .selectFrom('workflows')
    .select(['name', 'created_at'])
    .where('id', '=', workflowId)
    .executeTakeFirst();
  if (!row) throw new AppError('workflow.not_found', {});
  const workflow = emptyWorkflow(row.name);
  return {
    version: 0,
    name: null,
    parent: null,
    author: 'user',
    summary: '',
    restores: null,
    createdAt: row.created_at,
    workflow,
  };
}

/** Every change saved after that version, in order. */
export async function readChangesSince(
  tx: Transaction,
  { workflowId, baseVersion }: { workflowId: string; baseVersion: number },
): Promise<Change[]> {
  const rows = await tx
    .selectFrom('workflow_versions')
    .select('changes')
    .where('workflow_id', '=', workflowId)
    .where('version', '>', baseVersion)
    .orderBy('version')
    .execute();
  return rows.flatMap(({ changes }) => z.array(Change).parse(changes));
}
