import type { ModelKey } from '@/agent/models/access';
import type { AiModel } from '@/agent/models/catalogue';
import type { Claims } from '@/database/connection';

export interface PersonsKeys {
  keys: readonly ModelKey[];
  /** Models that a key brought along: those of an address of the person's own. */
  models: readonly AiModel[];
}

/** The person's keys to model providers. */
export async function readModelKeys(_claims: Claims): Promise<PersonsKeys> {
  return { keys: [], models: [] };
}
