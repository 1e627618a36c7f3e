import type { Share, Visibility } from '@/database/shares';

/** Everything the dialog shows: whom a workflow is shared with, and the teams it could be given to. */
export interface Sharing extends Visibility {
  shares: readonly Share[];
  /** Those in which the owner may change things. */
  teams: readonly { id: string; name: string }[];
}
