import type { Test } from '../plan';
import type { Lead, Piece } from './pieces';

/** A case that stands before what is done in it, and for which nothing has to be looked up. */
export const ifPiece = (test: Test, { lead, from }: { lead: Lead; from: number }): Piece => ({
  kind: 'if',
  test,
  find: null,
  lead,
  from,
  unless: false,
  postfix: false,
});
