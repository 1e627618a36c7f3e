import type { Test } from '../plan';
import type { Lead, Piece } from './pieces';

/** A case for which nothing has to be looked up; `postfix`: what is done in it stands before it. */
export const ifPiece = (
  test: Test,
  { lead, from, postfix = false }: { lead: Lead; from: number; postfix?: boolean },
): Piece => ({
  kind: 'if',
  test,
  find: null,
  lead,
  from,
  unless: false,
  postfix,
});
