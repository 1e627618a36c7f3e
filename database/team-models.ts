import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';
import { requireManager } from './teams';

export interface TeamModel {
  name: string;
  displayName: string;
  isEnabled: boolean;
}

/** Every model that is offered, with the team's own switch. */
export async function listTeamModels(tx: Transaction, { teamId }: { teamId: string }): Promise<TeamModel[]> {
  return tx
    .selectFrom('ai_models as model')
    .leftJoin('team_models as own', join => join.onRef('own.model_id', '=', 'model.id').on('own.team_id', '=', teamId))
    .select(['model.name', 'model.display_name as displayName'])
    .select(sql<boolean>`coalesce(own.is_enabled, true)`.as('isEnabled'))
    .where('model.is_active', '=', true)
    .orderBy('model.display_name')
    .execute();
}

/** A model that a team has switched off is offered to none of its members, in none of their workflows. */
export async function switchTeamModel(
  tx: Transaction,
  { teamId, model, isEnabled }: { teamId: string; model: string; isEnabled: boolean },
): Promise<void> {
  await requireManager(tx, teamId);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('team_models')
    .columns(['team_id', 'model_id', 'is_enabled'])
    .expression(from =>
      from
        .selectFrom('ai_models')
        .select(eb => [eb.cast<string>(eb.val(teamId), 'uuid').as('team_id'), 'id', eb.lit(isEnabled).as('is_enabled')])
        .where('name', '=', model),
    )
    .onConflict(conflict => conflict.columns(['team_id', 'model_id']).doUpdateSet({ is_enabled: isEnabled }))
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows) return;
  const known = (await listTeamModels(tx, { teamId })).map(({ name }) => name);
  throw new AppError('model.unknown', { model, known });
}
