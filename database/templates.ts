import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { TemplateData } from '@/engine/templates/template';
import type { Transaction } from './connection';
import { json } from './json';

export interface StoredTemplate {
  id: string;
  name: string;
  description: string;
  category: string;
  /** As it stands in the row: anybody with SQL may have written it. */
  data: unknown;
  tags: readonly string[];
  /** The person saved it, and may delete it. */
  isOwn: boolean;
  usageCount: number;
}

const query = (tx: Transaction) =>
  tx
    .selectFrom('workflow_templates')
    .select(['id', 'name', 'description', 'category', 'tags', 'template_data as data', 'usage_count as usageCount'])
    .select(sql<boolean>`author_id is not distinct from (select auth.uid())`.as('isOwn'));

/** Everything the person may use: what comes with Parley, what was offered to all, and their own. */
export const listTemplates = (tx: Transaction): Promise<StoredTemplate[]> =>
  query(tx).orderBy('category').orderBy('name').orderBy('id').execute();

export async function readTemplate(tx: Transaction, { templateId }: { templateId: string }): Promise<StoredTemplate> {
  const template = await query(tx).where('id', '=', templateId).executeTakeFirst();
  if (!template) throw new AppError('template.not_found', {});
  return template;
}

export interface NewTemplate {
  name: string;
  description: string;
  category: string;
  /** What it is found by besides its words. */
  tags?: readonly string[];
  data: TemplateData;
}

/** For the person who saves it, and nobody else. */
export async function saveTemplate(
  tx: Transaction,
  { data, tags = [], ...template }: NewTemplate,
): Promise<{ id: string }> {
  return tx
    .insertInto('workflow_templates')
    .values({ ...template, tags: [...tags], template_data: json(data), is_public: false })
    .returning('id')
    .executeTakeFirstOrThrow();
}

export async function deleteTemplate(tx: Transaction, { templateId }: { templateId: string }): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('workflow_templates')
    .where('id', '=', templateId)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('template.not_found', {});
}

/** Counted past row level security: whoever uses a template may not otherwise write to it. */
export async function countUse(tx: Transaction, { templateId }: { templateId: string }): Promise<void> {
  await sql`select parley.use_template(${templateId}::uuid)`.execute(tx);
}
